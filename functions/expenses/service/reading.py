"""From words or a file to expenses: the agent reads, rules check, and rules read alone when the model cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from functions.expenses.models import Learned, ReadExpense, Reading, ReadItem, Submission
from functions.expenses.rules.amounts import stands_in
from functions.expenses.rules.category import match_category, named_title
from functions.expenses.rules.dating import is_plausible
from functions.expenses.rules.message import read_message
from functions.expenses.rules.proof import prove
from functions.expenses.rules.rounding import held_by, rounded
from functions.expenses.service.learning import title_by_corrections
from functions.journal.service import Meter
from shared import logs

if TYPE_CHECKING:
    from functions.expenses.agents.expense_manager import ExtractedExpense, Extraction

_MAX_NAME = 200
_REPAIRS = 1  # a request to record expenses may cost two calls of a model


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reading depends on besides the words: the person's day, currency, budget titles and corrections."""

    today: date
    currency: str
    titles: tuple[str, ...]
    learned: Learned = field(default_factory=Learned)


def read(meter: Meter, submission: Submission, around: Surroundings) -> Reading:
    """The expenses of a message, with or without the model. Of a file only with it: raises AgentError."""
    from shared.ai.errors import AgentError

    if submission.file is not None:
        return Reading(_sorted(_asked(meter, submission, around), submission, around))
    try:
        return Reading(_sorted(_asked(meter, submission, around), submission, around))
    except AgentError as error:
        logs.warning("expenses.read_by_rules", reason=str(error))
    found = read_message(submission.message or "", today=around.today, currency=around.currency, titles=around.titles)
    return Reading(_sorted(found, submission, around), degraded=True)


def _sorted(found: Sequence[ReadExpense], submission: Submission, around: Surroundings) -> tuple[ReadExpense, ...]:
    """Each under the title that the person named, else under the one that their corrections teach, else as read."""
    said = submission.message if len(found) == 1 else None
    return tuple(
        replace(
            one,
            category=named_title(one.product_name, around.titles)
            or named_title(said or "", around.titles)
            or title_by_corrections(around.learned, one, around.titles)
            or one.category,
        )
        for one in found
    )


def _asked(meter: Meter, submission: Submission, around: Surroundings) -> tuple[ReadExpense, ...]:
    from functions.expenses.agents.expense_manager import AGENT
    from shared.ai.runner import File, Request, run

    facts = {"today": around.today.isoformat(), "currency": around.currency, "categories": list(around.titles)}
    sent = submission.file
    files = (File(sent.data, sent.content_type),) if sent else ()
    text = None if sent else submission.message or ""
    answer = run(
        AGENT,
        Request(submission.message, files, facts),
        turn=meter.turn(),
        check=lambda found: _faults(found, text, around),
        repairs=_REPAIRS,
    ).output
    read_ones = (_checked(one, text, around) for one in answer.expenses)
    return tuple(one for one in read_ones if one is not None)


def _faults(found: "Extraction", text: str | None, around: Surroundings) -> list[str]:
    """What is wrong with an answer of the right shape, in words fit for the model."""
    faults: list[str] = []
    for index, one in enumerate(found.expenses):
        if one.amount is None:
            continue
        amount = abs(Decimal(one.amount))
        if text is not None and not stands_in(amount, text):
            faults.append(f"expenses.{index}.amount: this amount is not written in the message")
        elif (held_by if text is None else rounded)(amount, one.currency or around.currency) is None:
            faults.append(f"expenses.{index}: the currency is unknown or cannot hold this amount")
        if text is not None and one.date and not is_plausible(one.date, around.today):
            faults.append(f"expenses.{index}.date: this day is in the future or too long ago")
    return faults


def _checked(one: "ExtractedExpense", text: str | None, around: Surroundings) -> ReadExpense | None:
    """The expense with everything optional that does not hold left out; None without an amount."""
    if one.amount is None:
        return None
    amount, currency = Decimal(one.amount), one.currency or around.currency
    held = rounded(abs(amount), currency)
    if held is None:
        return None
    day = one.date if one.date and is_plausible(one.date, around.today) else around.today
    name, merchant = _shown(one.product_name), _shown(one.merchant)
    read_one = ReadExpense(
        product_name=name or merchant or "Expense",
        amount=held,
        currency=currency,
        date=day,
        merchant=merchant or None,
        category=_category(one, around.titles),
        items=_items(one),
        tax=_decimal(one.tax),
        tip=_decimal(one.tip),
        discount=_decimal(one.discount),
        kind="refund" if amount < 0 else "income" if one.earned else "expense",
        written=None if held == abs(amount) else abs(amount),
    )
    if text is not None and read_one.items and prove(read_one)[0] == "unbalanced":
        return replace(read_one, items=())
    return read_one


def _items(one: "ExtractedExpense") -> tuple[ReadItem, ...]:
    return tuple(
        ReadItem(_shown(item.name) or "Item", _decimal(item.amount), _decimal(item.quantity), _decimal(item.unit_price))
        for item in one.items
    )


def _category(one: "ExtractedExpense", titles: Sequence[str]) -> str | None:
    """The person's own title: the one that was named, else the one that name, product or merchant belong to."""
    for words in (one.category, one.product_name, one.merchant):
        if words and (found := match_category(words, titles)):
            return found
    return None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _shown(text: str | None) -> str:
    """One line of printable text of bearable length."""
    kept = "".join(char if char.isprintable() else " " for char in text or "")
    return " ".join(kept.split())[:_MAX_NAME]
