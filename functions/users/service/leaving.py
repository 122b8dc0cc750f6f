"""How sessions and accounts end: sign out everywhere, and the deletion that is resumed until nothing is left."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from shared import logs
from shared.context import Context
from shared.errors import Forbidden, Unavailable
from shared.events import DeletionRequested
from shared.gcp import holdings, identity, sessions, tombstones, walking
from shared.gcp.firestore import Gone
from shared.gcp.idempotency import Kept
from shared.gcp.token_claims import Identity

Answer = Callable[[], Kept]
RECENT = timedelta(minutes=5)
# As long as Pub/Sub may still be trying; then the schedule takes over.
LATE = timedelta(minutes=30)
_AT_ONCE = 50
# What could still reach the person or others goes before the rest; what waits for a confirmation is an action.
_FIRST = ("outbox", "devices", "actions")


def sign_out_everywhere(context: Context, answer: Answer) -> None:
    """End every session of the person, this one too, by our own state; the identity service follows if it answers.

    Raises Unavailable when our own store does not answer: then nothing has ended.
    """
    commit = context.commit()
    sessions.end_all(commit, context.uid, context.now)
    context.finish(commit, answer)
    sessions.forget(context.uid)
    try:
        identity.revoke(context.uid)
    except Unavailable:
        # A refreshed token keeps the second of its sign-in, so ours refuses it all the same.
        logs.warning("sessions.not_revoked", user=logs.who(context.uid))


def request_deletion(context: Context, signed_in: Identity, answer: Answer) -> None:
    """Begin to close the account: from this commit on nothing of the person is written any more.

    Asked again it changes nothing. Raises Forbidden `recent_sign_in_required` for a sign-in older than five minutes.
    """
    if context.now - datetime.fromtimestamp(signed_in.auth_time, UTC) > RECENT:
        raise Forbidden("Please sign in again to close your account.", "recent_sign_in_required")
    if tombstones.is_gone(context.uid):
        return
    commit = context.commit()
    tombstones.begin(commit, context.uid, context.now)
    commit.emit(DeletionRequested(uid=context.uid, occurred_at=context.now, cause=context.cause), context.now)
    try:
        context.finish(commit, answer)
    except Gone:
        logs.info("deletion.asked_twice", user=logs.who(context.uid))
    sessions.forget(context.uid)


def _messages(uid: str) -> None:
    holdings.erase_collections(uid, _FIRST)


def _files(uid: str) -> None:
    holdings.erase_files(uid)


def _documents(uid: str) -> None:
    holdings.erase_documents(uid)


def _elsewhere(uid: str) -> None:
    holdings.erase_elsewhere(uid)
    walking.forget(uid)


def _remains(uid: str) -> None:
    """Once more: a request that was at work all the while may have left a claim or a file behind."""
    for step in (_messages, _files, _documents, _elsewhere):
        step(uid)


STEPS: tuple[tuple[str, Callable[[str], None]], ...] = (
    ("tokens", identity.revoke),
    ("messages", _messages),
    ("files", _files),
    ("documents", _documents),
    ("elsewhere", _elsewhere),
    ("account", identity.delete_account),
    ("remains", _remains),
)


def delete_user(uid: str, now: datetime) -> None:
    """Remove everything of a person, in the order of `STEPS`; killed anywhere and run again it leaves nothing.

    Each step finds by itself what is left to do, so none has to remember how far it came. Only the tombstone stays,
    which holds a hash of the uid. Raises Unavailable: the event is then delivered again.
    """
    tombstones.begin_again(uid, now)
    for name, step in STEPS:
        step(uid)
        logs.info("deletion.step", user=logs.who(uid), step=name)
    tombstones.finish(uid, now)


def finish_deletions(now: datetime) -> None:
    """Take up what an event has not brought to its end, because it was lost or given up after too many attempts."""
    for uid in tombstones.unfinished(now - LATE, _AT_ONCE):
        try:
            delete_user(uid, now)
        except Unavailable as error:
            logs.error("deletion.late", user=logs.who(uid), where=logs.where_of(error))
