"""Which days and which budget a request for a report names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.service import Scope, is_whole, read_scope, whole_scope
from shared.period import period_of

TODAY = date(2026, 11, 27)
TITLES = ("Groceries", "Rent", "Épicerie", "البقالة")


def read(text: str, start_day: int = 1) -> Scope:
    return read_scope(text, TODAY, start_day, TITLES)


def days(text: str, start_day: int = 1) -> tuple[str, str]:
    found = read(text, start_day).days
    return found.start.isoformat(), found.end.isoformat()


NOVEMBER, OCTOBER = ("2026-11-01", "2026-11-30"), ("2026-10-01", "2026-10-31")
THREE = ("2026-08-01", "2026-10-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monthly", NOVEMBER),
        ("rapport mensuel", NOVEMBER),
        ("تقرير شهري", NOVEMBER),
        ("how am I doing?", NOVEMBER),
        ("next month", NOVEMBER),
        ("last 3 months", THREE),
        ("the last three months", THREE),
        ("les 3 derniers mois", THREE),
        ("les trois derniers mois", THREE),
        ("آخر 3 أشهر", THREE),
        ("last month", OCTOBER),
        ("le mois dernier", OCTOBER),
        ("الشهر الماضي", OCTOBER),
        ("in October", OCTOBER),
        ("weekly", ("2026-11-23", "2026-11-29")),
        ("last week", ("2026-11-16", "2026-11-22")),
        ("cette semaine", ("2026-11-23", "2026-11-29")),
        ("this year", ("2026-01-01", "2026-12-31")),
        ("l'an dernier", ("2025-01-01", "2025-12-31")),
        ("since 2026-09-10", ("2026-09-10", "2026-11-30")),
        ("from 1 March to 15 April", ("2026-03-01", "2026-04-15")),
    ],
)
def test_a_time_is_read(text: str, expected: tuple[str, str]) -> None:
    assert days(text) == expected
    assert read(text).title is None


@pytest.mark.parametrize(
    ("text", "title"),
    [("groceries since June", "Groceries"), ("épicerie depuis juin", "Épicerie"), ("البقالة منذ يونيو", "البقالة")],
)
def test_a_budget_and_a_time_are_read(text: str, title: str) -> None:
    found = read(text)
    assert (found.title, found.days.start, found.is_whole) == (title, date(2026, 6, 1), True)
    assert found.days.end == date(2026, 11, 30)


def test_months_that_are_counted_from_today_are_the_persons_own_periods() -> None:
    assert days("monthly", 25) == ("2026-11-25", "2026-12-24")
    assert days("this month", 25) == ("2026-11-25", "2026-12-24")
    assert days("last month", 25) == ("2026-10-25", "2026-11-24")
    assert days("last 3 months", 25) == ("2026-08-25", "2026-11-24")
    assert days("les 3 derniers mois", 25) == ("2026-08-25", "2026-11-24")
    assert days("in October", 25) == OCTOBER
    assert not read("in October", 25).is_whole


def test_days_are_compared_with_as_many_of_the_same_kind_and_with_those_a_year_ago() -> None:
    found = read("last 3 months")
    assert (found.before.start, found.before.end) == (date(2026, 5, 1), date(2026, 7, 31))
    assert (found.year_ago.start, found.year_ago.end) == (date(2025, 8, 1), date(2025, 10, 31))
    weekly = read("weekly")
    assert (weekly.before.start, weekly.before.end) == (date(2026, 11, 16), date(2026, 11, 22))
    payday = read("monthly", 25)
    assert (payday.before.start, payday.before.end) == (date(2026, 10, 25), date(2026, 11, 24))


@given(st.text(max_size=80), st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 28))
def test_any_text_names_some_days_in_their_order(text: str, today: date, start_day: int) -> None:
    found = read_scope(text, today, start_day, TITLES)
    assert found.days.start <= found.days.end
    assert found.before.end < found.days.start
    assert found.is_whole == is_whole(found.days, start_day)
    assert found.title is None or found.title in TITLES


@given(
    st.sampled_from(["last week", "since 2026-09-10", "last 10 days", "from 1 March to 15 April"]), st.integers(1, 28)
)
def test_made_whole_a_scope_holds_all_its_days_and_only_whole_periods(text: str, start_day: int) -> None:
    narrow = read(text, start_day)
    found = whole_scope(narrow, start_day)
    assert found.is_whole
    assert is_whole(found.before, start_day)
    assert found.days.start <= narrow.days.start
    assert found.days.end >= narrow.days.end
    assert found.days.start == period_of(narrow.days.start, start_day).start
