"""Every day falls in exactly one period."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.period import period_of, today_in

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(1, 28))
def test_periods_hold_their_day_and_leave_no_gap(day: date, start_day: int) -> None:
    period = period_of(day, start_day)
    assert day in period
    assert period.start.day == start_day
    assert period_of(period.end + timedelta(days=1), start_day).start == period.end + timedelta(days=1)
    assert period_of(period.end, start_day) == period == period_of(period.start, start_day)


def test_the_day_is_that_of_the_user_not_of_the_server() -> None:
    moment = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert today_in(moment, "Africa/Algiers") == date(2026, 11, 1)
    assert today_in(moment, "America/New_York") == date(2026, 10, 31)
