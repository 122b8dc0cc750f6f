"""Tools that make, change and delete budgets."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from functions.budget import service as budgets
from functions.budget.models import BudgetChange, NewBudget
from functions.chat.agents.coordinator.doing import Arguments, change, fact, say
from functions.chat.models.talk import BudgetName, Talk, Told
from shared.ai.amounts import Amount, CurrencyCode
from shared.ai.tool import ToolRefused, tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.errors import InvalidInput
from shared.money import Money

BudgetId = Annotated[str, Field(description="An id of FACTS.budgets")]
Currency = Annotated[CurrencyCode | None, Field(description="As it was said; null when none was.")]


class NewBudgetIn(Arguments):
    title: Annotated[str, Field(description="In the person's own words")]
    amount: Amount
    currency: Currency = None


class BudgetAmount(Arguments):
    budget_id: BudgetId
    amount: Amount
    currency: Currency = None
    change: Annotated[
        Literal["to", "up_by", "down_by"],
        Field(description="`to` when the amount is the new one; `up_by`, `down_by` when the person said by how much."),
    ] = "to"


class OneBudget(Arguments):
    budget_id: BudgetId


@tool("write")
def create_budget(turn: Turn[Talk], arguments: NewBudgetIn) -> Mapping[str, Any]:
    """Makes a budget with an amount for each period. Use it when the person names a new budget and its amount."""

    def do(acting: Context) -> Told:
        talk, code = turn.identity, arguments.currency or turn.identity.currency
        minor = Money.parse(arguments.amount, code).minor
        made = budgets.create_budget(acting, NewBudget(arguments.title, minor, code))
        shown = talk.language.money(Money(minor, code))
        words = say(talk, "budget_created", title=made.title, amount=shown)
        return Told("create_budget", words, (fact(made.id, made.title, minor, code),), (made.title,), closes=True)

    return change(turn, "create_budget", do)


@tool("write")
def update_budget(turn: Turn[Talk], arguments: BudgetAmount) -> Mapping[str, Any]:
    """Gives a budget of FACTS.budgets another amount for each period, or raises or lowers it by an amount. Use it when
    the person names both."""

    def do(acting: Context) -> Told:
        talk, before = turn.identity, _budget(turn, arguments.budget_id)
        amount = _minor_of(arguments.amount, arguments.currency, before.currency)
        found: list[int] = []  # what it was in the state that is changed

        def wanted(_: str) -> BudgetChange:
            return BudgetChange(minor=_after(talk, found[-1], amount, arguments.change))

        standing, _ = budgets.changed_budget(acting, before.id, wanted, lambda budget: found.append(budget.minor))
        was, minor = found[-1], standing.budget.minor
        old, new = (talk.language.money(Money(one, before.currency)) for one in (was, minor))
        words = say(talk, "budget_changed", title=before.title, before=old, after=new)
        facts = (
            fact("before", before.title, was, before.currency),
            fact("after", before.title, minor, before.currency),
        )
        return Told("update_budget", words, facts, (before.title,), closes=True)

    return change(turn, "update_budget", do)


@tool("destructive")
def delete_budget(turn: Turn[Talk], arguments: OneBudget) -> Mapping[str, Any]:
    """Deletes a budget of FACTS.budgets; its expenses stay. Use it only when the person asks for exactly that."""

    def do(acting: Context) -> Told:
        before = _budget(turn, arguments.budget_id)
        budgets.delete_budget(acting, before.id)
        words = say(turn.identity, "budget_deleted", title=before.title)
        return Told("delete_budget", words, names=(before.title,), closes=True)

    return change(turn, "delete_budget", do)


def _minor_of(amount: str, said: str | None, currency: str) -> int:
    """Minor units in the currency that the budget has. Raises InvalidInput when another one was said."""
    if said is not None and said != currency:
        raise InvalidInput.of("currency", f"This is kept in {currency}, not in {said}.", "invalid_amount")
    return Money.parse(amount, currency).minor


def _after(talk: Talk, was: int, amount: int, change: str) -> int:
    """The new amount in minor units. Raises InvalidInput for one below zero."""
    if change == "to":
        return amount
    after = was + amount if change == "up_by" else was - amount
    if after < 0:
        raise InvalidInput.of("amount", say(talk, "below_zero"), "invalid_amount")
    return after


def _budget(turn: Turn[Talk], budget_id: str) -> BudgetName:
    found = turn.identity.budget(budget_id)
    if found is None:
        raise ToolRefused("There is no budget of this id. Take one of FACTS.budgets, or ask which one is meant.")
    return found
