"""What specialists of insight answer in a conversation: text whose figures are bound to facts already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from functions.budget import service as budgets
from functions.budget.models import Summary
from functions.chat.agents.coordinator.doing import fact, say
from functions.chat.models.talk import Talk, Told
from functions.forecast import service as forecasts
from functions.reports import service as reports
from shared.ai.audit import fingerprint
from shared.ai.facts import Fact
from shared.ai.turn import Turn
from shared.gcp.firestore import AlreadyDone
from shared.gcp.idempotency import Processed
from shared.ids import derived_id
from shared.money import Money

# What is answered to words of the person, within their turn.
Specialist = Callable[[Turn[Talk], str], Told]


def report(turn: Turn[Talk], message: str) -> Told:
    """The report on what the message names. It is kept in the list of reports, once for each turn and wording."""
    talk = turn.identity
    digest, _ = fingerprint(message)
    guard = Processed(talk.context.uid, "chat_report", f"{talk.turn_id}_{digest[:24]}", talk.context.now)
    context = replace(talk.context, guard=guard, turn=turn)
    try:
        made = reports.make_report(context, message, language=talk.language)
    except AlreadyDone:  # by a former try of this turn
        made = reports.get_report(context, derived_id("rep", context.uid, context.work))
    return Told("call_report_agent", made.text, _facts("report", made.facts), closes=True, foreign=("memo",))


def forecast(turn: Turn[Talk], message: str) -> Told:
    """What the coming periods may cost."""
    talk = turn.identity
    found = forecasts.tell(replace(talk.context, turn=turn), message, talk.language)
    return Told("call_forecast_agent", found.text, _facts("forecast", found.facts), closes=True, foreign=("memo",))


def not_yet(tool: str, sentence: str) -> Specialist:
    """Says that a specialist is not there yet, and how the current period stands."""

    def answer(turn: Turn[Talk], message: str) -> Told:  # noqa: ARG001 - a specialist is asked in words
        talk = turn.identity
        words, facts = _standing(talk, budgets.summarize(talk.context))
        return Told(tool, say(talk, sentence, facts=words), facts, closes=True)

    return answer


def _facts(prefix: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Facts as they are told to clients, read back."""
    return tuple(
        Fact(f"{prefix}_{one['id']}", one["label"], _value(one), one["unit"], one.get("currency"), one["how"])
        for one in rows
    )


def _value(row: Mapping[str, Any]) -> int | Decimal | date:
    if row["unit"] == "date":
        return date.fromisoformat(row["value"])
    if row.get("currency"):
        return Money.parse(row["value"], row["currency"]).minor
    value: int | Decimal = row["value"]
    return value


def _standing(talk: Talk, found: Summary) -> tuple[str, tuple[Fact, ...]]:
    """The current period by the services of budgets, each figure a fact."""
    code, facts = found.currency, list[Fact]()

    def shown(name: str, minor: int) -> str:
        facts.append(fact(name, name.replace("_", " "), minor, code))
        return talk.language.money(Money(minor, code))

    spent, planned, left = (shown(name, getattr(found, name)) for name in ("spent", "planned", "left"))
    told = [say(talk, "summary", spent=spent, planned=planned, left=left)]
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
