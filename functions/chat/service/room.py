"""How much a turn has done without asking, in all its tries."""

from collections.abc import Iterable

from functions.chat.rules.policy.decide import MOST_WRITES
from functions.chat.service.permits import Beyond, Permit
from functions.journal import service as journal
from functions.journal.models import Action
from shared.context import Context


class Room:
    """What is left for one turn. Former tries are looked up once, when the first change is made."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._former: frozenset[str] | None = None

    def check(self, permit: Permit, actions: Iterable[Action]) -> None:
        """Raises Beyond when this turn has done all that it may, with what its former tries did. They may have made
        other calls: a model answers otherwise when it is asked again, and rules may answer in its place."""
        if self._former is None:
            turn = self._context.turn_id
            found = journal.actions_of_turn(self._context.uid, turn) if turn else ()
            self._former = frozenset(one.id for one in found if _was_done_at_once(one))
        if len(self._former | {one.id for one in actions if _was_done_at_once(one)}) >= MOST_WRITES:
            permit.refusal = Beyond("too_many")
            raise permit.refusal


def _was_done_at_once(action: Action) -> bool:
    return action.call is None and action.status in {"done", "undone"}
