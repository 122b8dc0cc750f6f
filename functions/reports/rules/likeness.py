"""With which days a report compares: like with like where its own are not over."""

from datetime import date, timedelta

from shared.period import Period

_TENTH = 10


def passed_of(days: Period, other: Period, today: date) -> Period:
    """As many of the other days, from their first on, as have passed of these; all of them when these are over."""
    passed = min(today, days.end) - days.start
    over = today >= days.end
    return other if over else Period(other.start, min(other.end, other.start + max(passed, timedelta(0))))


def length(days: Period) -> int:
    """How many days these are."""
    return (days.end - days.start).days + 1


def begins_within(days: Period, first_record: date | None) -> bool:
    """Whether records begin so far within the days that their sums say little: after the first tenth of them."""
    return (
        first_record is not None
        and first_record <= days.end
        and (first_record - days.start).days * _TENTH > length(days)
    )
