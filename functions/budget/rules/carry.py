"""What a budget takes along from one period into the next, of both signs. Amounts are minor units."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Past:
    """One budget in one past period: its amount and what was spent then; whether its rest was carried on."""

    minor: int
    spent: int
    rollover: bool


def carried(periods: Sequence[Past], opening: int = 0) -> list[int]:
    """What is carried into each of the periods and into the one after the last.

    `opening` is carried into the first. A period whose budget does not roll over hands on nothing, neither what was
    left nor what was overspent.
    """
    found = [opening]
    for past in periods:
        found.append(past.minor + found[-1] - past.spent if past.rollover else 0)
    return found
