"""Payments that repeat, found among entries, and the days on which they come next."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.forecast.models import Band, Habit, Interval, Opening, Payment
from functions.forecast.rules.cash import cash_line, rest_of, weekday_weights
from functions.forecast.rules.repeating import due, find_payments, next_after
from functions.ledger.models import Entry
from shared.period import Period, period_of

TODAY = date(2026, 11, 20)


def entry(day: date, minor: int, merchant: str = "Landlord", **about: Any) -> Entry:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    known: dict[str, Any] = {"kind": "expense", "status": "posted", "source": "manual", "currency": "DZD"}
    named = {"id": f"exp_{day}_{minor}", "product_name": merchant, "merchant": merchant}
    made = {"created_at": moment, "updated_at": moment, "period_start": period_of(day).key}
    return Entry(minor=minor, date=day, **(known | named | made | about))


def monthly(day: int, *months: int) -> list[date]:
    return [date(2026, month, day) for month in months]


def test_a_rent_on_the_first_of_each_month_repeats_and_its_last_amount_counts() -> None:
    entries = [entry(day, 30_000 if day.month < 10 else 31_000) for day in monthly(1, 7, 8, 9, 10, 11)]
    (found,) = find_payments(entries, TODAY)
    assert (found.name, found.minor, found.interval, found.last, found.seen) == (
        "Landlord",
        31_000,
        "month",
        date(2026, 11, 1),
        5,
    )


def test_names_are_one_whatever_their_case_and_accents() -> None:
    days = monthly(5, 8, 9, 10, 11)
    entries = [entry(day, 900, name) for day, name in zip(days, ["Café", "CAFE", "café", "cafe"], strict=True)]
    assert len(find_payments(entries, TODAY)) == 1


@pytest.mark.parametrize(
    "entries",
    [
        [entry(day, 100 * day.month**2) for day in monthly(1, 6, 7, 8, 9, 10, 11)],
        [entry(day, 500) for day in (date(2026, 8, 1), date(2026, 8, 9), date(2026, 10, 30), date(2026, 11, 2))],
        [entry(day, 500) for day in monthly(1, 10, 11)],
        [entry(day, 500) for day in monthly(1, 2, 3, 4, 5)],
        [entry(day, 500, status="pending") for day in monthly(1, 8, 9, 10, 11)],
        [entry(day, 500, kind="refund") for day in monthly(1, 8, 9, 10, 11)],
    ],
    ids=["other amounts", "other distances", "twice only", "it has ended", "not posted", "money that came back"],
)
def test_what_does_not_repeat_is_none(entries: list[Entry]) -> None:
    assert find_payments(entries, TODAY) == []


@pytest.mark.parametrize(("amounts", "repeats"), [((1000, 1200, 800), True), ((1000, 1210, 800), False)])
def test_amounts_may_differ_by_a_fifth_from_the_middle_one(amounts: tuple[int, ...], repeats: bool) -> None:
    entries = [entry(day, minor) for day, minor in zip(monthly(5, 9, 10, 11), amounts, strict=True)]
    assert bool(find_payments(entries, TODAY)) is repeats


def test_one_payment_in_four_may_be_another_amount() -> None:
    entries = [entry(day, minor) for day, minor in zip(monthly(5, 8, 9, 10, 11), (1000, 1000, 9000, 1000), strict=True)]
    assert find_payments([one for one in entries if one.date.month != 9], TODAY) == []  # a month is missing
    assert find_payments([*entries, *(entry(day, 1000) for day in monthly(5, 2, 3, 4, 5, 6, 7))], TODAY)


@pytest.mark.parametrize(("gap", "repeats"), [(25, False), (26, True), (35, True), (36, False)])
def test_a_month_is_26_to_35_days(gap: int, repeats: bool) -> None:
    days = [TODAY - timedelta(days=gap * count) for count in range(4)]
    assert bool(find_payments([entry(day, 1000) for day in days], TODAY)) is repeats


@pytest.mark.parametrize(("today", "goes_on"), [(date(2026, 12, 20), True), (date(2026, 12, 21), False)])
def test_a_payment_has_ended_fifteen_days_after_it_was_due(today: date, goes_on: bool) -> None:
    entries = [entry(day, 1000) for day in monthly(5, 8, 9, 10, 11)]
    assert bool(find_payments(entries, today)) is goes_on


@pytest.mark.parametrize(
    ("day", "interval", "following"),
    [
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2027, 12, 31), "month", date(2028, 1, 31)),
        (date(2026, 11, 30), "quarter", date(2027, 2, 28)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
        (date(2026, 11, 27), "week", date(2026, 12, 4)),
        (date(2026, 11, 27), "fortnight", date(2026, 12, 11)),
    ],
)
def test_the_next_one_comes_on_the_same_day_or_the_last_there_is(
    day: date, interval: Interval, following: date
) -> None:
    assert next_after(day, interval) == following


def test_what_is_due_lies_between_the_two_days() -> None:
    weekly = Payment("Bus", 300, "week", date(2026, 11, 18))
    assert list(due(weekly, TODAY, date(2026, 12, 3))) == [date(2026, 11, 25), date(2026, 12, 2)]
    assert list(due(weekly, date(2026, 11, 25), date(2026, 12, 2))) == [date(2026, 11, 25), date(2026, 12, 2)]
    assert list(due(weekly, date(2026, 11, 26), date(2026, 12, 1))) == []


MONTH = Period(date(2026, 11, 20), date(2026, 11, 30))


def test_the_line_falls_by_what_is_due_and_by_habit_and_its_low_point_is_its_lowest_day() -> None:
    rent = Payment("Landlord", 5_000, "month", date(2026, 10, 25))
    pay = Payment("Employer", 9_000, "month", date(2026, 10, 28), kind="income")
    habit = Habit(Band(500, 1_000, 1_700), [1] * 7)
    found = cash_line("DZD", Opening(4_000, "counted"), MONTH, habit, [rent, pay])
    by_day = {one.date.day: one.band for one in found.days}
    assert by_day[20] == Band(4_000, 4_000, 4_000)
    assert by_day[24].p50 - by_day[25].p50 == 5_000 + 100
    assert found.low.date == date(2026, 11, 27)
    assert found.low.band.p50 == 4_000 - 5_000 - 700
    assert by_day[30] == Band(7_000 - 700, 7_000, 7_000 + 500)
    assert [day for day, _ in found.due] == [date(2026, 11, 25), date(2026, 11, 28)]


def test_the_low_point_is_the_lowest_middle_and_the_first_of_several() -> None:
    """The lower edge of the band goes on falling to the end; what will probably be left does not."""
    rent = Payment("Landlord", 5_000, "month", date(2026, 10, 25))
    found = cash_line("DZD", Opening(9_000, "counted"), MONTH, Habit(Band(0, 0, 8_000), [1] * 7), [rent])
    assert (found.low.date, found.low.band.p50) == (date(2026, 11, 25), 4_000)
    assert min(one.band.p10 for one in found.days) == found.days[-1].band.p10 < found.low.band.p10


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(0, 10**8), min_size=3, max_size=3).map(sorted),
    st.lists(st.integers(1, 1000), min_size=7, max_size=7),
    st.integers(1, 30),
)
def test_the_line_ends_at_the_opening_less_all_that_is_to_come(
    opening: int, habits: list[int], weights: list[int], day: int
) -> None:
    rest = Period(date(2026, 11, day), date(2026, 11, 30))
    found = cash_line("DZD", Opening(opening, ""), rest, Habit(Band(*habits), weights), [])
    expected = opening - (habits[1] if day < 30 else 0)
    assert found.days[-1].band.p50 == expected
    assert [one.date - found.days[0].date for one in found.days] == [timedelta(days=n) for n in range(31 - day)]
    widths = [one.band.p90 - one.band.p10 for one in found.days]
    assert widths == sorted(widths)


def test_the_rest_of_a_period_is_its_share_of_the_days() -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert rest_of(november, date(2026, 11, 20), Band(300, 600, 900)) == Band(100, 200, 300)
    assert rest_of(november, date(2026, 11, 30), Band(300, 600, 900)) == Band(0, 0, 0)


def test_days_on_which_people_buy_more_weigh_more() -> None:
    weights = weekday_weights({date(2026, 11, 21): 700, date(2026, 11, 23): 100})
    assert weights.index(max(weights)) == date(2026, 11, 21).weekday()
    assert min(weights) > 0
