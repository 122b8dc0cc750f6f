"""Take back what was done, one Action or all of a turn, and make it anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from functions.budget import service as budgets
from functions.chat.service import noting
from functions.journal import service as journal
from functions.journal.models import Action, Applier, Change, Resource, Scope
from functions.ledger import service as ledger
from functions.users import service as users
from shared.context import Context
from shared.errors import NotFound
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept
from shared.ids import is_id

Answer = Callable[[tuple[Action, ...]], Kept]
AppliersOf = Callable[[Sequence[Action]], Mapping[Resource, Applier]]
Turning = Callable[[Context, str, Scope, AppliersOf, Answer | None], tuple[Action, ...]]
# Nobody absorbs what these did: they shared out what there was, moved it, or made a budget that took from no other.
_SHARED_OUT = frozenset({"rebalance", "move_money", "generate_budgets", "call_budget_agent", "create_budget"})


def undo(context: Context, name: str, scope: Scope, answer: Answer | None = None) -> tuple[Action, ...]:
    """Take back an Action, or all of its turn; `name` is an Action's, or a turn's. As `journal.undo`."""
    return _turned(journal.undo, context, name, scope, answer)


def take_back(context: Context, turn_id: str) -> tuple[Action, ...]:
    """Undo all of a turn and drop what waits there for a confirmation, in one commit. As `journal.undo`."""
    return journal.take_back(context, turn_id, appliers_of)


def redo(context: Context, name: str, scope: Scope, answer: Answer | None = None) -> tuple[Action, ...]:
    """Make it anew, the same way."""
    return _turned(journal.redo, context, name, scope, answer)


def _turned(turn: Turning, context: Context, name: str, scope: Scope, answer: Answer | None) -> tuple[Action, ...]:
    action_id, scope = _chosen(context, name, scope)
    return turn(context, action_id, scope, appliers_of, answer)


def appliers_of(actions: Sequence[Action]) -> Mapping[Resource, Applier]:
    """What brings back each kind of resource that these Actions changed, all done or all undone.

    What was shared out and what is new comes back alone; of what somebody decided the others give or take the
    difference. A budget may be both: made, and then changed.
    """
    parts: dict[str, list[budgets.Part]] = {}
    for action in actions:
        for change in action.standing:
            if change.resource == "budget":
                parts.setdefault(change.id, []).append(budgets.Part(change, action.tool not in _SHARED_OUT))
    forward = any(one.status == "undone" for one in actions)

    def budget(context: Any, commit: Commit, change: Change) -> Change:
        return budgets.apply_parts(context, commit, change, parts[change.id], forward=forward)

    return {
        "budget": budget,
        "goal": budgets.apply_goal_change,
        "expense": ledger.apply_change,
        "profile": users.apply_change,
        "notification": noting.apply_change,
    }


def _chosen(context: Context, name: str, scope: Scope) -> tuple[str, Scope]:
    """The Action that stands for what is meant, and whether all of its turn is. Raises NotFound."""
    if is_id(name, "msg"):
        actions = [one for one in journal.actions_of_turn(context.uid, name) if one.status in {"done", "undone"}]
        if not actions:
            raise NotFound("There is no such action.")
        return actions[0].id, "turn"
    return name, scope
