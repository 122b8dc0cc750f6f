"""All budgets of a person together: the blend or, where it was no better for them, the plain median of six."""

from collections.abc import Mapping, Sequence

from functions.forecast.models import Backtest, Band, Outlook, Series
from functions.forecast.rules.bands import Path, band_at, widest
from functions.forecast.rules.blending import LONGEST, Paths, origins, paths

_ENOUGH = 6  # periods
Household = Mapping[str | None, Series]


def total_of(household: Household) -> list[int | None]:
    """The sum of all budgets in each period; None where nothing was recorded."""
    rows = zip(*household.values(), strict=True)
    return [sum(found) if (found := [value for value in row if value is not None]) else None for row in rows]


def outlook(household: Household, periods: int) -> Outlook:
    """The next `periods` (1–7) of a household with at least three known ones."""
    total = total_of(household)
    found = {key: paths(series) for key, series in household.items()}
    better, wape, baseline = _choose(household, found)
    chosen = {key: one.blend if better else one.baseline for key, one in found.items()}
    whole = paths(total)
    in_all = _mean(_sum(total, chosen), whole.blend if better else whole.baseline)
    now = len(total)
    return Outlook(
        {key: _bands(household[key], path, now, periods) for key, path in chosen.items()},
        _bands(total, in_all, now, periods),
        "blend" if better else "median_of_six",
        Backtest(_tried(total, in_all), _coverage(total, in_all, periods), wape if better else baseline, baseline),
    )


def _sum(total: Series, chosen: Mapping[str | None, Path]) -> Path:
    """The forecast of the whole: the sum over the budgets that had a forecast then."""
    return {
        origin: [sum(path[origin][step] for path in chosen.values() if origin in path) for step in range(LONGEST)]
        for origin in origins(total)
    }


def _mean(one: Path, other: Path) -> Path:
    """The whole by its parts and the whole by its own past, halfway: each is off where the other is not.

    What is in the middle for each budget does not add up to what is in the middle for all of them.
    """
    return {origin: [(a + b) // 2 for a, b in zip(one[origin], other[origin], strict=True)] for origin in one}


def _bands(series: Series, path: Path, now: int, periods: int) -> Sequence[Band]:
    middles = path.get(now) or [0] * LONGEST
    return [band_at(series, path, now, step) or widest(series, middles[step]) for step in range(periods)]


def _choose(household: Household, found: Mapping[str | None, Paths]) -> tuple[bool, int | None, int | None]:
    """Whether the blend was at least as good, and both errors in per mille of what was spent."""
    own = base = spent = 0
    for key, series in household.items():
        for origin, forecasts in found[key].blend.items():
            plain = found[key].baseline[origin]
            for step, value in enumerate(series[origin : origin + LONGEST]):
                if value is not None:
                    own += abs(value - forecasts[step])
                    base += abs(value - plain[step])
                    spent += abs(value)
    if not spent:
        return True, None, None
    return own <= base, 1000 * own // spent, 1000 * base // spent


def _tried(total: Series, path: Path) -> int:
    return sum(1 for origin in path if any(value is not None for value in total[origin : origin + LONGEST]))


def _coverage(total: Series, path: Path, periods: int) -> int | None:
    """How many of a thousand totals fell into the band that was given for them at the time.

    Only bands that rested on the errors of several periods are counted, as those of today do.
    """
    held = tried = 0
    for origin in path:
        for step, value in enumerate(total[origin : origin + periods]):
            band = band_at(total, path, origin, step, _ENOUGH)
            if value is not None and band is not None:
                tried += 1
                held += band.p10 <= value <= band.p90
    return 1000 * held // tried if tried else None
