"""Whether a claim of a text tells a fact: exactly, or rounded as its digits show."""

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from shared.ai.facts.figures import Claim, Day, Hedge, Reading, TimeUnit
from shared.ai.facts.meanings import agrees, meaning_of
from shared.ai.facts.nouns import TIME_OF
from shared.ai.facts.patterns import word
from shared.ai.facts.snapshot import Fact
from shared.folding import fold
from shared.money import exponent

_WIDE = Context(prec=80)
_HUNDRED = Decimal(100)
_DAYS_OF_MONTH = Decimal("30.4375")
_DAYS_IN: dict[TimeUnit, int] = {"day": 1, "week": 7}
# How far, in points of percent, a share in words may be from the fact: "a third" is 33 %, "about a third" 31 to 35.
_SHARE_EXACT, _SHARE_ABOUT, _SHARE_ASIDE = Decimal("0.5"), Decimal("2.5"), Decimal(10)
# The same for multiples: "twice" is 195 to 205 %, "about twice" 175 to 225.
_TIMES_EXACT, _TIMES_ABOUT = Decimal(10), Decimal(50)
_LABELS_WITH = {unit: re.compile(word(line)) for unit, line in TIME_OF.items()}


def tells(claim: Claim, fact: Fact) -> bool:
    """Whether one of the claim's readings is the fact's value, with a unit, currency and direction that agree."""
    if isinstance(fact.value, date):
        known = Day(fact.value.year, fact.value.month, fact.value.day, fact.value.weekday())
        return any(day.within(known) for day in claim.days)
    if not _same_unit(claim, fact) or not agrees(claim.direction, fact):
        return False
    value = abs(fact.number or Decimal(0))
    if claim.kind == "ratio":
        return any(_tells_ratio(claim, reading, value, fact) for reading in claim.readings)
    if claim.kind == "duration" and fact.unit == "days":
        return any(_tells_days(claim, reading, value) for reading in claim.readings)
    return any(
        shows(value, reading, claim.hedge)
        for reading in claim.readings
        if not (reading.thousandths and fact.currency and exponent(fact.currency) < 3)
    )


def _same_unit(claim: Claim, fact: Fact) -> bool:
    if claim.kind == "amount":
        return fact.unit == "currency" and (claim.currencies is None or fact.currency in claim.currencies)
    if claim.kind == "percent":
        return fact.unit == "percent"
    if claim.kind == "count":
        return fact.unit == "count"
    if claim.kind == "duration":
        named = claim.unit is not None and _LABELS_WITH[claim.unit].search(fold(fact.label))
        return fact.unit == "days" or (fact.unit == "count" and bool(named))
    if claim.kind == "ratio":
        return fact.unit in {"percent", "count"}
    return fact.unit in {"currency", "count", "days"}


def shows(value: Decimal, reading: Reading, hedge: Hedge | None) -> bool:
    """Whether the digits shown are the value, rounded half up or half even to the last of them.

    "About" rounds to the last digit that is no zero. "More than" and "nearly" cut to it, downwards and upwards.
    """
    shown, step = reading.value, reading.step
    if shown == value:
        return True
    coarse = _last_digit(shown, step)
    if hedge == "above":
        return shown <= value < shown + coarse
    if hedge == "below":
        return shown - coarse < value <= shown
    if shown == 0 and step > 1:
        return False
    return shown in _rounded(value, step) or (hedge == "about" and shown in _rounded(value, coarse))


def _last_digit(shown: Decimal, step: Decimal) -> Decimal:
    """The worth of the last digit that is no zero, at least the step."""
    exponent_of = shown.normalize(_WIDE).as_tuple().exponent
    worth = Decimal(1).scaleb(exponent_of) if shown and isinstance(exponent_of, int) else step
    return max(worth, step)


def _rounded(value: Decimal, step: Decimal) -> set[Decimal]:
    parts = _WIDE.divide(value, step)
    whole = (parts.to_integral_value(rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return {_WIDE.multiply(part, step) for part in whole}


def _tells_days(claim: Claim, reading: Reading, days: Decimal) -> bool:
    """Weeks are seven days; months are known of days only as "about" so many."""
    if claim.unit in _DAYS_IN:
        per = _DAYS_IN[claim.unit]
        return shows(days, Reading(reading.value * per, reading.step * per if claim.hedge else Decimal(1)), claim.hedge)
    if claim.unit == "month" and claim.hedge:
        return reading.value in _rounded(days / _DAYS_OF_MONTH, reading.step)
    return False


def _tells_ratio(claim: Claim, reading: Reading, value: Decimal, fact: Fact) -> bool:
    """A multiple is told by such a count, or by a percentage of the old or above it; a share by its percentage."""
    if claim.times:
        if fact.unit == "count":
            counts = claim.times == "often" or meaning_of(fact) == "change"
            return counts and shows(value, reading, claim.hedge)
        step = _TIMES_ABOUT if claim.hedge else min(reading.step * _HUNDRED, _TIMES_EXACT)
        percent = Reading(reading.value * _HUNDRED, step)
        return shows(value, percent, claim.hedge) or shows(value + _HUNDRED, percent, claim.hedge)
    if fact.unit == "count":
        return value == reading.value
    distance = value - reading.value * _HUNDRED
    if claim.hedge == "above":
        return 0 <= distance < _SHARE_ASIDE
    if claim.hedge == "below":
        return -_SHARE_ASIDE < distance <= 0
    return abs(distance) <= (_SHARE_ABOUT if claim.hedge else _SHARE_EXACT)
