"""One figure made false: a digit swapped, another magnitude, sign, base of a percentage or period."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from shared.ai.facts import Fact, Snapshot
from tests.shared.ai.facts.generator.days import DaySlot
from tests.shared.ai.facts.generator.numbers import is_rendering, rounded
from tests.shared.ai.facts.generator.slots import SHARES, Slot


def digit_swapped(random: Random, slot: Slot, language: str, snapshot: Snapshot) -> Slot | None:
    """Two neighbouring digits changed places, or one digit is another."""
    if slot.share:
        others = [share for share in SHARES[language] if share != slot.shown]
        return _lie(slot, random.choice(others), snapshot)
    lies = list(_swaps(slot)) if random.random() < 0.6 else list(_changes(random, slot))
    random.shuffle(lies)
    return next((lie for value in lies if (lie := _lie(slot, value, snapshot))), None)


def _swaps(slot: Slot) -> Iterator[Decimal]:
    digits = str(int(slot.shown / slot.step))
    for place in range(len(digits) - 1):
        a, b = digits[place], digits[place + 1]
        swapped = digits[:place] + b + a + digits[place + 2 :]
        if a != b and swapped[0] != "0":
            yield int(swapped) * slot.step


def _changes(random: Random, slot: Slot) -> Iterator[Decimal]:
    digits = str(int(slot.shown / slot.step))
    for place, digit in enumerate(digits):
        other = random.choice([char for char in "123456789" if char != digit])
        yield int(digits[:place] + other + digits[place + 1 :]) * slot.step


def other_magnitude(random: Random, slot: Slot, language: str, snapshot: Snapshot) -> Slot | None:
    """Ten, a hundred or a thousand times as much, or a tenth."""
    if slot.share:
        return None
    factors = [Decimal(10), Decimal(100), Decimal(1000), Decimal("0.1")]
    random.shuffle(factors)
    values = [
        slot.shown * factor
        for factor in factors
        if slot.fact.unit == "currency" or factor in {Decimal(10), Decimal("0.1")}
    ]
    return next((lie for value in values if value % slot.step == 0 and (lie := _lie(slot, value, snapshot))), None)


def wrong_base(random: Random, slot: Slot, language: str, snapshot: Snapshot) -> Slot | None:
    """The percentage of something else: two amounts of the snapshot divided, or what is left to a hundred."""
    if slot.fact.unit != "percent" or slot.share:
        return None
    amounts = [abs(fact.number) for fact in snapshot.facts if fact.currency and fact.number]
    values = [100 - slot.shown, *(Decimal(100) * a / b for a in amounts for b in amounts if a != b)]
    random.shuffle(values)
    fitting = [rounded(value, slot.step) for value in values if 1 <= value < 200]
    return next((lie for value in fitting if (lie := _lie(slot, value, snapshot))), None)


def minus_sign(random: Random, slot: Slot, language: str, snapshot: Snapshot) -> Slot | None:
    """A minus before what is positive. Only for figures that begin with their digits or their currency's sign."""
    negatives = [fact for fact in snapshot.facts if fact.number and fact.number < 0]
    if slot.hedge or slot.share or slot.fact in negatives or not slot.text[0].isdigit():
        return None
    if any(_could_tell(fact, slot) for fact in negatives):
        return None
    sign = random.choice(["-", "−"])
    return replace(slot, write=lambda shown: sign + slot.write(shown))


def _lie(slot: Slot, value: Decimal, snapshot: Snapshot) -> Slot | None:
    """The slot with another number, unless that is how some fact may truly be shown."""
    lie = replace(slot, shown=value)
    if value < slot.least or value < slot.step or value == slot.shown or lie.text == slot.text:
        return None
    return None if any(_could_tell(fact, lie) for fact in snapshot.facts) else lie


def _could_tell(fact: Fact, slot: Slot) -> bool:
    """Whether some reader could take the figure for a true one about this fact."""
    same = fact.unit == slot.fact.unit or (slot.bare and fact.unit not in {"percent", "date"})
    if (
        not same
        or fact.number is None
        or (fact.currency != slot.fact.currency and not slot.bare and not _dinars(fact, slot.fact))
    ):
        return False
    if slot.share:
        return abs(fact.number - slot.shown) <= Decimal("0.5")
    return is_rendering(fact.number, slot.shown, slot.step, slot.hedge)


def _dinars(*facts: Fact) -> bool:
    return all(fact.currency in {"DZD", "TND"} for fact in facts)


def stale(random: Random, slot: DaySlot, snapshot: Snapshot) -> DaySlot | None:
    """Another month or year, or another day."""
    days = [_months_later(slot.day, months) for months in (-12, -3, -2, -1, 1, 2, 12)]
    if "day" in slot.parts:
        days += [slot.day.replace(day=day) for day in range(1, 29)][:: random.randint(5, 9)]
    random.shuffle(days)
    known = [fact.value for fact in snapshot.facts if isinstance(fact.value, date)]
    told = [tuple(getattr(day, part) for part in slot.parts) for day in known]
    return next(
        (replace(slot, day=day) for day in days if tuple(getattr(day, part) for part in slot.parts) not in told), None
    )


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    at_the_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_the_end else min(day.day, last))
