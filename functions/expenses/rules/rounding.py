"""Amounts that are written finer than their currency's smallest unit, such as 1.0753 dollars."""

from decimal import ROUND_HALF_UP, Decimal

from shared.errors import InvalidInput
from shared.money import Money, exponent


def held_by(value: Decimal, currency: str) -> Decimal | None:
    """The positive amount with the currency's digits, or None when the currency cannot hold it exactly."""
    try:
        money = Money.parse(value, currency)
    except InvalidInput:  # too many digits, too large, or a currency out of use
        return None
    return money.decimal if money.minor > 0 else None


def rounded(value: Decimal, currency: str) -> Decimal | None:
    """The positive amount, rounded half up to the currency's digits; None when nothing remains of it, it is too large,
    or the currency is out of use."""
    try:
        unit = Decimal(1).scaleb(-exponent(currency))
        return held_by(value.quantize(unit, ROUND_HALF_UP), currency)
    except (InvalidInput, ArithmeticError):
        return None
