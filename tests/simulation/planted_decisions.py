"""Bugs of confirmations, streams, receipts and new beginnings that are planted one at a time; see `planted`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def confirmation_names_the_tool_alone(patch: "pytest.MonkeyPatch") -> None:
    """What is confirmed is done with the arguments that the assistant came up with last."""
    from functions.chat.service import confirming
    from functions.journal import service as journal

    real = confirming._bound

    def bound(uid: str, action: Any) -> Any:
        waiting = journal.list_actions(uid, "needs_confirmation", None, 20)
        last = next((one for one in waiting if one.tool == action.tool and one.call), action)
        return real(uid, last)

    patch.setattr(confirming, "_bound", bound)


def confirmation_takes_what_waits(patch: "pytest.MonkeyPatch") -> None:
    """Whatever a confirmation names, it is about what has waited longest."""
    from functions.chat.service import confirming
    from functions.journal import service as journal

    real = confirming._open

    def open_one(context: Any, action_id: str) -> Any:
        waiting = journal.list_actions(context.uid, "needs_confirmation", None, 20)
        alive = [one.id for one in waiting if one.expires_at and one.expires_at > context.now]
        return real(context, alive[-1] if alive else action_id)

    patch.setattr(confirming, "_open", open_one)


def stream_forgets_its_key(patch: "pytest.MonkeyPatch") -> None:
    """A stream that is asked for again is another one: its key is not looked at."""
    from functions.chat.api import streaming
    from functions.journal import service as journal

    real: Any = vars(streaming)["context"]

    def context() -> Any:
        found = real()
        return replace(found, guard=journal.fresh_key(found))

    patch.setattr(streaming, "context", context)


def reset_keeps_what_is_remembered(patch: "pytest.MonkeyPatch") -> None:
    """The messages go, and what models are told of them stays."""
    from functions.chat.repository.conversation import Read
    from functions.chat.service import history

    class Kept(Read):
        def close(self, commit: Any, _memory: Any, last_at: Any) -> None:
            super().close(commit, self.conversation.memory, last_at)

    patch.setattr(history, "Read", Kept)


def reset_declines_what_waits(patch: "pytest.MonkeyPatch") -> None:
    """With the conversation goes what somebody still had to decide."""
    from functions.chat.repository.conversation import Read
    from functions.chat.service import history
    from functions.journal import repository
    from functions.journal import service as journal

    class Declining(Read):
        def close(self, commit: Any, memory: Any, last_at: Any) -> None:
            super().close(commit, memory, last_at)
            uid = self.snapshot.reference.path.split("/")[1]
            for action in journal.list_actions(uid, "needs_confirmation", None, 20):
                repository.Read.of(uid, action.id).write(commit, replace(action, status="rejected"))

    patch.setattr(history, "Read", Declining)


def receipt_taints_nothing(patch: "pytest.MonkeyPatch") -> None:
    """What stands on a receipt counts as the assistant's own words."""
    from functions.chat.agents.chatbot import money
    from functions.chat.service import talking

    real: Any = vars(money)["Told"]
    patch.setattr(talking, "_RECEIPTS", frozenset())
    patch.setattr(money, "Told", lambda *about, **more: real(*about, **{**more, "foreign": ()}))


def former_tries_are_not_told(patch: "pytest.MonkeyPatch") -> None:
    """Found by the simulation: an answer tells of what its own try of the turn did."""
    from functions.chat.service.gating import TurnGate

    patch.setattr(TurnGate, "recall", lambda _: None)


def notes_are_counted_apart(patch: "pytest.MonkeyPatch") -> None:
    """Found by the simulation: each note of a commit writes the tally as if it were the only one."""
    from functions.notify.repository import Tally

    patch.setattr(Tally, "of", classmethod(lambda cls, _, uid: cls(uid)))


OF_DECISIONS = (
    confirmation_names_the_tool_alone,
    confirmation_takes_what_waits,
    stream_forgets_its_key,
    reset_keeps_what_is_remembered,
    reset_declines_what_waits,
    receipt_taints_nothing,
    former_tries_are_not_told,
    notes_are_counted_apart,
)
