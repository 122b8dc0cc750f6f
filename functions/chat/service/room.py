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
        self._former: tuple[Action, ...] | None = None

    def former(self, own: Iterable[Action]) -> tuple[Action, ...]:
        """What former tries of the turn did and asked for, without this one's `own`, in order."""
        if self._former is None:
            turn, mine = self._context.turn_id, {one.id for one in own}
            found = journal.actions_of_turn(self._context.uid, turn) if turn else ()
            self._former = tuple(one for one in found if one.id not in mine)
        return self._former

    def check(self, permit: Permit, actions: Iterable[Action]) -> None:
        """Raises Beyond when this turn has done all that it may, with what its former tries did. They may have made
        other calls: a model answers otherwise when it is asked again, and rules may answer in its place."""
        own = tuple(actions)
        if len({one.id for one in (*self.former(own), *own) if _was_done_at_once(one)}) >= MOST_WRITES:
            permit.refusal = Beyond("too_many")
            raise permit.refusal


def _was_done_at_once(action: Action) -> bool:
    return action.call is None and action.status in {"done", "undone"}
