"""How much a goal needs each period, when its milestones are told, and what budgets carry over."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.budget.rules.carry import Past, carried
from functions.budget.rules.goals import MILESTONES, monthly_need, passed, periods_left, progress
from shared.period import period_of

AMOUNT = st.integers(1, 10**12)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(AMOUNT, st.integers(0, 10**12), DAYS, DAYS, st.integers(1, 28))
def test_the_need_reaches_the_target_in_time_and_is_the_least_that_does(
    target: int, saved: int, today: date, due: date, start_day: int
) -> None:
    need = monthly_need(target, saved, due, today, start_day)
    left = periods_left(today, due, start_day)
    assert need is not None
    assert saved + need * left >= target
    assert need == 0 or saved + (need - 1) * left < target


@given(DAYS, st.integers(1, 28))
def test_periods_are_counted_with_this_one(today: date, start_day: int) -> None:
    period = period_of(today, start_day)
    assert periods_left(today, period.end, start_day) == 1
    assert periods_left(today, date.fromordinal(period.end.toordinal() + 1), start_day) == 2
    assert periods_left(today, date(2019, 1, 1), start_day) == 1


def test_a_goal_without_a_date_has_no_need() -> None:
    assert monthly_need(100, 0, None, date(2026, 11, 25), 1) is None


@given(AMOUNT, st.lists(st.integers(0, 2 * 10**12), max_size=30))
def test_each_milestone_is_told_once_on_the_way_up(target: int, steps: list[int]) -> None:
    told, spoken = 0, list[int]()
    for saved in steps:
        if milestone := passed(target, told, saved):
            spoken.append(milestone)
            told = milestone
    assert spoken == sorted(set(spoken))
    assert set(spoken) <= set(MILESTONES)
    assert (spoken[-1:] == [100]) == any(saved >= target for saved in steps)


def test_a_jump_tells_the_highest_milestone_alone_and_a_fall_nothing() -> None:
    assert passed(100, 0, 80) == 75
    assert passed(100, 75, 20) is None
    assert passed(100, 25, 25) is None
    assert passed(100, 0, 25) == 25


@pytest.mark.parametrize(
    ("saved", "share"), [(-5, Fraction(0)), (1, Fraction(1, 3)), (3, Fraction(1)), (9, Fraction(1))]
)
def test_progress_is_between_0_and_1(saved: int, share: Fraction) -> None:
    assert progress(3, saved) == share


pasts = st.lists(st.builds(Past, st.integers(0, 10**9), st.integers(-(10**6), 10**9), st.just(value=True)))


@given(pasts, st.integers(-(10**9), 10**9))
def test_all_that_is_left_or_overspent_is_carried_on(periods: list[Past], opening: int) -> None:
    found = carried(periods, opening)
    assert len(found) == len(periods) + 1
    assert found[-1] == opening + sum(one.minor - one.spent for one in periods)


def test_a_budget_that_does_not_roll_over_starts_anew() -> None:
    kept, lost = Past(100, 130, rollover=True), Past(100, 130, rollover=False)
    assert carried([kept, kept, lost, kept]) == [0, -30, -60, 0, -30]
