"""Tools that ask a specialist: budgets and expenses through their services, insight through one port each."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from functions.budget import service as budgets
from functions.budget.models import Summary
from functions.chat.agents.coordinator.doing import Arguments, change, fact, say, tell
from functions.chat.models.talk import Talk, Told
from functions.expenses import service as expenses
from functions.expenses.models import Submission
from shared.ai.facts import Fact, rendered
from shared.ai.tool import tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.money import Money

# What a specialist answers to words of the person: text and the facts in it.
Specialist = Callable[[Talk, str], Told]


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
        words = "\n".join([made.message, *told, *made.assumptions])
        # The message and the assumptions were bound to facts where they were made.
        return Told("call_budget_agent", words, tuple(facts), (*names, made.message, *made.assumptions), closes=True)

    return change(turn, "call_budget_agent", do)


@tool("write")
def call_expense_manager(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """Records what the person says that they spent or got back. Use it once for all such money of a task."""

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
    """How the current period stands: spent, planned, left, income. Use it when the person asks for a report or an
    overview, or at the end of a task to tell the outcome."""
    return _asked(turn, REPORT, arguments.message)


@tool("read")
def call_forecast_agent(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """What the coming periods may cost. Use it when the person asks about the future of their money."""
    return _asked(turn, FORECAST, arguments.message)


@tool("read")
def call_advisor(turn: Turn[Talk], arguments: Advice) -> Mapping[str, Any]:
    """Advice on a purchase or on habits, by the person's figures. Use it when they ask whether, what or which."""
    return _asked(turn, ADVISOR, arguments.message)


def _asked(turn: Turn[Talk], specialist: Specialist, message: str) -> Mapping[str, Any]:
    talk = turn.identity
    told = specialist(talk, message)
    from shared.ai.facts import Snapshot

    return tell(talk, told, facts=rendered(Snapshot(told.facts)))


def summarized(talk: Talk, message: str) -> Told:  # noqa: ARG001 - a specialist is asked in words
    """The current period by the services that exist, each figure a fact."""
    found = budgets.summarize(talk.context)
    words, facts = _summary(talk, found)
    return Told("call_report_agent", words, facts, closes=True)


def _not_yet(tool_name: str, sentence: str) -> Specialist:
    """Says that a specialist is not there yet, and what is known without it."""

    def answer(talk: Talk, message: str) -> Told:  # noqa: ARG001
        words, facts = _summary(talk, budgets.summarize(talk.context))
        return Told(tool_name, say(talk, sentence, facts=words), facts, closes=True)

    return answer


def _summary(talk: Talk, found: Summary) -> tuple[str, tuple[Fact, ...]]:
    code, facts = found.currency, list[Fact]()

    def shown(name: str, minor: int) -> str:
        facts.append(fact(name, name.replace("_", " "), minor, code))
        return talk.language.money(Money(minor, code))

    told = [
        say(
            talk,
            "summary",
            spent=shown("spent", found.spent),
            planned=shown("planned", found.planned),
            left=shown("left", found.left),
        )
    ]
    if found.left_per_day is not None and found.left > 0:
        facts.append(Fact("until", "end of the period", found.period.end, "date"))
        amount = shown("left_per_day", found.left_per_day)
        told.append(say(talk, "per_day", amount=amount, day=found.period.end.isoformat()))
    if found.income is not None and found.unallocated is not None:
        told.append(say(talk, "income", income=shown("income", found.income), free=shown("free", found.unallocated)))
    if found.other_currencies:
        others = ", ".join(talk.language.money(Money(minor, one)) for one, minor in found.other_currencies.items())
        facts += [fact(f"spent_{one}", f"spent in {one}", minor, one) for one, minor in found.other_currencies.items()]
        told.append(say(talk, "others", amounts=others))
    return " ".join(told), tuple(facts)


# The ports: a feature that answers better is wired here, in one line.
REPORT: Specialist = summarized
FORECAST: Specialist = _not_yet("call_forecast_agent", "no_forecast")
ADVISOR: Specialist = _not_yet("call_advisor", "no_advice")
