"""Going back in the calendar."""

from calendar import monthrange
from datetime import MINYEAR, date, timedelta


def shifted(today: date, days: int) -> date:
    """So many days later (earlier when negative); today itself at the ends of the calendar."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return today


def months_back(today: date, months: int) -> date:
    """The same day so many months before, or that month's last day."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < MINYEAR:
        return today
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def past_weekday(today: date, weekday: int, *, strictly: bool) -> date:
    """The latest such weekday up to today; before today when `strictly`."""
    days = (today.weekday() - weekday) % 7
    return shifted(today, -(days or (7 if strictly else 0)))


def nth_weekday(year: int, month: int, weekday: int, rank: int) -> date:
    """The first (second, third, fourth) such weekday of a month."""
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (rank - 1))


def past_day(today: date, day: int, month: int | None = None, year: int | None = None) -> date | None:
    """The latest such date up to today (tomorrow counts); None when there is none. Two-digit years are near today's."""
    if year is not None and month is not None:
        full = year if year > 99 else today.year // 100 * 100 + year
        if year <= 99 and full > today.year + 20:
            full -= 100
        return _valid(full, month, day)
    if month is None:
        for back in range(3):
            start = months_back(today.replace(day=1), back)
            found = _valid(start.year, start.month, day)
            if found and found <= shifted(today, 1):
                return found
        return None
    for candidate in (today.year + 1, *range(today.year, today.year - 8, -1)):
        found = _valid(candidate, month, day)
        if found and found <= shifted(today, 1):
            return found
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
