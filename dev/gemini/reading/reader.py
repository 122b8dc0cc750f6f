"""From printed lines to a receipt: the same rules for photographs and for text of a PDF."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dev.gemini.reading.currency import find_currency
from dev.gemini.reading.dates import find_date
from dev.gemini.reading.items import find_items, own_discounts
from dev.gemini.reading.language import find_language
from dev.gemini.reading.lines import Line
from dev.gemini.reading.merchant import find_merchant
from dev.gemini.reading.receipt import Receipt
from dev.gemini.reading.rows import Row, rows_of
from dev.gemini.reading.totals import Evidence, extras, values, weigh
from dev.gemini.reading.wording import Meaning

ZERO = Decimal(0)
MONTH_FIRST = frozenset({"USD"})


def _tax(rows: Sequence[Row], total: Decimal) -> Decimal | None:
    """The tax: what brings a printed sum up to the total, else the greatest of the labelled taxes below a half."""
    taxes = [value for value in values(rows, Meaning.TAX) if ZERO < value < total / 2]
    for start in values(rows, Meaning.SUBTOTAL):
        for tax in {*taxes, sum(set(taxes), ZERO)}:
            if tax and abs(start + tax - total) <= Decimal("0.05"):
                return tax
    return max(taxes, default=None)


def _discount(rows: Sequence[Row]) -> Decimal | None:
    below = [abs(value) for value in values(rows, Meaning.DISCOUNT) if value]
    return max(below, default=ZERO) or -own_discounts(rows) or None


def read_lines(
    lines: Sequence[Line],
    *,
    currency_hint: str | None = None,
    today: date | None = None,
    invoice: bool = False,
    evidence: Evidence | None = None,
) -> Receipt:
    """Reads one paper. `evidence` may carry points of other readings of the same paper; without it the lines decide."""
    texts = [line.text for line in lines]
    currency = find_currency(texts, currency_hint)
    rows = rows_of(lines, currency)
    total = (evidence or weigh(rows)).best()
    day = find_date(texts, today=today, month_first=currency in MONTH_FIRST)
    merchant, language = find_merchant(lines, invoice=invoice), find_language(texts)
    text = "\n".join(texts)
    if total is None:
        return Receipt(None, currency, day, merchant, language=language, text=text)
    tips = [value for value in values(rows, Meaning.TIP) if value > 0]
    return Receipt(
        total=total,
        currency=currency,
        date=day,
        merchant=merchant,
        items=find_items(rows, total, extras(rows)),
        tax=_tax(rows, total),
        tip=tips[-1] if tips else None,
        discount=_discount(rows),
        language=language,
        text=text,
    )
