"""How far off forecasts were, as bands around the next ones, and how often those bands would have held."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from functions.forecast.models import Band, Series
from functions.forecast.rules.methods import known

_LEAST_ERRORS = 4
_TAIL = Decimal("0.1")
_LEAST_TAIL = Decimal("0.02")
_WIDENED = Decimal("0.25")

Path = Mapping[int, Sequence[int]]


def band_at(series: Series, path: Path, origin: int, step: int, least: int = 2) -> Band | None:
    """The band around one forecast, from the errors that were known at its origin.

    None when there are too few, or when they are of fewer than `least` periods.
    """
    errors, targets = _errors(series, path, origin)
    if len(errors) < _LEAST_ERRORS or targets < least:
        return None
    middle = path[origin][step]
    # Errors of one target at several distances tell little more than one of them, so the tails are those of targets.
    tail = max(_LEAST_TAIL, _TAIL - _WIDENED / targets)
    low, high = _quantile(errors, tail), _quantile(errors, 1 - tail)
    return Band(max(0, min(middle, middle + low)), middle, max(middle, middle + high))


def widest(series: Series, middle: int) -> Band:
    """Where there are no errors to go by: between the least and the most that it ever was."""
    values = [*known(series), middle]
    return Band(min(values), middle, max(values))


def _errors(series: Series, path: Path, origin: int) -> tuple[list[int], int]:
    """The errors that were known at an origin, ascending, and of how many periods they are."""
    found, targets = [], set()
    for former, forecasts in path.items():
        if former >= origin:
            continue
        for step, value in enumerate(series[former : min(origin, former + len(forecasts))]):
            if value is not None:
                found.append(value - forecasts[step])
                targets.add(former + step)
    return sorted(found), len(targets)


def _quantile(ordered: Sequence[int], share: Decimal) -> int:
    place = min(max((len(ordered) + 1) * share - 1, Decimal(0)), Decimal(len(ordered) - 1))
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + int((ordered[above] - ordered[below]) * (place - below))
