"""An amount of money and where it stands in a text."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """`value` in whole units; text[start:end] holds number and currency. `currency` is None for a bare number.

    `pieces` is how many things the value is for where a price was multiplied ("300 x2"): the price of one is
    `value / pieces`.
    """

    value: Decimal
    currency: str | None
    start: int
    end: int
    symbol_ambiguous: bool = False
    pieces: int = 1
