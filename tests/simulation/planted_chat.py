"""Bugs of the conversation, of its gate and of confirmations that are planted one at a time; see `planted`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def taint_ends_with_the_turn(patch: "pytest.MonkeyPatch") -> None:
    """What later turns are told holds the words of others, and they count as the assistant's own."""
    from functions.chat.service import talking

    patch.setattr(
        talking, "_remembered", lambda _talk, text, actions: (text, "; ".join(one.summary for one in actions))
    )


def own_words_are_not_checked(patch: "pytest.MonkeyPatch") -> None:
    """What a model says that the person said is believed."""
    from functions.chat.rules.policy import decide

    patch.setattr(decide, "_is_said", lambda *_: True)


def chat_undoes_twice(patch: "pytest.MonkeyPatch") -> None:
    """An Action that was undone is undone once more by the chat, whatever became of its resource."""
    from functions.budget.repository.budgets import ReadBudget
    from functions.chat.service import undoing
    from functions.journal import service as journal
    from functions.journal.service import turning
    from functions.ledger import service as ledger
    from shared.errors import Conflict

    def version(uid: str, change: Any) -> int | None:
        if change.resource == "budget":
            return int(ReadBudget(uid, change.id).budget.version)
        if change.resource == "expense":
            return int(ledger.Read(uid, change.id).entry.version)
        found: int | None = change.version_after
        return found

    def forced(applier: Any) -> Any:
        return lambda context, commit, change: applier(
            context, commit, replace(change, version_after=version(context.uid, change))
        )

    class Journal:
        def __getattr__(self, name: str) -> Any:
            return getattr(journal, name)

        def undo(self, context: Any, action_id: str, scope: Any, appliers: Any, answer: Any) -> Any:
            try:
                return journal.undo(context, action_id, scope, appliers, answer)
            except Conflict as refused:
                if refused.code != "already_decided":
                    raise
            anew = {name: forced(one) for name, one in appliers.items()}
            way = turning._Way("undone", "undone", "undone", anew, [])
            return context.attempt(lambda: turning._turn(context, action_id, scope, way, answer))

    patch.setattr(undoing, "journal", Journal())


def confirmation_has_no_end(patch: "pytest.MonkeyPatch") -> None:
    """What waits for the person waits for ever."""
    from functions.chat.service import confirming, permits
    from shared.errors import Conflict

    def check_open(action: Any, _now: Any) -> None:
        if action.status != "needs_confirmation":
            raise Conflict("This was decided before.", "already_decided")

    patch.setattr(permits, "check_open", check_open)
    patch.setattr(confirming, "check_open", check_open)


def confirmation_counts_again(patch: "pytest.MonkeyPatch") -> None:
    """What was confirmed can be confirmed once more."""
    from functions.chat.service import confirming, permits
    from shared.errors import Expired

    def check_open(action: Any, now: Any) -> None:
        if action.expires_at is not None and action.expires_at <= now:
            raise Expired("too late")

    patch.setattr(permits, "check_open", check_open)
    patch.setattr(confirming, "check_open", check_open)


def day_is_not_counted(patch: "pytest.MonkeyPatch") -> None:
    """What was moved before is forgotten; each call has the whole day's room."""
    from functions.journal.repository import gate as caps

    patch.setattr(caps.Books, "write_moved", lambda *_: None)


def audit_row_of_its_own(patch: "pytest.MonkeyPatch") -> None:
    """The row of what was done is written after it, in another commit."""
    from functions.chat.service import permits
    from functions.journal.repository import gate as caps
    from shared.gcp import firestore

    class Later(caps.Books):
        def write_rows(self, batch: Any, rows: Any) -> None:
            pass

    real = permits.Permit.is_committed

    def committed(self: Any) -> bool:
        done = real(self)
        if done:
            batch = firestore.client().batch()
            caps.Books(self._uid).write_rows(batch, [self._row])
            batch.commit()
        return done

    patch.setattr(permits, "Books", Later)
    patch.setattr(permits.Permit, "is_committed", committed)


def anybody_takes_the_conversation(patch: "pytest.MonkeyPatch") -> None:
    """Who holds the conversation is not looked at when an answer is kept, nor who wrote in between."""
    from functions.chat.repository import conversation
    from functions.chat.service import locking, talking

    def close(self: Any, commit: Any, memory: Any, last_at: Any) -> None:
        stored = {**conversation._memory(memory), "lock": None, "last_at": last_at}
        commit.merge(self.snapshot.reference, stored)

    class Mine:
        """A lock that is whose it is asked about."""

        def __init__(self, lock: Any) -> None:
            self._lock = lock

        def __getattr__(self, name: str) -> Any:
            return getattr(self._lock, name)

        @property
        def turn_id(self) -> Any:
            return _Any()

    class Read(conversation.Read):
        def __init__(self, uid: str) -> None:
            super().__init__(uid)
            lock: Any = Mine(self.conversation.lock)
            self.conversation = replace(self.conversation, lock=lock)

    real = locking._lock_for

    def lock_for(context: Any, found: Any) -> Any:
        return real(context, replace(found, lock=None))

    patch.setattr(locking, "_lock_for", lock_for)
    patch.setattr(conversation.Read, "close", close)
    patch.setattr(talking, "Read", Read)


class _Any:
    """The same as everything."""

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return True


OF_CHAT = (
    taint_ends_with_the_turn,
    own_words_are_not_checked,
    chat_undoes_twice,
    confirmation_has_no_end,
    confirmation_counts_again,
    day_is_not_counted,
    audit_row_of_its_own,
    anybody_takes_the_conversation,
)
