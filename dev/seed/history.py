"""Six months of a household's money, made up from a seed and a day: no I/O, no clock.

The same seed and day give the same history; what lies before the current month depends on the seed alone.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from dev.seed.habits import BILLS, FRI, HABITS, SAT, Price
from dev.seed.household import CLOTHING, HEALTH, HOUSING, MONTHS, PLANS
from functions.ledger.models import Kind
from shared.period import Period, period_of

MINOR = 100
# In the current month every budget stays below the first threshold (80 %) but one, which is between the two.
_CALM_PERCENT = 68
_WATCHED, _WATCHED_PERCENT = HEALTH, 85
_AMOUNTS = {plan.title: plan.amount * MINOR for plan in PLANS}


@dataclass(frozen=True, slots=True)
class Movement:
    """An entry to be. `title` names its budget, None for income; `minor` is in centimes and above zero."""

    day: date
    at: time
    kind: Kind
    title: str | None
    product_name: str
    merchant: str | None
    minor: int


def months_until(today: date) -> list[Period]:
    """The current month and the five before it, the oldest first."""
    found = [period_of(today)]
    while len(found) < MONTHS:
        found.insert(0, period_of(found[0].start - timedelta(days=1)))
    return found


def history(seed: int, today: date) -> list[Movement]:
    """Everything up to yesterday, the oldest first; on the first of a month, what is due then too."""
    *past, current = months_until(today)
    moved = [one for rank, month in enumerate(past) for one in _in_order(_month(seed, month, gives_back=rank % 2 == 1))]
    return moved + _so_far(seed, current, max(current.start, today - timedelta(days=1)))


def _in_order(moved: Iterator[Movement]) -> list[Movement]:
    return sorted(moved, key=lambda one: (one.day, one.at, one.product_name))


def _random(seed: int, month: Period, *about: object) -> Random:
    """A source of its own for each thing, so that one change leaves the rest of the history as it was."""
    return Random("/".join(map(str, (seed, month.key, *about))))


def _days(month: Period) -> list[date]:
    return [month.start + timedelta(days=number) for number in range((month.end - month.start).days + 1)]


def _price(source: Random, price: Price) -> int:
    return source.randrange(price.low, price.high + 1, price.step) * MINOR


def _time(source: Random, hour: int) -> time:
    return time(hour, source.randrange(60), source.randrange(60))


def _month(seed: int, month: Period, *, gives_back: bool) -> Iterator[Movement]:
    yield from _bills(seed, month)
    yield from _habits(seed, month)
    yield from _income(seed, month)
    if gives_back:
        yield from _returned(seed, month)


def _bills(seed: int, month: Period) -> Iterator[Movement]:
    for bill in BILLS:
        source = _random(seed, month, bill.product)
        if month.start.month in bill.months:
            late = 0 if bill.day == 1 else source.randrange(3)
            day = month.start + timedelta(days=bill.day - 1 + late)
            price = _price(source, bill.price)
            yield Movement(day, _time(source, 9), "expense", bill.title, bill.product, bill.merchant, price)


def _habits(seed: int, month: Period) -> Iterator[Movement]:
    for habit in HABITS:
        source = _random(seed, month, habit.title, habit.wares)
        for day in _days(month):
            if day.weekday() not in habit.weekdays or source.randrange(100) >= habit.chance:
                continue
            what, where = source.choice(habit.wares)
            price = _price(source, habit.price)
            yield Movement(day, _time(source, habit.hour), "expense", habit.title, what, where, price)


def _income(seed: int, month: Period) -> Iterator[Movement]:
    for name, payer, amount, number in (
        ("Salary", "Cosider Travaux", 110_000, 25),
        ("Salary", "CHU Mustapha", 68_000, 27),
    ):
        day = month.start.replace(day=number)
        # Banks are closed on Friday and Saturday: it is paid on the Thursday before.
        day -= timedelta(days={FRI: 1, SAT: 2}.get(day.weekday(), 0))
        at = _time(_random(seed, month, payer), 8)
        yield Movement(day, at, "income", None, name, payer, amount * MINOR)


def _returned(seed: int, month: Period) -> Iterator[Movement]:
    """Shoes of the wrong size, and the money back some days later."""
    source = _random(seed, month, "returned")
    bought = month.start + timedelta(days=8 + source.randrange(6))
    price = _price(source, Price(2_900, 3_900, 100))
    shoes = Movement(bought, time(16, 20), "expense", CLOTHING, "Children's shoes", "LC Waikiki", price)
    back = bought + timedelta(days=2 + source.randrange(4))
    return iter(
        (shoes, replace(shoes, day=back, at=time(17, 5), kind="refund", product_name="Children's shoes returned"))
    )


def _so_far(seed: int, month: Period, last: date) -> list[Movement]:
    """The current month up to `last`, with one budget near its end and the others far from it."""
    spent: Counter[str | None] = Counter()
    kept: list[Movement] = []
    for one in _in_order(_month(seed, month, gives_back=False)):
        if one.day > last or one.title == _WATCHED:
            continue
        if one.title in _AMOUNTS and one.title != HOUSING:
            if (spent[one.title] + one.minor) * 100 > _AMOUNTS[one.title] * _CALM_PERCENT:
                continue
            spent[one.title] += one.minor
        kept.append(one)
    return _in_order(iter([*kept, _visit(seed, month, last)]))


def _visit(seed: int, month: Period, last: date) -> Movement:
    """One visit that takes the watched share of its budget."""
    days = [day for day in _days(month) if day <= last]
    day = _random(seed, month, "visit").choice([one for one in days if one.weekday() != FRI] or days)
    minor = _AMOUNTS[_WATCHED] * _WATCHED_PERCENT // 100
    return Movement(day, time(10, 30), "expense", _WATCHED, "Dentist, filling", "Dr Meziane", minor)
