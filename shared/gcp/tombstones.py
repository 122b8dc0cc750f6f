"""Closed accounts: `tombstones/{sha256(uid)}`, written when an account begins to close and kept for good.

From then on its events are dropped before they are worked on (`is_gone`), and every commit of a worker or a request
that began earlier is refused by the store itself (`shared.gcp.firestore.Commit`).
"""

from datetime import datetime

from shared.gcp.firestore import Commit, get, tombstone


def bury(commit: Commit, uid: str, at: datetime) -> None:
    """Put the tombstone into the commit that begins to close an account. A second time changes nothing but `at`."""
    commit.merge(tombstone(uid), {"at": at})


def is_gone(uid: str) -> bool:
    """Whether the account is closing or gone. One read. Raises Unavailable."""
    return bool(get(tombstone(uid)).exists)
