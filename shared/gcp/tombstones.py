"""Closed accounts: `tombstones/{sha256(uid)}`, written when an account begins to close and kept for good.

From then on its events are dropped before they are worked on (`is_gone`), and every commit of a worker or a request
that began earlier is refused by the store itself (`shared.gcp.firestore.Commit`). `closing/{uid}` stands from then
until nothing of the account is left: by it a deletion is found whose event was lost or given up.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from shared.gcp.firestore import Commit, answering, client, get, read_all, tombstone, where

if TYPE_CHECKING:
    from google.cloud.firestore import DocumentReference, WriteBatch


def bury(commit: Commit, uid: str, at: datetime) -> None:
    """Put the tombstone into the commit that begins to close an account. A second time changes nothing but `at`."""
    commit.merge(tombstone(uid), {"at": at})


def begin(commit: Commit, uid: str, at: datetime) -> None:
    """Put the tombstone, and the note that the removal is not done yet, into the commit that closes an account."""
    bury(commit, uid, at)
    commit.merge(_closing(uid), {"at": at})


def begin_again(uid: str, at: datetime) -> None:
    """Make sure that both stand: the first thing that the removal does. Raises Unavailable."""
    if not is_gone(uid):
        _write(uid, {"at": at}, lambda batch: batch.set(_closing(uid), {"at": at}))


def finish(uid: str, at: datetime) -> None:
    """Note that nothing of the account is left. May be repeated without harm. Raises Unavailable."""
    _write(uid, {"finished_at": at}, lambda batch: batch.delete(_closing(uid)))


def unfinished(before: datetime, limit: int) -> list[str]:
    """Whose removal began before a moment and is not done, the longest first. Raises Unavailable."""
    rows = where(client().collection("closing"), "at", "<", before).order_by("at").limit(limit)
    return [row.id for row in read_all(rows)]


def _closing(uid: str) -> "DocumentReference":
    ref: DocumentReference = client().collection("closing").document(uid)
    return ref


def _write(uid: str, fields: dict[str, datetime], note: "Callable[[WriteBatch], None]") -> None:
    batch = client().batch()
    batch.set(tombstone(uid), fields, merge=True)
    note(batch)
    with answering():
        batch.commit(timeout=10.0)


def is_gone(uid: str) -> bool:
    """Whether the account is closing or gone. One read. Raises Unavailable."""
    return bool(get(tombstone(uid)).exists)
