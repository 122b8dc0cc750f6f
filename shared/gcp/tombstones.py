"""Closed accounts: `tombstones/{sha256(uid)}`, written when an account begins to close and kept for good.

From then on its events are dropped before they are worked on (`is_gone`), and every commit of a worker or a request
that began earlier is refused by the store itself (`shared.gcp.firestore.Commit`).
"""

from datetime import datetime

from shared.gcp.firestore import Commit, answering, get, tombstone


def bury(commit: Commit, uid: str, at: datetime) -> None:
    """Put the tombstone into the commit that begins to close an account. A second time changes nothing but `at`."""
    commit.merge(tombstone(uid), {"at": at})


def bury_again(uid: str, at: datetime) -> None:
    """Make sure that the tombstone stands: the first thing that the deletion does. Raises Unavailable."""
    if not is_gone(uid):
        _write(uid, {"at": at})


def finish(uid: str, at: datetime) -> None:
    """Note that nothing of the account is left. May be repeated without harm. Raises Unavailable."""
    _write(uid, {"finished_at": at})


def _write(uid: str, fields: dict[str, datetime]) -> None:
    with answering():
        tombstone(uid).set(fields, merge=True, timeout=10.0)


def is_gone(uid: str) -> bool:
    """Whether the account is closing or gone. One read. Raises Unavailable."""
    return bool(get(tombstone(uid)).exists)
