"""Dates that people write are read for the past, day first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.dates import find_date, find_dates

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coffee today", "2026-11-24"),
        ("coffee yesterday", "2026-11-23"),
        ("the day before yesterday", "2026-11-22"),
        ("hier", "2026-11-23"),
        ("avant-hier", "2026-11-22"),
        ("aujourd'hui", "2026-11-24"),
        ("أمس", "2026-11-23"),
        ("اليوم", "2026-11-24"),
        ("أول أمس", "2026-11-22"),
        ("last Friday", "2026-11-20"),
        ("on Tuesday", "2026-11-24"),
        ("last Tuesday", "2026-11-17"),
        ("vendredi dernier", "2026-11-20"),
        ("الجمعة الماضي", "2026-11-20"),
        ("3 days ago", "2026-11-21"),
        ("three days ago", "2026-11-21"),
        ("two weeks ago", "2026-11-10"),
        ("1 month and 21 days ago", "2026-10-03"),
        ("il y a 3 jours", "2026-11-21"),
        ("منذ 3 أيام", "2026-11-21"),
        ("منذ يومين", "2026-11-22"),
        ("last week", "2026-11-17"),
        ("12/11", "2026-11-12"),
        ("12/11/2026", "2026-11-12"),
        ("12/11/25", "2025-11-12"),
        ("13.5.2015", "2015-05-13"),
        ("21-04-2016", "2016-04-21"),
        ("2026-11-12", "2026-11-12"),
        ("2026/11/12", "2026-11-12"),
        ("Nov 12", "2026-11-12"),
        ("12 Dec", "2025-12-12"),
        ("12 novembre", "2026-11-12"),
        ("1er avril 2005", "2005-04-01"),
        ("le 5", "2026-11-05"),
        ("le 28", "2026-10-28"),
        ("on the 27th", "2026-10-27"),
        ("١٢ نوفمبر", "2026-11-12"),
        ("12 يناير 2016", "2016-01-12"),
        ("الحادي والعشرين من مايو", "2026-05-21"),
        ("rent on Nov 1", "2026-11-01"),
        ("May twenty-first", "2026-05-21"),
        ("29 February", "2024-02-29"),
        ("this Friday", "2026-11-27"),
        ("this Monday", "2026-11-23"),
        ("next Sunday", "2026-12-06"),
        ("dimanche prochain", "2026-12-06"),
        ("cette vendredi", "2026-11-27"),
        ("هذا يوم الجمعة", "2026-11-27"),
        ("Friday last week", "2026-11-20"),
        ("last week Sunday", "2026-11-22"),
        ("يوم الجمعة من الأسبوع الماضي", "2026-11-20"),
        ("the first Friday of July", "2026-07-03"),
        ("the first Friday of December", "2025-12-05"),
        ("أول يوم جمعة من يوليو", "2026-07-03"),
        ("the second Sunday of last month", "2026-10-11"),
        ("first Sunday", "2026-11-01"),
        ("the 20th of last month", "2026-10-20"),
        ("le 20 du mois dernier", "2026-10-20"),
        ("20 من الشهر الماضي", "2026-10-20"),
        ("two days before yesterday", "2026-11-21"),
        ("three weeks from tomorrow", "2026-12-16"),
        ("2019-sep-1", "2019-09-01"),
        ("12/08,2015", "2015-08-12"),
        ("on 4-22", "2026-04-22"),
        ("coffee 22-4", "2026-04-22"),
        ("café 300 le 22.4", "2026-04-22"),
        ("volveré el 4.22", "2026-04-22"),
        ("am 15.1. Kaffee", "2026-01-15"),
        ("يوم الاثنين 12 يناير 2016", "2016-01-12"),
        ("deuxième novembre", "2026-11-02"),
    ],
)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert find_date(text, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "coffee 500",
        "Feb 30 2026",
        "32/13/2026",
        "sun cream 20",
        "march 500",
        "",
        "pages 4-22",
        "coffee 4.22",
        "café le 4.50",
        "un café de 4.22",
        "coffee on 4.22 EUR",
        "lunch 25-10 DA",
        "20-5 = 15",
        "A22-4",
        "second hand shoes 500",
        "next taxi 300",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 300))
def test_a_numeric_date_comes_back_day_first(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    for written in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d/%m}", f"{day.day} {day:%B}"):
        assert find_date(f"taxi 300 {written}", today) == day


@given(st.text(max_size=300))
def test_any_text_is_searched_for_dates_without_an_error(text: str) -> None:
    place = 0
    for found in find_dates(text, TODAY):
        assert place <= found.start < found.end <= len(text)
        place = found.end
