"""Whether the lines of a receipt add up to what was paid."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from functions.expenses.models import ReadExpense, ReadItem
from functions.ledger.models import Proof
from shared.money import Money, exponent

# Shops round cash to the next 5 or 10 of the smallest coin.
_CASH_ROUNDING = 5
_CENTS = 2


def prove(read: ReadExpense) -> tuple[Proof, int]:
    """The proof and what the lines lack to the total, in minor units.

    `partial`: not all lines were read with their amount, so nothing is proven. Tax, tip and discount may be in the
    lines or beside them; the receipt is balanced when one of these readings adds up.
    """
    total = Money.parse(read.amount, read.currency).minor
    lines = _sum(read.items, read.currency)
    if lines is None:
        return "partial", 0
    beside = [_minor(value, read.currency) for value in (read.tax, read.tip)]
    discount = _minor(read.discount, read.currency)
    choices = product(*([0, value] for value in beside), [0, -abs(discount)])
    difference = min((total - lines - sum(choice) for choice in choices), key=abs)
    tolerance = _CASH_ROUNDING if exponent(read.currency) >= _CENTS else 0
    return ("balanced" if abs(difference) <= tolerance else "unbalanced"), difference


def _sum(items: Sequence[ReadItem], currency: str) -> int | None:
    amounts = [item.amount for item in items if item.amount is not None]
    if not items or len(amounts) < len(items):
        return None
    return sum(_minor(amount, currency) for amount in amounts)


def _minor(value: Decimal | None, currency: str) -> int:
    """Nothing is nothing; a third digit that the currency lacks is rounded, since lines are only compared."""
    return 0 if value is None else int(value.scaleb(exponent(currency)).to_integral_value())
