"""Which thresholds are told, over any history of spending."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.budget.models import Watch
from functions.budget.rules import standing as rules
from shared.clock import system_clock
from shared.errors import InvalidInput

NOW = system_clock()
histories = st.lists(st.tuples(st.integers(-500, 3000), st.integers(0, 2000)), max_size=40)


@given(histories)
def test_a_threshold_is_told_when_it_is_newly_reached_and_only_the_highest_of_a_jump(
    history: list[tuple[int, int]],
) -> None:
    watch, armed = Watch(), {80: 0, 100: 0}
    for spent, limit in history:
        before = watch
        watch, spoken = rules.crossings(before, spent, limit)
        now = {one for one in (80, 100) if rules.is_reached(one, spent, limit)}
        newly = now - before.reached
        assert watch.reached == now
        assert list(spoken) == ([max(newly)] if newly else [])
        for one in newly:
            armed[one] += 1
        assert {one: watch.arming(one) for one in armed} == armed


@given(st.integers(-500, 3000), st.integers(0, 2000))
def test_the_same_spending_again_says_nothing(spent: int, limit: int) -> None:
    watch, _ = rules.crossings(Watch(), spent, limit)
    assert rules.crossings(watch, spent, limit) == (watch, ())


@given(st.integers(0, 10**12))
def test_the_edges_are_eighty_percent_and_one_unit_above_the_limit(limit: int) -> None:
    assert not rules.is_reached(100, limit, limit)
    assert rules.is_reached(100, limit + 1, limit)
    edge = -(-limit * 80 // 100)
    if edge:
        assert rules.is_reached(80, edge, limit)
        assert not rules.is_reached(80, edge - 1, limit)


@pytest.mark.parametrize(
    ("spent", "limit", "health"),
    [
        (0, 1000, "ok"),
        (799, 1000, "ok"),
        (800, 1000, "warning"),
        (1000, 1000, "warning"),
        (1001, 1000, "over"),
        (0, 0, "ok"),
        (1, 0, "over"),
        (-5, 0, "ok"),
        (-5, 1000, "ok"),
    ],
)
def test_how_a_budget_stands(spent: int, limit: int, health: str) -> None:
    assert rules.health(spent, limit) == health


@pytest.mark.parametrize("title", ["", "   ", "x" * 81, "a\nb\x00", "\u202egnp"])
def test_a_title_that_cannot_be_shown_is_refused(title: str) -> None:
    with pytest.raises(InvalidInput):
        rules.check_title(title)


def test_a_title_keeps_its_letters_and_loses_spaces_around_it() -> None:
    assert rules.check_title("  Café  &  مطاعم ") == "Café & مطاعم"
