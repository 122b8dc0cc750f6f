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
    ("text", "first", "last"),
    [
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("how was the previous quarter?", "2026-07-01", "2026-09-30"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("quarterly", "2026-10-01", "2026-12-31"),
        ("Q2 2026", "2026-04-01", "2026-06-30"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("Q2", "2026-04-01", "2026-06-30"),
        ("quarter 3", "2026-07-01", "2026-09-30"),
        ("2nd quarter of 2025", "2025-04-01", "2025-06-30"),
        ("third quarter last year", "2025-07-01", "2025-09-30"),
        ("last quarter of 2025", "2025-10-01", "2025-12-31"),
        ("the last 2 quarters", "2026-04-01", "2026-09-30"),
        ("first half of the year", "2026-01-01", "2026-06-30"),
        ("second half of 2025", "2025-07-01", "2025-12-31"),
        ("H1 2026", "2026-01-01", "2026-06-30"),
        ("last half-year", "2026-01-01", "2026-06-30"),
        ("from Q1 to Q2 2026", "2026-01-01", "2026-06-30"),
        ("since Q2", "2026-04-01", "2026-11-30"),
        ("le trimestre dernier", "2026-07-01", "2026-09-30"),
        ("le dernier trimestre", "2026-07-01", "2026-09-30"),
        ("ce trimestre", "2026-10-01", "2026-12-31"),
        ("rapport trimestriel", "2026-10-01", "2026-12-31"),
        ("T2 2026", "2026-04-01", "2026-06-30"),
        ("rapport du T3", "2026-07-01", "2026-09-30"),
        ("bilan du 4ème trimestre", "2026-10-01", "2026-12-31"),
        ("le deuxième trimestre 2025", "2025-04-01", "2025-06-30"),
        ("les deux derniers trimestres", "2026-04-01", "2026-09-30"),
        ("rapport du 1er semestre", "2026-01-01", "2026-06-30"),
        ("second semestre de l'année dernière", "2025-07-01", "2025-12-31"),
        ("الربع الماضي", "2026-07-01", "2026-09-30"),
        ("هذا الربع", "2026-10-01", "2026-12-31"),
        ("تقرير فصلي", "2026-10-01", "2026-12-31"),
        ("الربع الثاني من 2026", "2026-04-01", "2026-06-30"),
        ("الثلاثي الأول", "2026-01-01", "2026-03-31"),
        ("الربع الثالث من العام الماضي", "2025-07-01", "2025-09-30"),
        ("آخر ربعين", "2026-04-01", "2026-09-30"),
        ("النصف الأول من السنة", "2026-01-01", "2026-06-30"),
        ("السداسي الأول 2026", "2026-01-01", "2026-06-30"),
    ],
)
def test_quarters_and_halves_of_the_year_are_read(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["next quarter", "a quarter of my money", "Q5", "loyer T2", "the first half", "Q1 2027"]
)
def test_what_is_no_quarter_that_has_begun_leaves_the_current_period(text: str) -> None:
    assert days(text) == NOVEMBER


def test_a_quarter_of_one_budget_is_compared_with_the_quarter_before() -> None:
    found = read("groceries last quarter")
    assert found.title == "Groceries"
    assert (found.before.start, found.before.end) == (date(2026, 4, 1), date(2026, 6, 30))


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
