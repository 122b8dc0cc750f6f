"""What is left day by day: the opening amount less payments that are due and the habitual part of each day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import isqrt

from functions.forecast.models import Balance, Band, CashDay, Habit, Opening, Payment
from functions.forecast.rules.repeating import due
from shared.money import Money
from shared.period import Period

_PRECISION = 10**6


def weekday_weights(spent: Mapping[date, int]) -> list[int]:
    """How much of a week's habitual spending falls on Monday to Sunday, drawn towards even days."""
    sums = [0] * 7
    for day, minor in spent.items():
        sums[day.weekday()] += max(0, minor)
    even = max(1, sum(sums) // 7)
    return [one + even for one in sums]


def cash_line(currency: str, opening: Opening, rest: Period, habit: Habit, payments: Sequence[Payment]) -> Balance:
    """The line over the rest of the period: from today to its end.

    Its band opens with the square root of the time, as that of a sum of independent days does.
    """
    coming = [rest.start + timedelta(days=ahead) for ahead in range(1, (rest.end - rest.start).days + 1)]
    dues = [(day, one) for one in payments for day in due(one, rest.start + timedelta(days=1), rest.end)]
    dues.sort(key=lambda pair: (pair[0], pair[1].name))
    parts = _parts(currency, habit.rest.p50, [habit.weights[day.weekday()] for day in coming])
    days, middle = [CashDay(rest.start, Band(opening.minor, opening.minor, opening.minor))], opening.minor
    for count, (day, part) in enumerate(zip(coming, parts, strict=True), 1):
        middle -= part + sum(_signed(one) for at, one in dues if at == day)
        root = isqrt(_PRECISION**2 * count // len(coming))
        down = (habit.rest.p90 - habit.rest.p50) * root // _PRECISION
        up = (habit.rest.p50 - habit.rest.p10) * root // _PRECISION
        days.append(CashDay(day, Band(middle - down, middle, middle + up)))
    low = min(days, key=lambda one: (one.band.p50, one.date))
    return Balance(currency, opening, days, low, dues)


def _signed(payment: Payment) -> int:
    return -payment.minor if payment.kind == "income" else payment.minor


def _parts(currency: str, minor: int, weights: Sequence[int]) -> list[int]:
    return [one.minor for one in Money(minor, currency).allocate(weights)] if weights else []


def rest_of(period: Period, today: date, habitual: Band) -> Band:
    """What of a period's habitual spending is still to come, by the days that are left.

    The days to come cost what such days usually cost, however much went before: what was spent early is not earned
    back, and what was not spent is not owed.
    """
    whole, left = (period.end - period.start).days + 1, (period.end - today).days
    return Band(*(one * left // whole for one in (habitual.p10, habitual.p50, habitual.p90)))
