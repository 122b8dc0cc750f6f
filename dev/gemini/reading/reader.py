"""From printed lines to a receipt: the same rules for photographs and for text of a PDF."""

from collections.abc import Sequence
from decimal import Decimal

from dev.gemini.reading.currency import find_currency
from dev.gemini.reading.dates import find_date
from dev.gemini.reading.items import own_discounts, printed_items
from dev.gemini.reading.language import find_language
from dev.gemini.reading.lines import Line
from dev.gemini.reading.merchant import find_merchant
from dev.gemini.reading.receipt import Hints, Receipt
from dev.gemini.reading.reckoning import Reckoning, reconcile, unproven
from dev.gemini.reading.rows import Row, rows_of
from dev.gemini.reading.totals import Evidence, values, weigh
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


def _reckoned(rows: Sequence[Row], total: Decimal, *, invoice: bool, contradicts: bool) -> Reckoning:
    """The items and how they stand to the total; the tables of invoices are too free to be doubted by half."""
    proven = reconcile(rows, total)
    if proven is not None:
        return proven
    if contradicts:
        return Reckoning(tuple(printed_items(rows)[0]))
    return Reckoning(() if invoice else unproven(rows))


def read_lines(
    lines: Sequence[Line],
    hints: Hints,
    *,
    evidence: Evidence | None = None,
    contradicts: bool = False,
) -> Receipt:
    """Reads one paper. `evidence` may carry points of other readings of the same paper; without it the lines decide.

    `contradicts` says that the items, though they do not give the total, were read alike more than once.
    """
    texts = [line.text for line in lines]
    currency = find_currency(texts, hints.currency)
    rows = rows_of(lines, currency)
    total = (evidence or weigh(rows)).best()
    day = find_date(texts, today=hints.today, month_first=currency in MONTH_FIRST)
    merchant, language = find_merchant(lines, invoice=hints.invoice), find_language(texts)
    text = "\n".join(texts)
    if total is None:
        return Receipt(None, currency, day, merchant, language=language, text=text)
    reckoned = _reckoned(rows, total, invoice=hints.invoice, contradicts=contradicts)
    return Receipt(
        total=total,
        currency=currency,
        date=day,
        merchant=merchant,
        items=reckoned.items,
        tax=reckoned.tax or _tax(rows, total),
        tip=reckoned.tip or next((value for value in reversed(values(rows, Meaning.TIP)) if value > 0), None),
        discount=reckoned.discount or _discount(rows),
        language=language,
        text=text,
    )
