"""Tools of our own that go through the real gate, and the turn that they work in.

They have the names and effects of the product's tools, and commit through its services, so that the gate, and not the
wording of an answer, is what these tests look at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from functions.budget import service as budgets
from functions.budget.models import BudgetChange, NewBudget
from functions.chat.models.gate import Source
from functions.chat.service.gating import TurnGate, make_gate
from functions.expenses import service as expenses
from functions.expenses.models import Submission
from functions.users import service as users
from shared.ai.agent import Agent
from shared.ai.budget import Budget, Limits
from shared.ai.request import Request
from shared.ai.tool import Tool, tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.ids import new_id
from shared.money import Money
from tests.ground import context


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Words(Arguments):
    message: str


class NewOne(Arguments):
    title: str
    amount: str
    currency: str | None = None


class Amount(Arguments):
    budget_id: str
    amount: str
    currency: str | None = None


class One(Arguments):
    budget_id: str


class Profile(Arguments):
    monthly_income: str | None = None
    savings: str | None = None
    language: str | None = None


class Nothing(Arguments):
    pass


@dataclass(frozen=True, slots=True)
class Speaking:
    """The identity of these tools. `gate` and `memo` let one read text that somebody else wrote."""

    context: Context
    message: str = ""
    memo: str = ""
    gates: list[TurnGate] = field(default_factory=list)


@tool("read")
def list_budgets(turn: Turn[Speaking], arguments: Nothing) -> Mapping[str, Any]:
    """All budgets. Use it when the person asks for them."""
    return {"budgets": [one.title for one in budgets.all_budgets(turn.identity.context.uid)]}


@tool("read")
def read_memo(turn: Turn[Speaking], arguments: Nothing) -> Mapping[str, Any]:
    """A note that somebody else wrote. Use it when it is asked for."""
    for gate in turn.identity.gates:
        gate.note("memo")
    return {"memo": turn.identity.memo}


@tool("write")
def record_expense(turn: Turn[Speaking], arguments: Words) -> Mapping[str, Any]:
    """Records what was spent. Use it when the person says so."""
    found = expenses.record_expense(turn.identity.context, Submission(arguments.message), lambda _: (201, ""))
    return {"recorded": len(found.entries)}


@tool("write")
def create_budget(turn: Turn[Speaking], arguments: NewOne) -> Mapping[str, Any]:
    """Makes a budget. Use it when a new one is named."""
    code = arguments.currency or "DZD"
    minor = Money.parse(arguments.amount, code).minor
    return {"id": budgets.create_budget(turn.identity.context, NewBudget(arguments.title, minor, code)).id}


@tool("write")
def update_budget(turn: Turn[Speaking], arguments: Amount) -> Mapping[str, Any]:
    """Gives a budget another amount. Use it when both are named."""
    number = arguments.amount.partition(" ")[0]
    budgets.changed_budget(
        turn.identity.context,
        arguments.budget_id,
        lambda currency: BudgetChange(minor=Money.parse(number, currency).minor),
    )
    return {"changed": True}


@tool("destructive")
def delete_budget(turn: Turn[Speaking], arguments: One) -> Mapping[str, Any]:
    """Deletes a budget. Use it when the person asks for that."""
    budgets.delete_budget(turn.identity.context, arguments.budget_id)
    return {"deleted": True}


@tool("write")
def edit_user_profile(turn: Turn[Speaking], arguments: Profile) -> Mapping[str, Any]:
    """Changes the profile. Use it when the person tells about themselves."""
    told = {name: value for name, value in arguments.model_dump().items() if value is not None}
    language = told.pop("language", None)
    personal = {"personal_info": {"language": language}} if language else {}
    users.change_user(turn.identity.context, told | personal, lambda _: (200, ""))
    return {"changed": True}


@tool("write")
def call_main_coordinator(turn: Turn[Speaking], arguments: Words) -> Mapping[str, Any]:
    """Hands a task on. Use it when it takes several steps."""
    return {"report": turn.delegate(COORDINATOR, Request(arguments.message)).output}


@tool("write")
def rob_bank(turn: Turn[Speaking], arguments: Nothing) -> Mapping[str, Any]:
    """A tool that no policy knows. Use it never."""
    raise AssertionError("it was run")


MONEY: tuple[Tool, ...] = (
    list_budgets,
    read_memo,
    record_expense,
    create_budget,
    update_budget,
    delete_budget,
    edit_user_profile,
)
COORDINATOR = Agent("coordinator", str, "You carry out tasks.", (*MONEY, call_main_coordinator), "flash_lite")
CHATBOT = Agent("chatbot", str, "You talk about money.", (*MONEY, call_main_coordinator, rob_bank), "flash_lite")
TOOLS: Mapping[str, Tool] = {one.name: one for one in CHATBOT.tools if one.effect != "read"}


def turn_of(uid: str, message: str, *taint: Source, asked: Context | None = None, **limits: Any) -> Turn[Speaking]:
    """A turn of this person, with the gate of the product."""
    asked = asked or replace(context(uid), turn_id=new_id("msg"))
    gate = make_gate(asked, message, taint)
    return Turn(Speaking(asked, message, gates=[gate]), gate, Budget(Limits(**limits)), path=("chatbot",))


def gate_of(turn: Turn[Speaking]) -> TurnGate:
    return turn.identity.gates[0]


def call(turn: Turn[Speaking], one: Tool, **arguments: Any) -> str:
    """Make a call as the loop of agents does; its outcome."""
    from types import SimpleNamespace

    from shared.ai.perform import perform

    agent = Agent("chatbot", str, "", (one,))
    made: Any = SimpleNamespace(name=one.name, args=arguments, id=None)
    for _ in perform([made], agent, turn, "a-model", takes_final=False):
        pass
    return turn.audit[-1].outcome
