"""The rules of the forecast: what each way of continuing a series does, and what holds for all of them."""

import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.forecast.rules.bands import band_at
from functions.forecast.rules.blending import LONGEST, paths
from functions.forecast.rules.household import outlook, total_of
from tests.forecast.histories import Months, household

VALUES = st.one_of(st.none(), st.integers(0, 10**9), st.just(0))
SERIES = st.lists(VALUES, min_size=3, max_size=30)


def known(series: Months) -> list[int]:
    return [value for value in series if value is not None]


def now_of(series: Sequence[int | None]) -> list[int]:
    return list(paths(series).blend[len(series)])


def test_a_cost_that_stays_the_same_is_continued_as_it_was_last() -> None:
    assert now_of([1000, 1000, 1000, 1200, 1200, 1200, 1200]) == [1200] * LONGEST


def test_a_cost_that_is_mostly_absent_is_expected_to_be_absent() -> None:
    assert now_of([0, 0, 9000, 0, 0, 0, 5000, 0, 0]) == [0] * LONGEST


def test_a_winter_that_came_back_every_year_is_expected_again() -> None:
    year = [300, 280, 220, 160, 100, 60, 50, 60, 100, 160, 220, 280]
    ahead = now_of(year * 3)
    plain = statistics.median((year * 3)[-6:])
    assert sum(abs(a - b) for a, b in zip(ahead, year, strict=False)) < sum(abs(plain - b) for b in year[:LONGEST]) / 3
    assert ahead[0] > ahead[5]


def test_where_nothing_did_better_the_median_of_six_is_the_forecast() -> None:
    series = [100, 300, 200]
    assert now_of(series) == [200] * LONGEST


def test_a_budget_that_is_two_periods_old_has_a_forecast() -> None:
    assert now_of([None, None, None, 400, 600]) == [500] * LONGEST


@given(SERIES)
def test_forecasts_and_bands_are_ordered_whole_amounts_not_below_zero(series: Months) -> None:
    if len(known(series)) < 3:
        return
    found = outlook({"a": series, None: [None if one is None else one // 3 for one in series]}, 3)
    for band in (*found.total, *found.budgets["a"]):
        assert all(isinstance(one, int) for one in (band.p10, band.p50, band.p90))
        assert 0 <= band.p10 <= band.p50 <= band.p90
    assert found.backtest.coverage is None or 0 <= found.backtest.coverage <= 1000


@given(SERIES, st.integers(0, 10**9))
def test_what_comes_later_changes_no_forecast_that_was_made_before(series: Months, later: int) -> None:
    before, after = paths(series), paths([*series, later])
    for origin in set(before.blend) & set(after.blend):
        if origin < len(series) - 1:
            assert before.blend[origin] == after.blend[origin] or origin not in list(before.blend)[-20:]


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(2, 50))
def test_a_household_in_another_unit_has_the_same_forecast_in_that_unit(seed: int, factor: int) -> None:
    history = household(seed, 18)
    grown = {key: [None if one is None else one * factor for one in row] for key, row in history.items()}
    small, large = outlook(history, 2), outlook(grown, 2)
    for one, other in zip(small.total, large.total, strict=True):
        assert other.p50 == pytest.approx(one.p50 * factor, rel=1e-3, abs=2 * factor * len(history))


def test_gaps_are_no_zeros() -> None:
    """A month without any record says nothing of what it cost."""
    assert now_of([500, 500, None, 500, 500, None, None]) == [500] * LONGEST
    assert total_of({"a": [1, None], "b": [2, None]}) == [3, None]


def test_on_histories_of_our_own_making_bands_hold_as_they_say_and_budgets_are_closer_than_by_the_median() -> None:
    held = tried = own = base = 0
    for seed in range(24):
        history = household(seed)
        past = {key: row[:-6] for key, row in history.items()}
        total, seen = total_of(history), outlook(past, 6)
        for step, band in enumerate(seen.total):
            value = total[len(total) - 6 + step]
            assert value is not None
            held, tried = held + (band.p10 <= value <= band.p90), tried + 1
        for key, row in history.items():
            plain = round(statistics.median(known(past[key])[-6:]))
            own += sum(abs(band.p50 - (value or 0)) for band, value in zip(seen.budgets[key], row[-6:], strict=True))
            base += sum(abs(plain - (value or 0)) for value in row[-6:])
    assert 0.70 <= held / tried <= 0.90
    assert own <= 0.95 * base


def test_a_band_needs_errors_to_rest_on() -> None:
    series: Months = [100, 200, 300]
    assert band_at(series, paths(series).blend, 3, 0) is None
