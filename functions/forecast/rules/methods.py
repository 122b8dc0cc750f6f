"""Ways to continue a series. Each is handed what is known and gives the expected cost so many periods ahead.

All arithmetic is decimal: an amount never passes through binary floating point. Gaps (None) are left out, but they
keep their place in the year.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from statistics import median

from functions.forecast.models import Series

Ahead = Callable[[int], Decimal]
Method = Callable[[Series], Ahead | None]

_ROOT = Decimal("0.8660254037844386467637231707")
_HALF = Decimal("0.5")
# The cosine of each twelfth of the circle.
_COSINES = [Decimal(1), _ROOT, _HALF, Decimal(0), -_HALF, -_ROOT, Decimal(-1), -_ROOT, -_HALF, Decimal(0), _HALF, _ROOT]
_FADING = Decimal("0.985")  # of a period's weight, for each period since
_SMOOTHING = Decimal("0.1")
_A_YEAR = 12
_TREND_PULL = 8  # how strongly a trend is drawn towards none


def known(series: Series) -> list[int]:
    """The values without the gaps."""
    return [value for value in series if value is not None]


def _level(value: Decimal) -> Ahead:
    return lambda _: value


def _median_of(count: int) -> Method:
    def method(series: Series) -> Ahead | None:
        values = known(series)[-count:]
        return _level(Decimal(median(map(Decimal, values)))) if values else None

    return method


def last(series: Series) -> Ahead | None:
    """As much as the last time."""
    values = known(series)
    return _level(Decimal(values[-1])) if values else None


def smoothed(series: Series) -> Ahead | None:
    """Exponential smoothing that begins with the mean of the first three."""
    values = known(series)
    if not values:
        return None
    level = Decimal(sum(values[:3])) / len(values[:3])
    for value in values[3:]:
        level += _SMOOTHING * (value - level)
    return _level(level)


def _seasonal(pull: int) -> Method:
    """A level, a yearly wave and a trend by weighted ridge regression; needs a year of values.

    `pull` draws the wave towards none, so that two winters are not yet a law.
    """

    def method(series: Series) -> Ahead | None:
        values = [(place, value) for place, value in enumerate(series) if value is not None]
        if len(values) < _A_YEAR:
            return None
        scale = Decimal(sum(value for _, value in values)) / len(values)
        if scale <= 0:
            return None
        now, rows = len(series), []
        for place, value in values:
            rows.append((_FADING ** (now - 1 - place), _features(place, now), value / scale))
        solution = _ridge(rows, (0, pull, pull, _TREND_PULL))

        def ahead(steps: int) -> Decimal:
            wave = _features(now - 1 + steps, now)
            return max(Decimal(0), scale * sum((a * b for a, b in zip(solution, wave, strict=True)), Decimal(0)))

        return ahead

    return method


def _features(place: int, now: int) -> Sequence[Decimal]:
    return Decimal(1), _COSINES[place % 12], _COSINES[(place - 3) % 12], Decimal(place - now) / _A_YEAR


def _ridge(rows: Sequence[tuple[Decimal, Sequence[Decimal], Decimal]], pulls: Sequence[int]) -> list[Decimal]:
    """The coefficients of weighted least squares, each drawn to 0 by its pull, by elimination."""
    size = len(pulls)
    matrix = [[Decimal(0)] * (size + 1) for _ in pulls]
    for weight, features, value in rows:
        for row, one in enumerate(features):
            for column, other in enumerate((*features, value)):
                matrix[row][column] += weight * one * other
    for place, pull in enumerate(pulls):
        matrix[place][place] += pull
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = matrix[row][pivot] / matrix[pivot][pivot]
            for column in range(pivot, size + 1):
                matrix[row][column] -= factor * matrix[pivot][column]
    found = [Decimal(0)] * size
    for row in reversed(range(size)):
        rest = sum((matrix[row][column] * found[column] for column in range(row + 1, size)), Decimal(0))
        found[row] = (matrix[row][size] - rest) / matrix[row][row]
    return found


BASELINE = "median_of_six"
METHODS: Mapping[str, Method] = {
    BASELINE: _median_of(6),
    "median_of_twelve": _median_of(12),
    "last": last,
    "smoothed": smoothed,
    "seasonal": _seasonal(2),
    "seasonal_cautious": _seasonal(7),
}
