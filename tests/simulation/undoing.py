"""Undo and redo: services of the journal that have no route yet, behind one of our own as the chat will have."""

from functools import cache
from typing import TYPE_CHECKING, Any

from tests.simulation import history

if TYPE_CHECKING:
    from tests.simulation.operations import Operation
    from tests.simulation.people import Asked, Person
    from tests.simulation.world import World


def asked(world: "World", person: "Person", operation: "Operation") -> "Asked | None":
    """The request of an undo or redo of what was done to entries; None when there is no such action."""
    from tests.simulation.people import Asked

    actions = history.rows(world, person.uid, "actions")
    theirs = [name for name, row in actions.items() if any(one["resource"] == "expense" for one in row["changes"])]
    known = sorted(theirs, key=lambda name: (actions[name]["created_at"], name))
    target = person.pick(known, operation.choice)
    return Asked("POST", f"/undoing/{target}/{operation.kind}/") if target else None


@cache
def function() -> Any:
    """The function that serves them."""
    from flask import Response

    from functions.journal import service as journal
    from functions.ledger import service as ledger
    from shared.web.app import answer, context, dumps, http_function, make_app

    app = make_app("undoing")

    def told(actions: Any) -> tuple[int, str]:
        return 200, dumps([[one.id, one.status] for one in actions])

    def turn(action_id: str, way: str) -> Response:
        service = journal.undo if way == "undo" else journal.redo
        turned = service(context(), action_id, "action", {"expense": ledger.apply_change}, told)
        return answer([[one.id, one.status] for one in turned])

    app.add_url_rule("/undoing/<action_id>/<way>/", "turn", turn, methods=["POST"])
    return http_function("undoing", app)
