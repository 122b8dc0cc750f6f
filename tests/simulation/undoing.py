"""Undo and redo of one action or of a whole turn: services of the journal, behind a route of our own as chat's is."""

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.simulation import history

if TYPE_CHECKING:
    from tests.simulation.operations import Operation
    from tests.simulation.people import Asked, Person
    from tests.simulation.world import World

# What only moved amounts between budgets is taken back without anybody absorbing it.
SPLITS = frozenset({"rebalance", "move_money"})


def asked(world: "World", person: "Person", operation: "Operation") -> "Asked | None":
    """The request of an undo or redo; None when there is no such action."""
    from tests.simulation.people import Asked

    actions, scope = history.rows(world, person.uid, "actions"), operation.body
    known = sorted(_likely(actions, operation), key=lambda name: (actions[name]["created_at"], name))
    target = person.pick(known, operation.choice)
    if target is None:
        return None
    if scope == "action" and actions[target]["tool"] in SPLITS:
        scope = "split"
    return Asked("POST", f"/undoing/{target}/{operation.kind}/{scope}/")


def _likely(actions: dict[str, Any], operation: "Operation") -> list[str]:
    """What people take back: mostly what can be, and the making of a budget seldom."""
    rows = [(name, row) for name, row in actions.items() if operation.body == "action" or row["turn_id"]]
    if operation.choice < 0.9:
        rows = [(name, row) for name, row in rows if row["tool"] != "create_budget"]
    if operation.kind == "undo" and 0.5 < operation.choice < 0.7:
        # What was done for them while they did not look.
        rows = [(name, row) for name, row in rows if row["agent"] not in {"user", "chatbot"}] or rows
    status = "done" if operation.kind == "undo" else "undone"
    fitting = [(name, row) for name, row in rows if row["status"] == status]
    if operation.body == "turn":
        count = Counter(row["turn_id"] for _, row in fitting)
        fitting = [(name, row) for name, row in fitting if count[row["turn_id"]] > 1] or fitting
    return [name for name, _ in fitting or rows]


def _appliers(scope: str) -> Any:
    from functions.budget import service as budgets
    from functions.ledger import service as ledger
    from functions.users import service as users

    found = {
        "expense": ledger.apply_change,
        "budget": budgets.apply_split if scope == "split" else budgets.apply_change,
        "profile": getattr(users, "apply_change", None),
    }
    return {resource: applier for resource, applier in found.items() if applier}


@cache
def function() -> Any:
    """The function that serves them."""
    from flask import Response

    from functions.journal import service as journal
    from shared.web.app import answer, context, dumps, http_function, make_app

    app = make_app("undoing")

    def told(actions: Any) -> tuple[int, str]:
        return 200, dumps([[one.id, one.status] for one in actions])

    def turn(action_id: str, way: str, scope: str) -> Response:
        service = journal.undo if way == "undo" else journal.redo
        whole: Any = "turn" if scope == "turn" else "action"
        turned = service(context(), action_id, whole, _appliers(scope), told)
        return answer([[one.id, one.status] for one in turned])

    app.add_url_rule("/undoing/<action_id>/<way>/<scope>/", "turn", turn, methods=["POST"])
    return http_function("undoing", app)
