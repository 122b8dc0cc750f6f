"""Where agents with tools hold their conversation: somebody with a budget, in a store in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from functions.budget import service as budgets
from functions.budget.models import NewBudget
from functions.chat.models.talk import Talk, Utterance
from functions.chat.service.scene import talk_of
from functions.users import rules as user_rules
from shared.ai.budget import Budget, Limits
from shared.ai.tool import Tool
from shared.ai.turn import Allowed, Turn
from shared.context import Context
from shared.gcp import firestore, pubsub
from shared.gcp.idempotency import Processed
from shared.ids import derived_id
from tests.simulation.store import Client, Documents

UID = "somebody"
_NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TURN = derived_id("msg", UID, "stage_turn")
FOOD = derived_id("bud", UID, "stage_food", "0")


def call(name: str, **arguments: Any) -> dict[str, Any]:
    """A call as it stands in an answer of the model."""
    return {"functionCall": {"name": name, "args": arguments}}


@contextmanager
def stage() -> Iterator[None]:
    """The store of one conversation. What is published is heard by nobody."""
    client = Client(Documents())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(firestore, "_client", lambda *_: client)
        patch.setattr(pubsub, "publish", lambda _topic, _data, _attributes: None)
        names = {"username": UID, "email": "somebody@example.com", "first_name": "", "last_name": ""}
        profile = user_rules.new_profile("DZD", "Africa/Algiers")
        firestore.user(UID).set({**names, "profile": profile, "created_at": _NOW})
        budgets.create_budget(_context("food"), NewBudget("Food", 2_000_000, "DZD"))
        yield


def turn() -> Turn[Talk]:
    """Somebody's turn in which everything may be done: what has to be asked first is shown by the tests of the gate."""
    talk = talk_of(replace(_context("turn"), turn_id=TURN), TURN, Utterance("Please do all of it."))
    return Turn(talk, _let, Budget(Limits(model_calls=30, tool_calls=30)))


def _context(name: str) -> Context:
    return Context(UID, _NOW, Processed(UID, "stage", name, _NOW))


def _let(turn: Turn[Talk], tool: Tool, arguments: BaseModel) -> Allowed:
    """Each change under a guard of its own."""
    guard = Processed(UID, "stage", f"{len(turn.audit)}_{tool.name}", _NOW)
    context = replace(turn.identity.context, guard=guard, agent=turn.path[-1])
    acting = replace(turn, identity=replace(turn.identity, context=context))
    return Allowed(lambda: tool(acting, arguments))
