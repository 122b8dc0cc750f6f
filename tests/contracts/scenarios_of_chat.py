"""Rows of the gate: actions that are confirmed, declined, undone and redone; see `tests.contracts.scenarios`."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from functions.budget import service as budgets
from functions.budget.models import BudgetChange
from functions.chat.service import confirming, gating
from functions.journal import service as journal
from functions.journal.models import Action, Change
from shared.ai.agent import Agent
from shared.ai.perform import perform
from shared.ai.tool import Tool, ToolRefused, tool
from shared.ai.turn import Turn
from shared.ai.usage import CallUsage, Usage
from shared.errors import Conflict
from shared.gcp.idempotency import request_key
from shared.ids import new_id
from tests.chat.gate.desk import Amount, Speaking, create_budget, rob_bank, update_budget
from tests.ground import Ground, context

Prepared = tuple[str, dict[str, Any] | None, dict[str, Any]]
Prepare = Callable[[Ground, str], Prepared]


def _proposed(ground: Ground, uid: str) -> Action:
    """A deletion that a new plan proposes."""
    budget, asked = ground.budget(uid, "Food", 100_000), replace(context(uid), agent="budget")
    gone = Change("budget", budget.id, {"deleted_at": None}, {"deleted_at": asked.now}, 1, 2, "DZD")
    commit = asked.commit()
    action = journal.propose(asked, commit, "delete_budget", "Delete Food?", [gone])
    asked.finish(commit)
    return action


def _edited(ground: Ground, uid: str) -> Action:
    budget = ground.budget(uid, "Food", 100_000)
    budgets.changed_budget(context(uid), budget.id, lambda _: BudgetChange(minor=200_000))
    return next(one for one in journal.list_actions(uid) if one.tool == "update_budget")


def _undone(ground: Ground, uid: str) -> Action:
    from functions.chat.service import undoing

    action = _edited(ground, uid)
    undoing.undo(context(uid), action.id, "action")
    return action


def _say(uid: str, msg: str, answer: Callable[[Any], tuple[int, str]] = lambda _: (200, "{}")) -> None:
    from functions.chat import service
    from functions.chat.models.talk import Utterance

    asked = context(uid)
    key = request_key(uid, "POST /api/chat", new_id("msg"), "", asked.now)
    service.answer_message(replace(asked, guard=key), Utterance(msg), answer)


def _talked(uid: str) -> str:
    """After a message and its answer."""
    _say(uid, "Hello!")
    return "/api/chat/reset/"


def _row(word: str, make: Callable[[Ground, str], Action], body: dict[str, Any], other: dict[str, Any]) -> Prepare:
    return lambda ground, uid: (f"/api/chat/actions/{make(ground, uid).id}/{word}/", body, other)


ROUTES: Mapping[str, Prepare] = {
    "POST /api/chat/": lambda _ground, _uid: ("/api/chat/", {"msg": "coffee 500 DZD"}, {"msg": "tea 1 DZD"}),
    "POST /api/chat/reset/": lambda ground, uid: (_talked(uid), None, {"surprise": 1}),
    "POST /api/chat/actions/<id>/confirm/": _row("confirm", _proposed, {"confirm": True}, {"confirm": False}),
    "POST /api/chat/actions/<id>/undo/": _row("undo", _edited, {"scope": "action"}, {"scope": "turn"}),
    "POST /api/chat/actions/<id>/redo/": _row("redo", _undone, {"scope": "action"}, {"scope": "turn"}),
}
DECLINED = _row("confirm", _proposed, {"confirm": False}, {"confirm": True})


def _call(turn: Turn[Any], one: Tool, **arguments: Any) -> None:
    called: Any = SimpleNamespace(name=one.name, args=arguments, id=None)
    for _ in perform([called], Agent("chatbot", str, "", (one,)), turn, "a-model", takes_final=False):
        pass


def _gate(_ground: Ground, uid: str) -> None:
    """A turn of a call that is done, one that asks, one that is denied and one that never came to the gate."""
    asked = replace(context(uid), turn_id=new_id("msg"))
    gate = gating.make_gate(asked, "make a budget pets of 300")
    turn = Turn(Speaking(asked), gate, path=("chatbot",))
    _call(turn, create_budget, title="pets", amount="300")
    _call(turn, create_budget, title="games", amount="300")
    _call(turn, rob_bank)
    _call(turn, create_budget, title="pets", amount="300", uid="x")
    gate.settle(turn)


@tool("write")
def idle(turn: Turn[Speaking], arguments: Amount) -> Mapping[str, Any]:
    """Asks a model and finds nothing to change. Use it never."""
    turn.budget.spend(CallUsage("budget", "a-model", Usage(calls=1, prompt=100)))
    return {}


@tool("write")
def refusing(turn: Turn[Speaking], arguments: Amount) -> Mapping[str, Any]:
    """Refuses. Use it never."""
    raise ToolRefused("No.")


def _confirming(ground: Ground, uid: str) -> None:
    """Confirmed calls that turn out to have nothing to do, or to be impossible."""
    budget = ground.budget(uid, "Food", 100_000)
    for other in (idle, refusing):
        asked = replace(context(uid), turn_id=new_id("msg"))
        gate = gating.make_gate(asked, "hello")
        _call(Turn(Speaking(asked), gate, path=("chatbot",)), update_budget, budget_id=budget.id, amount="1")
        tools = {"update_budget": replace(other, name="update_budget")}
        with suppress(Conflict):
            confirming.confirm(context(uid), gate.actions[0].id, tools, lambda _: (200, ""), Speaking)


def _noticed(_ground: Ground, uid: str) -> None:
    """A note that the person asks for."""
    _say(uid, "Remind me to pay the rent")


def _unanswered(_ground: Ground, uid: str) -> None:
    """A turn that fails at its very end."""
    with suppress(ArithmeticError):
        _say(uid, "Hello!", answer=lambda _: (200, str(1 // 0)))


USES: Mapping[str, Callable[[Ground, str], None]] = {
    "gate": _gate,
    "confirming": _confirming,
    "noticed": _noticed,
    "unanswered": _unanswered,
}
