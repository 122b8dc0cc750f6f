"""Budget periods: a month, or a month that starts on the user's payday, in the user's time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST_START_DAY, LAST_START_DAY = 1, 28  # every month has these days


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to the period."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def key(self) -> str:
        """`YYYY-MM-DD` of its first day: the name of its document."""
        return self.start.isoformat()


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, day.day)


def period_of(day: date, start_day: int = 1) -> Period:
    """The period that `day` falls in. `start_day` is 1–28."""
    if not FIRST_START_DAY <= start_day <= LAST_START_DAY:
        raise ValueError(start_day)
    start = day.replace(day=start_day)
    if start > day:
        start = _months_later(start, -1)
    return Period(start, _months_later(start, 1) - timedelta(days=1))


def previous_period(period: Period, start_day: int) -> Period:
    """The period that ends the day before this one starts, by today's `start_day`."""
    return period_of(period.start - timedelta(days=1), start_day)


def next_period(period: Period, start_day: int) -> Period:
    """The period that starts the day after this one ends."""
    return period_of(period.end + timedelta(days=1), start_day)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_time_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone."""
    return name in _zone_names()


def today_in(moment: datetime, time_zone: str) -> date:
    """The calendar day of an aware moment where the user is."""
    return moment.astimezone(ZoneInfo(time_zone)).date()
