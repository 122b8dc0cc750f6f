"""What people do with their notifications: list, read, remove."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from functions.notify import repository
from functions.notify.models import Notification
from shared.context import Context
from shared.errors import NotFound
from shared.gcp.firestore import AlreadyDone, Commit, retry_contended
from shared.gcp.idempotency import Kept, Processed
from shared.ids import is_id, new_id

_AT_ONCE = 400


def list_notifications(
    context: Context, is_read: bool | None, after: repository.Position | None, limit: int
) -> tuple[list[Notification], bool]:
    """A page of notifications, newest first, and whether more follow."""
    found = repository.page(context.uid, is_read, after, limit + 1)
    return found[:limit], len(found) > limit


def unread_count(context: Context) -> int:
    """How many notifications are unread. One read."""
    return repository.unread_count(context.uid)


def _read(context: Context, notification_id: str) -> repository.Read:
    if not is_id(notification_id, "ntf"):
        raise NotFound("There is no such notification.")
    return repository.Read(context.uid, notification_id)


def read_notification(context: Context, notification_id: str, answer: Callable[[Notification], Kept]) -> Notification:
    """The notification, marked read; the first time of reading stays. Raises NotFound."""

    def attempt() -> Notification:
        found = _read(context, notification_id)
        if found.notification.is_read:
            context.keep(lambda: answer(found.notification))
            return found.notification
        read = replace(found.notification, is_read=True, read_at=context.now)
        commit = context.commit()
        found.mark_read(commit, context.now)
        context.finish(commit, lambda: answer(read))
        return read

    return context.attempt(attempt)


def mark_all_read(context: Context, answer: Callable[[int], Kept]) -> int:
    """Mark every notification read; returns how many were unread. Larger numbers go in several commits."""
    context.claim()
    marked = 0
    while True:
        count = retry_contended(lambda: _mark_some(context))
        marked += count
        if count < _AT_ONCE:
            break
    context.finish(context.commit(), lambda: answer(marked))
    return marked


def _mark_some(context: Context) -> int:
    """One commit with a guard of its own: should the request end here, its repetition marks the rest."""
    commit = Commit(Processed(context.uid, "mark_all_read", new_id("evt"), context.now))
    count = repository.mark_all(commit, context.uid, context.now, _AT_ONCE)
    if count:
        with suppress(AlreadyDone):  # its acknowledgement was lost
            commit.run()
    return count


def remove_notification(context: Context, notification_id: str, answer: Callable[[], Kept]) -> None:
    """Delete a notification; an unread one counts no longer. Raises NotFound."""

    def attempt() -> None:
        found = _read(context, notification_id)
        commit = context.commit()
        found.remove(commit)
        context.finish(commit, answer)

    context.attempt(attempt)


def withdraw(context: Context, commit: Commit, notification_id: str) -> None:
    """Put the removal of a notification into a commit that the caller finishes. Raises NotFound."""
    _read(context, notification_id).remove(commit)
