"""Saving for something: how much a period, how far along. Amounts are minor units of the goal's currency."""

from datetime import date
from fractions import Fraction

from shared.period import period_of

MILESTONES = (25, 50, 75, 100)


def periods_left(today: date, due: date, start_day: int) -> int:
    """How many periods there are until the due day, this one included; at least one."""
    count, period, last = 1, period_of(today, start_day), period_of(due, start_day)
    months = (last.start.year - period.start.year) * 12 + last.start.month - period.start.month
    return count + max(0, months)


def monthly_need(target: int, saved: int, due: date | None, today: date, start_day: int) -> int | None:
    """What is to be put aside each period from this one on, rounded up; None for a goal without a date."""
    missing = max(0, target - saved)
    if due is None:
        return None
    return -(-missing // periods_left(today, due, start_day))


def progress(target: int, saved: int) -> Fraction:
    """From 0 to 1."""
    return max(Fraction(0), min(Fraction(1), Fraction(saved, target)))


def reached(target: int, saved: int) -> int:
    """The highest milestone (percent) that is reached, or 0."""
    return max((one for one in MILESTONES if saved * 100 >= one * target), default=0)


def passed(target: int, told: int, saved: int) -> int | None:
    """The milestone to tell of, or None: beyond what was told, the highest alone, and nothing on the way down."""
    found = reached(target, saved)
    return found if found > told else None
