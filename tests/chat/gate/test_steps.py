"""By how much is held against the person's words as how much is: a model cannot make one out of the other."""

from dataclasses import replace
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.chat.agents.chatbot.plans import update_budget as real
from functions.chat.models.talk import Utterance
from functions.chat.service.gating import make_gate
from functions.chat.service.scene import talk_of
from shared.ai.budget import Budget, Limits
from shared.ai.turn import Turn
from shared.ids import new_id
from tests.chat.gate.desk import call
from tests.ground import Ground, context


def after(memory: Ground, message: str, **arguments: str) -> tuple[str, int]:
    """The outcome of the call and the amount of the one budget, in whole units."""
    uid = memory.person()
    food = memory.budget(uid, "Groceries", 2_000_000)
    asked = replace(context(uid), turn_id=new_id("msg"))
    talk = talk_of(asked, str(asked.turn_id), Utterance(message))
    turn: Any = Turn(talk, make_gate(asked, message), Budget(Limits()), path=("chatbot",))
    outcome = call(turn, real, budget_id=food.id, **arguments)
    (found,) = budgets.all_budgets(uid)
    return outcome, found.minor // 100


@pytest.mark.parametrize(
    ("message", "change", "amount"),
    [
        ("raise groceries by 2000", "up_by", 22_000),
        ("baisse le budget groceries de 2000", "down_by", 18_000),
        ("ارفع ميزانية groceries بمقدار 2000", "up_by", 22_000),
        ("set groceries to 2000", "to", 2_000),
    ],
)
def test_what_was_said_is_done_at_once(memory: Ground, message: str, change: str, amount: int) -> None:
    assert after(memory, message, amount="2000", change=change) == ("done", amount)


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("raise groceries by 2000", "to"),
        ("raise groceries by 2000", "down_by"),
        ("set groceries to 2000", "up_by"),
        ("lower groceries to 2000", "down_by"),
    ],
)
def test_another_way_than_the_one_that_was_said_asks_first(memory: Ground, message: str, change: str) -> None:
    assert after(memory, message, amount="2000", change=change) == ("denied", 20_000)


def test_a_budget_is_not_lowered_below_zero(memory: Ground) -> None:
    assert after(memory, "lower groceries by 20001", amount="20001", change="down_by") == ("denied", 20_000)
