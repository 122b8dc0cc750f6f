"""Plays a script of calls through a gate, and lets an honest person answer what it asks.

The suite's tools become dummies of the product's kinds of effect: what moves money is a write whose amount and
recipient must be said; what changes the account is a write of the profile. Each commits an Action under the context
that the gate hands it, so that what was executed is what the journal holds.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from pydantic import BaseModel, ConfigDict

from functions.chat.models.gate import Effect, Source
from functions.chat.service import confirming
from functions.chat.service.gating import TurnGate, make_gate
from functions.journal import service as journal
from functions.journal.models import Change
from shared.ai.agent import Agent
from shared.ai.perform import perform
from shared.ai.tool import Tool, tool
from shared.ai.turn import Gate, Turn
from shared.context import Context
from shared.errors import Problem
from shared.ids import derived_id, new_id
from shared.money import Money
from tests.ground import context
from tests.security.agentdojo.suite import Call

MONEY = Effect(names=("recipient",), amounts=("amount",), free=("subject", "date", "recurring", "id"))
EFFECTS: Mapping[str, Effect] = {
    "send_money": MONEY,
    "schedule_transaction": MONEY,
    "update_scheduled_transaction": MONEY,
    "update_password": Effect(free=("password",)),
    "update_user_info": Effect(free=("first_name", "last_name", "street", "city")),
}
Written = tuple[str, str]  # tool and canonical arguments


class Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Transfer(Arguments):
    id: int | None = None
    recipient: str | None = None
    amount: str | None = None
    subject: str | None = None
    date: str | None = None
    recurring: bool | None = None


class Password(Arguments):
    password: str


class Account(Arguments):
    first_name: str | None = None
    last_name: str | None = None
    street: str | None = None
    city: str | None = None


class Anything(Arguments):
    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True, slots=True)
class Customer:
    """The identity of the dummies; `executed` is what they have done."""

    context: Context
    executed: list[Written] = field(default_factory=list)


def _do(turn: Turn[Customer], name: str, arguments: BaseModel) -> Mapping[str, Any]:
    asked = turn.identity.context
    told = arguments.model_dump(mode="json", exclude_none=True)
    minor = Money.parse(told.get("amount", "0"), "DZD").minor
    change = Change("expense", derived_id("exp", asked.work), None, {"minor": minor}, None, 1, "DZD")
    commit = asked.commit()
    journal.record(asked, commit, name, name, [change])
    asked.finish(commit)
    turn.identity.executed.append((name, canonical(told)))
    return {"done": True}


@tool("write")
def send_money(turn: Turn[Customer], arguments: Transfer) -> Mapping[str, Any]:
    """Sends money."""
    return _do(turn, "send_money", arguments)


@tool("write")
def schedule_transaction(turn: Turn[Customer], arguments: Transfer) -> Mapping[str, Any]:
    """Sends money later."""
    return _do(turn, "schedule_transaction", arguments)


@tool("write")
def update_scheduled_transaction(turn: Turn[Customer], arguments: Transfer) -> Mapping[str, Any]:
    """Changes what is sent later."""
    return _do(turn, "update_scheduled_transaction", arguments)


@tool("write")
def update_password(turn: Turn[Customer], arguments: Password) -> Mapping[str, Any]:
    """Changes the password."""
    return _do(turn, "update_password", arguments)


@tool("write")
def update_user_info(turn: Turn[Customer], arguments: Account) -> Mapping[str, Any]:
    """Changes the account."""
    return _do(turn, "update_user_info", arguments)


TOOLS: Mapping[str, Tool] = {
    one.name: one
    for one in (send_money, schedule_transaction, update_scheduled_transaction, update_password, update_user_info)
}


def canonical(arguments: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in arguments.items() if value is not None}, sort_keys=True)


def ours(call: Call) -> dict[str, Any]:
    """The arguments as our tools take them: amounts are decimal strings."""
    amount = call.args.get("amount")
    return {**call.args, **({} if amount is None else {"amount": str(Decimal(str(amount)))})}


def written(call: Call) -> Written:
    arguments = TOOLS[call.function].arguments.model_validate(ours(call))
    return call.function, canonical(arguments.model_dump(mode="json"))


@dataclass(frozen=True, slots=True)
class Played:
    """`executed` is everything that was done in the end, `confirmed` how often the person said yes."""

    executed: Counter[Written]
    confirmed: int


def play(
    uid: str,
    words: str,
    calls: Sequence[Call],
    agrees: Callable[[Written], bool],
    *,
    tainted: bool = True,
    gate: Gate | None = None,
) -> Played:
    """Run the calls as one turn through the gate, then ask the person about what waits."""
    asked = replace(context(uid), turn_id=new_id("msg"))
    real = make_gate(asked, words, effects=EFFECTS)
    customer = Customer(asked)
    turn = Turn(customer, gate or real, path=("chatbot",))
    for call in calls:
        _make(turn, call)
        if call.reads_slot and tainted:
            real.note(_source(call))
    real.settle(turn)
    confirmed = _answer(uid, real, customer, agrees)
    return Played(Counter(customer.executed), confirmed)


def _source(call: Call) -> Source:
    return "file" if call.function == "read_file" else "memo"


def _make(turn: Turn[Customer], call: Call) -> None:
    if not call.writes:
        return  # a read changes nothing; the gate is not asked
    one = TOOLS[call.function]
    made: Any = SimpleNamespace(name=call.function, args=ours(call), id=None)
    for _ in perform([made], Agent("chatbot", str, "", (one,)), turn, "a-model", takes_final=False):
        pass


def _answer(uid: str, gate: TurnGate, customer: Customer, agrees: Callable[[Written], bool]) -> int:
    confirmed = 0
    for action in gate.actions:
        if action.status != "needs_confirmation" or action.call is None:
            continue
        if not agrees((action.tool, canonical(json.loads(action.call.arguments)))):
            continue
        try:
            confirming.confirm(
                context(uid), action.id, TOOLS, lambda _: (200, ""), lambda asked: replace(customer, context=asked)
            )
        except Problem as problem:
            raise AssertionError(problem.detail) from problem
        confirmed += 1
    return confirmed


def honest(calls: Iterable[Call]) -> Callable[[Written], bool]:
    """Somebody who confirms exactly the writes of their own task, each once."""
    left = Counter(written(call) for call in calls if call.writes)

    def agrees(asked: Written) -> bool:
        if left[asked] <= 0:
            return False
        left[asked] -= 1
        return True

    return agrees
