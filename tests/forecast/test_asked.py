"""For how many periods a message asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.forecast.rules.asked import MOST, periods_asked


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("What will next month cost?", 1),
        ("the next 3 months", 3),
        ("the three coming months", 3),
        ("les 3 prochains mois", 3),
        ("les deux mois qui viennent", 2),
        ("الأشهر 3 القادمة؟ 3 أشهر", 3),
        ("٤ أشهر", 4),
        ("شهرين", 2),
        ("this quarter", 3),
        ("le semestre", 6),
        ("the whole year", 6),
        ("12 months", 6),
        ("We have two kids and 5000 DZD: will it last?", 1),
        ("Will 3 coffees a day ruin me?", 1),
        ("", 1),
    ],
)
def test_the_number_beside_a_word_for_months_counts(message: str, count: int) -> None:
    assert periods_asked(message) == count


@given(st.text(max_size=60))
def test_any_message_asks_for_one_to_six(message: str) -> None:
    assert 1 <= periods_asked(message) <= MOST


@given(st.integers(1, 10**9))
def test_a_number_of_months_is_capped(count: int) -> None:
    assert periods_asked(f"{count} months") == min(count, MOST)
