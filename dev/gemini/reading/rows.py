"""The lines of a receipt with what their words mean and the money that stands on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dev.gemini.reading.lines import Line
from dev.gemini.reading.numbers import Amount, amounts_in, decimal_mark
from dev.gemini.reading.wording import Meaning, fold, meaning_of

LABELS = frozenset(Meaning) - {Meaning.NONE, Meaning.SUMMARY, Meaning.COUNT}
CARRIES = frozenset({Meaning.GRAND, Meaning.TOTAL, Meaning.DUE, Meaning.SUBTOTAL, Meaning.CHANGE, Meaning.PAID})
GREATEST_ROUNDING, LOST_POINT = Decimal(1), 1000
THREE_DIGIT_CURRENCIES = frozenset({"TND", "KWD", "BHD", "OMR", "JOD", "LYD", "IQD"})
CURRENCY_SIGNS = ("rm", "$", "€", "£", "¥", "da", "dzd", "dh", "mad", "eur", "cfa", "دج", "د.ج", "دينار")


@dataclass(slots=True)
class Row:
    """A printed line. `money` holds the amounts that can be totals; `numbers` all numbers of the line."""

    index: int
    text: str
    meaning: Meaning
    numbers: list[Amount]
    money: list[Decimal] = field(default_factory=list)
    in_summary: bool = False

    @property
    def last(self) -> Decimal | None:
        return self.money[-1] if self.money else None


def _digits(rows: Sequence[Row], currency: str | None) -> int:
    """Decimal digits of the paper's amounts: cents where any are printed, else whole units (or thousandths)."""
    seen = [number.decimals for row in rows for number in row.numbers]
    if currency in THREE_DIGIT_CURRENCIES and seen.count(3) >= seen.count(2):
        return 3
    return 2 if 2 in seen else 0


def _money(row: Row, digits: int) -> list[Decimal]:
    exact = [number.value for number in row.numbers if number.decimals == digits]
    if exact and digits:
        return exact
    whole = [number.value for number in row.numbers if number.decimals == 0]
    if digits == 0:
        return whole
    if row.meaning not in CARRIES or not whole:
        return []
    if any(sign in fold(row.text).replace(".", "").split() or sign in row.text for sign in CURRENCY_SIGNS):
        return whole[-1:]
    # A point that the camera lost: `TOTAL 2600` among prices with cents.
    return [whole[-1] / 100] if whole[-1] >= LOST_POINT else []


def _mark_summary(rows: Sequence[Row]) -> None:
    """Flags the tax table at the foot: rows below its heading until the next total, and all below the change."""
    inside = total_seen = after_change = False
    for row in rows:
        if row.meaning is Meaning.SUMMARY:
            inside = True
        elif row.meaning in {Meaning.GRAND, Meaning.DUE, Meaning.PAID, Meaning.SUBTOTAL} and row.money:
            inside = False
        row.in_summary = inside or (after_change and row.meaning is not Meaning.CHANGE)
        total_seen = total_seen or (row.meaning in {Meaning.GRAND, Meaning.TOTAL, Meaning.DUE} and bool(row.money))
        after_change = after_change or (row.meaning is Meaning.CHANGE and bool(row.money) and total_seen)


def _carry(rows: Sequence[Row]) -> None:
    """Gives a label without amount the bare amounts of the line below it, or else above it."""
    for row in rows:
        if row.meaning not in CARRIES or row.numbers or row.money:
            continue
        for step in (1, -1):
            position = row.index + step
            if not 0 <= position < len(rows):
                continue
            near = rows[position]
            if near.money and near.meaning is Meaning.NONE and sum(map(str.isalpha, near.text)) <= 3:
                row.money = list(near.money)
                break


def rows_of(lines: Sequence[Line], currency: str | None = None) -> list[Row]:
    """Reads the lines top down; `currency` (a hint) only matters for currencies with three decimal digits."""
    texts = [line.text for line in lines]
    mark = decimal_mark(texts)
    rows = [Row(index, text, meaning_of(text), amounts_in(text, mark)) for index, text in enumerate(texts)]
    digits = _digits(rows, currency)
    for row in rows:
        row.money = _money(row, digits)
        if row.meaning is Meaning.ROUNDING and row.money and row.money[-1] > GREATEST_ROUNDING:
            row.meaning = Meaning.GRAND  # `ROUNDING 14.40`: the amount after rounding
    _carry(rows)
    _mark_summary(rows)
    return rows
