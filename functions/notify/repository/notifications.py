"""Notifications in the store: `notifications/{id}`, how many are unread in `counters/notifications`, and how many each
source made today in `tallies/notifications`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from functions.notify.models import Notification
from shared.errors import NotFound
from shared.gcp.firestore import Commit, Increment, get, get_each, newest_page, read_all, user, where

Position = tuple[datetime, str]


def _notifications(uid: str) -> Any:
    return user(uid).collection("notifications")


def _counter(uid: str) -> Any:
    return user(uid).collection("counters").document("notifications")


def _notification(snapshot: Any) -> Notification:
    return Notification(id=snapshot.id, **snapshot.to_dict())


def add(commit: Commit, uid: str, notification: Notification) -> None:
    """Create an unread notification; the commit is Contended when it exists."""
    stored = asdict(notification)
    del stored["id"]
    commit.create(_notifications(uid).document(notification.id), stored)
    commit.merge(_counter(uid), {"unread": Increment(1)})


def unread_count(uid: str) -> int:
    """How many are unread. One read."""
    stored = get(_counter(uid)).to_dict() or {}
    return int(stored.get("unread", 0))


class Read:
    """A read notification and the writes that fail when somebody else wrote in between. Raises NotFound."""

    def __init__(self, uid: str, notification_id: str) -> None:
        self._uid = uid
        self._snapshot = get(_notifications(uid).document(notification_id))
        if not self._snapshot.exists:
            raise NotFound("There is no such notification.")
        self.notification = _notification(self._snapshot)

    def mark_read(self, commit: Commit, at: datetime) -> None:
        """Put the mark into the commit; it must have been unread."""
        commit.update(self._snapshot, {"is_read": True, "read_at": at})
        commit.merge(_counter(self._uid), {"unread": Increment(-1)})

    def remove(self, commit: Commit) -> None:
        """Put the removal into the commit."""
        # The update holds only if nobody has marked it read or removed it since; the deletion follows it.
        commit.update(self._snapshot, {"is_read": True})
        commit.delete(self._snapshot.reference)
        if not self.notification.is_read:
            commit.merge(_counter(self._uid), {"unread": Increment(-1)})


def mark_all(commit: Commit, uid: str, at: datetime, limit: int) -> int:
    """Put marks for up to `limit` unread notifications into the commit; returns how many."""
    query = where(_notifications(uid), "is_read", "==", False).limit(limit)
    found = read_all(query)
    for snapshot in found:
        commit.update(snapshot, {"is_read": True, "read_at": at})
    if found:
        commit.merge(_counter(uid), {"unread": Increment(-len(found))})
    return len(found)


def page(uid: str, is_read: bool | None, after: Position | None, limit: int) -> list[Notification]:
    """Notifications, newest first, from after a position; at most `limit`."""
    query = _notifications(uid)
    if is_read is not None:
        query = where(query, "is_read", "==", is_read)
    return [_notification(row) for row in read_all(newest_page(query, ("created_at",), after, limit))]


def find(uid: str, notification_id: str) -> Notification | None:
    """A notification, None when it is gone."""
    return find_each(uid, [notification_id])[0]


def find_each(uid: str, notification_ids: Sequence[str]) -> list[Notification | None]:
    """Several notifications in one round trip, in the order asked for; None for those that are gone."""
    found = get_each(*(_notifications(uid).document(one) for one in notification_ids)) if notification_ids else []
    return [_notification(row) if row.exists else None for row in found]


class Tally:
    """How many notifications each source made, and the write that fails when that changed."""

    def __init__(self, uid: str) -> None:
        """One read."""
        self._snapshot = get(user(uid).collection("tallies").document("notifications"))
        self.stored: Mapping[str, Any] = self._snapshot.to_dict() or {}
        self._is_written = False

    @classmethod
    def of(cls, commit: Commit, uid: str) -> "Tally":
        """The one of a commit: a second notification in it counts on from the first."""
        found: Tally = commit.shared.get("tally of notifications") or cls(uid)
        commit.shared["tally of notifications"] = found
        return found

    def write(self, commit: Commit, stored: Mapping[str, Any]) -> None:
        """Put the new counts into the commit."""
        self.stored, is_first, self._is_written = stored, not self._is_written, True
        if not is_first:
            commit.merge(self._snapshot.reference, stored)  # on condition of the write before it in the commit
        elif self._snapshot.exists:
            commit.update(self._snapshot, stored)
        else:
            commit.create(self._snapshot.reference, dict(stored))


def remove_old(commit: Commit, uid: str, read_before: datetime, all_before: datetime, limit: int) -> int:
    """Put the removal of up to `limit` old notifications into the commit; returns how many.

    Read ones go from `read_before` on, all from `all_before` on; unread ones count no longer.
    """
    old = _created_before(_notifications(uid), all_before, limit)
    rest = limit - len(old)
    read = _created_before(where(_notifications(uid), "is_read", "==", True), read_before, rest) if rest else []
    unread = [row for row in old if not row.get("is_read")]
    for row in unread:
        commit.update(row, {"is_read": True})  # fails when somebody reads or removes it in between
    found = {row.id: row.reference for row in (*old, *read)}
    for reference in found.values():
        commit.delete(reference)
    if unread:
        commit.merge(_counter(uid), {"unread": Increment(-len(unread))})
    return len(found)


def _created_before(query: Any, moment: datetime, limit: int) -> list[Any]:
    return read_all(where(query, "created_at", "<", moment).order_by("created_at").limit(limit))
