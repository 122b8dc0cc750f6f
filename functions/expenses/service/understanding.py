"""What other features may ask of the readers of words: amounts, titles, whether money was spent. No model, no store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.category import match_category, named_title
from functions.expenses.rules.message import read_message


@dataclass(frozen=True, slots=True)
class AmountInText:
    """`value` in whole units; text[start:end] holds number and currency, which is None for a bare number."""

    value: Decimal
    currency: str | None
    start: int
    end: int


def amounts_in(text: str, currency: str) -> tuple[AmountInText, ...]:
    """The amounts of a text in order of appearance; `currency` is what is usual, to read its figures by."""
    return tuple(AmountInText(one.value, one.currency, one.start, one.end) for one in find_amounts(text, currency))


def title_in(text: str, titles: Sequence[str]) -> str | None:
    """The title that a text names, else the one that its words belong to."""
    return named_title(text, titles) or match_category(text, titles)


def states_spending(text: str, today: date, currency: str, titles: Sequence[str] = ()) -> bool:
    """Whether the text states an expense, a refund or an income that rules can read."""
    return bool(read_message(text, today=today, currency=currency, titles=titles))


def states_income(text: str, today: date, currency: str) -> bool:
    """Whether the text states money that came in."""
    return any(one.kind == "income" for one in read_message(text, today=today, currency=currency))
