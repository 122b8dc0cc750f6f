"""What specialists of insight answer in a conversation: text whose figures are bound to facts already."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from functions.advisor import service as advisor
from functions.advisor.models import QueryType
from functions.chat.models.talk import Talk, Told
from functions.forecast import service as forecasts
from functions.reports import service as reports
from shared.ai.audit import fingerprint
from shared.ai.facts import Fact
from shared.ai.turn import Turn
from shared.context import Context
from shared.gcp.firestore import AlreadyDone
from shared.gcp.idempotency import Processed
from shared.ids import derived_id
from shared.money import Money

_RECENT = 20


def report(turn: Turn[Talk], message: str) -> Told:
    """The report on what the message names. It is kept in the list of reports, once for each turn and wording."""
    talk, context = turn.identity, _under(turn, "chat_report", message)
    try:
        made = reports.make_report(context, message, language=talk.language)
    except AlreadyDone:  # by a former try of this turn
        made = reports.get_report(context, derived_id("rep", context.uid, context.work))
    facts = _facts("report", made.facts)
    return Told("call_report_agent", made.text, facts, closes=True, foreign=("memo",), degraded=made.degraded)


def forecast(turn: Turn[Talk], message: str) -> Told:
    """What the coming periods may cost."""
    talk = turn.identity
    found = forecasts.tell(replace(talk.context, turn=turn), message, talk.language)
    facts = _facts("forecast", found.facts)
    return Told("call_forecast_agent", found.text, facts, closes=True, foreign=("memo",), degraded=found.degraded)


def advice(turn: Turn[Talk], kind: QueryType, message: str) -> Told:
    """Advice by the person's figures. It is kept in the list of advice, once for each turn and wording."""
    talk, context = turn.identity, _under(turn, "chat_advice", [kind, message])
    try:
        made = advisor.advise(context, kind, message, language=talk.language)
    except AlreadyDone:  # by a former try of this turn
        name, (known, _) = derived_id("adv", context.uid, context.work), advisor.list_sessions(context, None, _RECENT)
        made = next(one for one in known if one.id == name)
    facts = _facts("advice", made.facts)
    return Told("call_advisor", made.advice, facts, closes=True, foreign=("memo",), degraded=made.degraded)


def _under(turn: Turn[Talk], consumer: str, asked: object) -> Context:
    """The context of what a specialist keeps of its answer: once for each turn and question."""
    talk = turn.identity
    digest, _ = fingerprint(asked)
    guard = Processed(talk.context.uid, consumer, f"{talk.turn_id}_{digest[:24]}", talk.context.now)
    return replace(talk.context, guard=guard, turn=turn)


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
