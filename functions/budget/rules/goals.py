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


def passed(target: int, before: int, after: int) -> int | None:
    """The highest milestone (percent) that saving has newly reached, or None; nothing is said on the way down."""
    reached = [one for one in MILESTONES if before * 100 < one * target <= after * 100]
    return max(reached, default=None)
