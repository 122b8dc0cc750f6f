"""The backtest is the person's own: its errors by hand, how often its bands held, how the whole follows its parts."""

from collections.abc import Sequence

from functions.forecast.rules.bands import Path, band_at
from functions.forecast.rules.blending import LONGEST, origins, paths
from functions.forecast.rules.household import Household, outlook, total_of

# Each step is below 2 %, so the cost is continued as it was last; the median of six lags behind.
RISING = [10_000, 10_200, 10_400, 10_600, 10_800, 11_000]
WILD = [9_000, 14_000, 7_000, 12_000, 10_000, 8_000, 13_000, 11_000, 9_500, 12_500, 8_500, 10_500]
WILD += [14_500, 7_500, 60_000, 9_000]


def test_the_error_is_that_of_each_forecast_over_what_was_spent() -> None:
    """By hand, in hundreds. After three periods the last is 104, the median 102; 106, 108 and 110 came: off by
    2 + 4 + 6 and 4 + 6 + 8. After four 106 and 103: 2 + 4 and 5 + 7. After five 108 and 104: 2 and 6. Together 20 and
    36, of 106 + 108 + 110 + 108 + 110 + 110 = 652 that were spent: 30 and 55 per mille.
    """
    found = outlook({"bud_1": RISING}, 1)
    assert (found.backtest.origins, found.backtest.wape, found.backtest.baseline_wape) == (3, 30, 55)
    assert found.method == "blend"


def test_errors_of_all_budgets_are_over_what_all_of_them_cost() -> None:
    """By hand: the same budget twice, once ten times as large, has the same share of errors."""
    found = outlook({"bud_1": RISING, "bud_2": [10 * one for one in RISING]}, 1)
    assert (found.backtest.wape, found.backtest.baseline_wape) == (30, 55)


def test_where_the_median_did_better_it_is_the_forecast_and_its_error_is_told() -> None:
    """Both errors are added up here again, step by step; the lower one is that of what is forecast with."""
    wild = [10_000, 10_100, 10_200, 20_000, 10_000, 20_200, 10_100]
    found = outlook({"bud_1": wild}, 1)
    plain = paths(wild)
    own, base = (
        sum(
            abs(value - path[origin][step])
            for origin in path
            for step, value in enumerate(wild[origin : origin + LONGEST])
        )
        for path in (plain.blend, plain.baseline)
    )
    assert found.method == ("blend" if own <= base else "median_of_six")
    assert found.backtest.wape == 1000 * min(own, base) // _spent(wild, plain.blend)
    assert found.backtest.baseline_wape == 1000 * base // _spent(wild, plain.blend)


def _spent(series: Sequence[int], path: Path) -> int:
    return sum(value for origin in path for value in series[origin : origin + LONGEST])


def test_coverage_is_how_often_a_band_of_the_time_held_the_total_that_came() -> None:
    """With one budget the whole is that budget: each band is asked again here, above and below."""
    found = outlook({"bud_1": WILD}, 3)
    tried = paths(WILD)
    path = tried.blend if found.method == "blend" else tried.baseline
    within, above, below = 0, 0, 0
    for origin in origins(WILD):
        for step, value in enumerate(WILD[origin : origin + 3]):
            if band := band_at(WILD, path, origin, step, 6):
                within += band.p10 <= value <= band.p90
                above += value > band.p90
                below += value < band.p10
    assert above > 0
    assert within > 0
    assert found.backtest.coverage == 1000 * within // (within + above + below)


def test_a_band_leans_to_the_side_on_which_costs_came_out() -> None:
    """Costs that rise come out above what was said: the band reaches up and not down."""
    rising = [10_000 + 1_000 * place for place in range(16)]
    plain = paths(rising).baseline
    band = band_at(rising, plain, len(rising), 0)
    assert band is not None
    assert band.p10 == band.p50
    assert band.p90 > band.p50


def test_the_whole_is_halfway_between_its_parts_and_its_own_past() -> None:
    household: Household = {
        "bud_1": [2_000, 2_000, 5_000, 9_000, 1_000, 1_000, 9_000],
        "bud_2": [5_000, 2_000, 2_000, 9_000, 9_000, 9_000, 2_000],
    }
    found, total = outlook(household, 1), total_of(household)
    whole = paths(total)
    alone = (whole.blend if found.method == "blend" else whole.baseline)[7][0]
    parts = sum(bands[0].p50 for bands in found.budgets.values())
    assert parts != alone
    assert found.total[0].p50 == (parts + alone) // 2
