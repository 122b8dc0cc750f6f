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
Turning = Callable[[Context, str, Scope, Mapping[Resource, Applier], Answer | None], tuple[Action, ...]]
# Nobody absorbs what these did: they shared out what there was, moved it, or made a budget that took from no other.
_SHARED_OUT = frozenset({"rebalance", "move_money", "generate_budgets", "call_budget_agent", "create_budget"})


def undo(context: Context, name: str, scope: Scope, answer: Answer | None = None) -> tuple[Action, ...]:
    """Take back an Action, or all of its turn; `name` is an Action's, or a turn's. As `journal.undo`."""
    return _turned(journal.undo, context, name, scope, answer)


def take_back(context: Context, turn_id: str) -> tuple[Action, ...]:
    """Undo all of a turn and drop what waits there for a confirmation, in one commit. As `journal.undo`."""
    actions = journal.actions_of_turn(context.uid, turn_id)
    return journal.take_back(context, turn_id, appliers_of(actions))


def redo(context: Context, name: str, scope: Scope, answer: Answer | None = None) -> tuple[Action, ...]:
    """Make it anew, the same way."""
    return _turned(journal.redo, context, name, scope, answer)


def _turned(turn: Turning, context: Context, name: str, scope: Scope, answer: Answer | None) -> tuple[Action, ...]:
    action_id, scope, appliers = _chosen(context, name, scope)
    return turn(context, action_id, scope, appliers, answer)


def appliers_of(actions: Sequence[Action]) -> Mapping[Resource, Applier]:
    """What brings each kind of resource back. A budget that is new or that only shared-out money changed is brought
    back alone; one that somebody decided on gives or takes the difference from the others."""
    decided = {
        change.id
        for action in actions
        for change in action.changes
        if change.resource == "budget" and action.tool not in _SHARED_OUT
    }

    def budget(context: Any, commit: Commit, change: Change) -> Change:
        apply = budgets.apply_change if change.id in decided else budgets.apply_split
        return apply(context, commit, change)

    return {
        "budget": budget,
        "goal": budgets.apply_goal_change,
        "expense": ledger.apply_change,
        "profile": users.apply_change,
        "notification": noting.apply_change,
    }


def _chosen(context: Context, name: str, scope: Scope) -> tuple[str, Scope, Mapping[Resource, Applier]]:
    """The Action that stands for what is meant, and what to bring it back with. Raises NotFound."""
    if is_id(name, "msg"):
        actions = [one for one in journal.actions_of_turn(context.uid, name) if one.status in {"done", "undone"}]
        if not actions:
            raise NotFound("There is no such action.")
        return actions[0].id, "turn", appliers_of(actions)
    action = journal.get_action(context.uid, name)
    if scope == "action" or action.turn_id is None:
        return action.id, "action", appliers_of([action])
    return action.id, "turn", appliers_of(journal.actions_of_turn(context.uid, action.turn_id))
