"""Which days a plan means, and which days they are compared with."""

from datetime import date, timedelta

from functions.expenses.models.query import PlanRefused, Span, SpanUnit
from functions.expenses.rules.period_arithmetic import months_back, shifted
from shared.period import Period, period_of

EARLIEST = date(1970, 1, 1)  # no entry is older
_AHEAD = 400
_DAY = timedelta(days=1)
_COUNTED_IN_DAYS = frozenset({"today", "yesterday", "this_week", "last_week"})
_THIS: dict[str, tuple[SpanUnit, int]] = {
    "today": ("day", 0),
    "yesterday": ("day", 1),
    "this_week": ("week", 0),
    "last_week": ("week", 1),
    "this_month": ("month", 0),
    "last_month": ("month", 1),
    "this_period": ("period", 0),
    "last_period": ("period", 1),
    "this_year": ("year", 0),
    "last_year": ("year", 1),
}


def days_of(span: Span, today: date, start_day: int) -> Period:
    """The days that are meant. Weeks begin on Monday. Raises PlanRefused for days in which nothing can be recorded."""
    found = _days(span, today, start_day)
    if found.start > shifted(today, _AHEAD) or found.end < EARLIEST:
        raise PlanRefused("Nothing can be recorded in that period.")
    return Period(max(found.start, EARLIEST), min(found.end, shifted(today, _AHEAD)))


def _days(span: Span, today: date, start_day: int) -> Period:
    if span.name in _THIS:
        unit, back = _THIS[span.name]
        return unit_of(_back(today, unit, back, start_day), unit, start_day)
    if span.name == "last" and span.number and span.unit:
        if span.unit == "day":
            return Period(shifted(today, 1 - span.number), today)
        current = unit_of(today, span.unit, start_day).start
        return Period(_back(current, span.unit, span.number, start_day), current - _DAY)
    if span.name == "since" and span.first:
        return Period(span.first, max(span.first, period_of(today, start_day).end))
    if span.first and span.last:
        return Period(span.first, span.last)
    return Period(EARLIEST, today + _DAY)  # whoever travels may be a day ahead


def unit_of(day: date, unit: SpanUnit, start_day: int) -> Period:
    """The day, week, month, period or year that a day falls in."""
    if unit == "day":
        return Period(day, day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if unit == "year":
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    return period_of(day, start_day if unit == "period" else 1)


def _back(day: date, unit: SpanUnit, count: int, start_day: int) -> date:
    if unit in {"day", "week"}:
        return shifted(day, -count * (7 if unit == "week" else 1))
    if unit == "period":  # not the same day a month ago: on the 31st that is in another period
        day = period_of(day, start_day).start
    return months_back(day.replace(day=1) if unit == "month" else day, count * (12 if unit == "year" else 1))


def before(span: Span, days: Period, *, a_year: bool) -> Period:
    """The days just before, as many of the same unit; or the same days a year ago."""
    months = _whole_months(days)
    if a_year:
        last = months_back(days.end + _DAY, 12) - _DAY if months else months_back(days.end, 12)
        return Period(months_back(days.start, 12), last)
    if months and span.name not in _COUNTED_IN_DAYS and span.unit not in {"day", "week"}:
        return Period(months_back(days.start, months), days.start - _DAY)
    length = days.end - days.start + _DAY
    return Period(days.start - length, days.start - _DAY)


def _whole_months(days: Period) -> int:
    """How many whole months these are, from a day of the month to the day before it; 0 when they are not."""
    after = days.end + _DAY
    if after.day != days.start.day:
        return 0
    return (after.year - days.start.year) * 12 + after.month - days.start.month


def whole_periods(days: Period, start_day: int) -> bool:
    """Whether these are the person's periods from the first day of one to the last of another."""
    return period_of(days.start, start_day).start == days.start and period_of(days.end, start_day).end == days.end


def units_in(days: Period, unit: SpanUnit, start_day: int) -> list[Period]:
    """The units that the days touch, in order; each whole."""
    found = [unit_of(days.start, unit, start_day)]
    while found[-1].end < days.end:
        found.append(unit_of(found[-1].end + _DAY, unit, start_day))
    return found


def elapsed(days: Period, today: date) -> Period:
    """The days up to today; the first one alone when they are still to come."""
    return Period(days.start, max(days.start, min(days.end, today)))
