"""One series, forecast from each point of its past with nothing but what lay before it.

A cost that stays the same is continued as it was; one that is mostly absent is expected to be absent; anything else
is a mean of all methods, each weighted by how well it has done so far against the median of the last six periods.
Where none has done better, that median is the forecast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from functions.forecast.models import Series
from functions.forecast.rules.methods import BASELINE, METHODS, known

LONGEST = 7  # periods ahead: the current one and six whole ones
SHORTEST = 3  # complete periods that are needed
LOOKED_BACK = 24  # origins that are weighed and measured
_FADING = Decimal("0.97")
_SHARPNESS = 6  # power of the weights: the better methods count far more
_LEAST_RATIO = Decimal("0.02")
_LEAST_ERRORS = 9  # before a method is trusted
_SAME = 2  # percent by which a steady cost may differ from one period to the next
_STEADY = 75  # percent of the steps that are so small


@dataclass(frozen=True, slots=True)
class Paths:
    """Forecasts of one series by origin: how many periods were known, then the following ones."""

    blend: Mapping[int, Sequence[int]]
    baseline: Mapping[int, Sequence[int]]


def origins(series: Series) -> list[int]:
    """After how many periods a forecast is tried: right after a known period, the newest ones, and now."""
    places = [place + 1 for place, value in enumerate(series) if value is not None]
    return sorted({*places[SHORTEST - 1 :][-LOOKED_BACK:], *([len(series)] if places else [])})


def paths(series: Series) -> Paths:
    """The forecasts of the blend and of the baseline at each origin, in whole minor units."""
    tried = origins(series)
    raw = {origin: _all(series[:origin]) for origin in tried}
    blend = {origin: _blend(series, origin, raw) for origin in tried}
    return Paths(
        {origin: [_whole(value) for value in values] for origin, values in blend.items()},
        {origin: [_whole(value) for value in raw[origin][BASELINE]] for origin in tried},
    )


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value())


def _all(past: Series) -> dict[str, list[Decimal]]:
    found = {}
    for name, method in METHODS.items():
        if (ahead := method(past)) is not None:
            found[name] = [ahead(steps) for steps in range(1, LONGEST + 1)]
    return found


def _blend(series: Series, origin: int, raw: Mapping[int, Mapping[str, list[Decimal]]]) -> list[Decimal]:
    past, mine = known(series[:origin])[-LOOKED_BACK:], raw[origin]
    if 2 * sum(1 for value in past if value == 0) > len(past):
        return [Decimal(0)] * LONGEST
    if _is_steady(past):
        return mine["last"]
    weights = _weights(series, origin, raw)
    if not weights:
        return mine[BASELINE]
    whole = sum(weights.values())
    return [
        sum((mine[name][step] * part for name, part in weights.items()), Decimal(0)) / whole for step in range(LONGEST)
    ]


def _is_steady(past: Sequence[int]) -> bool:
    steps = list(pairwise(past))[-12:]
    same = sum(1 for before, after in steps if abs(after - before) * 100 <= _SAME * max(before, after))
    return len(steps) >= 2 and same * 100 >= _STEADY * len(steps)


def _weights(series: Series, origin: int, raw: Mapping[int, Mapping[str, list[Decimal]]]) -> dict[str, Decimal]:
    """By method, from its errors relative to the baseline's; empty where none did better."""
    weights = {}
    for name in raw[origin]:
        own = base = Decimal(0)
        count = 0
        for former, forecasts in raw.items():
            if former >= origin or name not in forecasts:
                continue
            fade = _FADING ** (origin - former)
            for step, value in enumerate(series[former : min(origin, former + LONGEST)]):
                if value is not None:
                    own += fade * abs(value - forecasts[name][step])
                    base += fade * abs(value - forecasts[BASELINE][step])
                    count += 1
        if count >= _LEAST_ERRORS:
            weights[name] = (base + 1) / (own + 1)
    if not any(ratio > 1 for name, ratio in weights.items() if name != BASELINE):
        return {}
    return {name: min(ratio, 1 / _LEAST_RATIO) ** _SHARPNESS for name, ratio in weights.items()}
