"""Tools that ask a specialist: budgets, expenses, reports, the forecast and advice, through their services."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from functions.budget import service as budgets
from functions.chat.agents.coordinator import insight
from functions.chat.agents.coordinator.doing import Arguments, change, fact, say, tell
from functions.chat.models.talk import Talk, Told
from functions.expenses import service as expenses
from functions.expenses.models import Submission
from shared.ai.facts import Fact, Snapshot, rendered
from shared.ai.tool import tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.money import Money


class Task(Arguments):
    message: Annotated[str, Field(description="What to do or to find out, in the person's own words.")]


class Advice(Arguments):
    kind: Literal["recommend", "analyze", "compare"]
    message: Annotated[str, Field(description="What to advise on, in the person's own words.")]


@tool("write")
def call_budget_agent(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """Plans all budgets anew by what the person wants to be minded. Use it when budgets are to be made, planned or
    balanced as a whole; not for one budget whose amount is named."""

    def do(acting: Context) -> Told:
        talk = turn.identity
        made = budgets.generate(acting, arguments.message)
        told, facts = list[str](), list[Fact]()
        for one in made.operations:
            shown = talk.language.money(Money(one.minor, one.currency))
            told.append(f"- {one.title}: {shown}")
            facts.append(fact(f"plan_{len(facts)}", one.title, one.minor, one.currency))
        names = tuple(one.title for one in made.operations)
        opening = made.message if made.operations else say(talk, "plan_unchanged" if made.budgets else "no_budgets")
        words = "\n".join([opening, *told, *made.assumptions])
        # The message and the assumptions were bound to facts where they were made.
        return Told("call_budget_agent", words, tuple(facts), (*names, made.message, *made.assumptions), closes=True)

    return change(turn, "call_budget_agent", do)


@tool("write")
def call_expense_manager(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """Records what the person says that they spent, got back or earned. Use it once for all such money of a task."""

    def do(acting: Context) -> Told:
        talk = turn.identity
        found = expenses.record_expense(acting, Submission(arguments.message), lambda _: (201, ""))
        known = [one for one in found.entries if one.minor is not None]
        shown = [(one, talk.language.money(Money(one.minor or 0, one.currency))) for one in known]
        words = say(talk, "recorded", items=", ".join(f"{one.product_name} {amount}" for one, amount in shown))
        facts = tuple(fact(one.id, one.product_name, one.minor or 0, one.currency) for one in known)
        return Told("call_expense_manager", words, facts, tuple(one.product_name for one in known), closes=True)

    return change(turn, "call_expense_manager", do)


@tool("read")
def call_report_agent(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """How the money stands: spent, planned, left, what changed, for the time that is named. Use it when the person asks
    for a report or an overview, or at the end of a task to tell the outcome."""
    return _told(turn, insight.report(turn, arguments.message))


@tool("read")
def call_forecast_agent(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """What the coming periods may cost. Use it when the person asks about the future of their money."""
    return _told(turn, insight.forecast(turn, arguments.message))


@tool("read")
def call_advisor(turn: Turn[Talk], arguments: Advice) -> Mapping[str, Any]:
    """Advice on a purchase or on habits, by the person's figures. Use it when they ask whether, what or which."""
    return _told(turn, insight.advice(turn, arguments.kind, arguments.message))


def _told(turn: Turn[Talk], told: Told) -> Mapping[str, Any]:
    return tell(turn.identity, told, facts=rendered(Snapshot(told.facts)))
