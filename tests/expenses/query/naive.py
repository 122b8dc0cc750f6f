"""What a plan must give, worked out the slow way: every day is asked whether it belongs, every entry whether it counts.

Nothing here comes from the code that answers questions; amounts are exact fractions until the very end.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from functions.expenses.models.query import QueryPlan
from functions.ledger.models import Entry

DIGITS = {"DZD": 2, "EUR": 2, "JPY": 0, "TND": 3}
FIRST, LAST = date(2024, 1, 1), date(2027, 2, 28)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@dataclass
class Expected:
    values: dict[str, int | None] = field(default_factory=dict)
    before: dict[str, int | None] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    count: int = 0
    ids: list[str] = field(default_factory=list)


def number_of(day: date, unit: str, start_day: int) -> int:
    """The how-manieth day, week, month, period or year it is."""
    if unit == "day":
        return day.toordinal()
    if unit == "week":
        return (day.toordinal() - 1) // 7
    if unit == "year":
        return day.year
    number = day.year * 12 + day.month
    return number - 1 if unit == "period" and day.day < start_day else number


def _window(plan: QueryPlan, today: date, start_day: int) -> tuple[str, int, int] | None:
    """(unit, first number, last number) of spans that are counted in units."""
    span = plan.period
    named = {"today": ("day", 0), "yesterday": ("day", 1)}
    for unit in ("week", "month", "period", "year"):
        named |= {f"this_{unit}": (unit, 0), f"last_{unit}": (unit, 1)}
    if span.name in named:
        unit, back = named[span.name]
        number = number_of(today, unit, start_day) - back
        return unit, number, number
    if span.name == "last":
        assert span.unit
        assert span.number
        current = number_of(today, span.unit, start_day)
        ahead = 0 if span.unit == "day" else 1
        return span.unit, current - span.number + 1 - ahead, current - ahead
    return None


def days_of(plan: QueryPlan, today: date, start_day: int) -> set[date]:
    window, span = _window(plan, today, start_day), plan.period
    if window:
        unit, first, last = window
        return {day for day in EVERY_DAY if first <= number_of(day, unit, start_day) <= last}
    if span.name == "all":
        return {day for day in EVERY_DAY if day <= today + timedelta(days=1)}
    assert span.first
    if span.name == "between":
        assert span.last
        return {day for day in EVERY_DAY if span.first <= day <= span.last}
    period = number_of(today, "period", start_day)
    return {
        day
        for day in EVERY_DAY
        if day >= span.first and (number_of(day, "period", start_day) <= period or day == span.first)
    }


def days_before(plan: QueryPlan, days: set[date], today: date, start_day: int) -> set[date]:
    window = _window(plan, today, start_day)
    if plan.compare == "last_year" and window and window[0] not in {"day", "week"}:
        unit, start, end = window
        year = 1 if unit == "year" else 12
        return {day for day in EVERY_DAY if start - year <= number_of(day, unit, start_day) <= end - year}
    if plan.compare == "last_year":
        return {date(day.year - 1, day.month, day.day) for day in days if (day.month, day.day) != (2, 29)}
    first, last = min(days), max(days)
    if window:
        unit, start, end = window
        many = end - start + 1
        return {day for day in EVERY_DAY if start - many <= number_of(day, unit, start_day) <= end - many}
    after = last + timedelta(days=1)
    if after.day == first.day:  # whole months, counted from this day on
        many = (after.year - first.year) * 12 + after.month - first.month
        number = number_of(first, "period", first.day)
        return {day for day in EVERY_DAY if number - many <= number_of(day, "period", first.day) < number}
    return {day - timedelta(days=len(days)) for day in days}


@dataclass(frozen=True)
class Bit:
    """What of one entry is borne by one budget, in the currency that it counts in."""

    entry: Entry
    currency: str
    budget: str | None
    amount: Fraction
    whole: Fraction


def bits_of(entry: Entry, live: Mapping[str, str], shared: Callable[[Entry], Any]) -> list[Bit]:
    currency, shares = shared(entry)
    whole = Fraction(sum(one.minor for one in shares))
    return [
        Bit(entry, currency, one.budget_id if one.budget_id in live else None, Fraction(one.minor), whole)
        for one in shares
    ]


def _fits(plan: QueryPlan, bit: Bit, live: Mapping[str, str]) -> bool:
    entry, filters = bit.entry, plan.filters
    title = live.get(bit.budget or "", "Uncategorized")
    said = f"{entry.product_name} {entry.merchant or ''}".lower().split()
    return all(
        (
            entry.kind in _kinds(plan),
            not filters.categories or title in filters.categories,
            filters.currency in {None, "each", bit.currency},
            not filters.text or any(word.startswith(filters.text.lower()) for word in said),
            not filters.merchant or filters.merchant.lower() in (entry.merchant or "").lower().split(),
            not filters.least or _units(bit) >= Decimal(filters.least),
            not filters.most or _units(bit) <= Decimal(filters.most),
        )
    )


def _units(bit: Bit) -> Decimal:
    return Decimal(abs(int(bit.whole))).scaleb(-DIGITS[bit.currency])


def _kinds(plan: QueryPlan) -> set[str]:
    if plan.filters.kind:
        return {plan.filters.kind}
    if plan.measure in {"count", "average", "largest", "smallest"}:
        return {"expense"}
    if plan.measure == "refunded":
        return {"refund"}
    if plan.measure == "income":
        return {"income"}
    spending = {"expense", "refund", "adjustment"}
    return spending | {"income"} if plan.measure == "net" else spending


def _worth(plan: QueryPlan, bit: Bit) -> Fraction:
    kind = bit.entry.kind
    if plan.measure in {"count", "average", "refunded", "income", "largest", "smallest"}:
        return bit.amount
    spent = -bit.amount if kind == "refund" else bit.amount
    if plan.measure == "net":
        return bit.amount if kind == "income" else -spent
    return spent


def _key(plan: QueryPlan, bit: Bit, start_day: int) -> str:
    if plan.group == "category":
        return bit.budget or ""
    if plan.group == "merchant":
        return (bit.entry.merchant or "").lower()
    assert plan.group
    return _beginning(number_of(bit.entry.date, plan.group, start_day), plan.group, start_day)


@cache
def _beginning(number: int, unit: str, start_day: int) -> str:
    return next(day for day in EVERY_DAY if number_of(day, unit, start_day) == number).isoformat()


def half_even(value: Fraction) -> int:
    return round(value)


@dataclass(frozen=True)
class _Asked:
    plan: QueryPlan
    today: date
    start_day: int


def _value(asked: _Asked, bits: list[Bit], days: set[date], all_spent: Fraction) -> Any:
    plan, today, start_day = asked.plan, asked.today, asked.start_day
    total = sum((_worth(plan, bit) for bit in bits), Fraction(0))
    entries = {bit.entry.id for bit in bits}
    so_far = {day for day in days if day <= today} or {min(days)}
    if plan.measure == "count":
        return len(entries)
    if plan.measure == "average":
        return half_even(total / len(entries)) if entries else None
    if plan.measure == "share":
        return half_even(1000 * total / all_spent) if all_spent > 0 else None
    if plan.measure in {"per_day", "per_week"}:
        return half_even(total * (7 if plan.measure == "per_week" else 1) / len(so_far))
    if plan.measure == "per_month":
        return half_even(total / len({number_of(day, "period", start_day) for day in so_far}))
    return int(total)


def expected(
    plan: QueryPlan, ledger: list[Entry], live: Mapping[str, str], days_and_shares: tuple[date, int, Any]
) -> Expected:
    """By currency ("" for numbers of entries) the value, the rows by key, and which entries they come from."""
    today, start_day, shared = days_and_shares
    asked = _Asked(plan, today, start_day)
    found, days = Expected(), days_of(plan, today, start_day)
    spans = [days, *([days_before(plan, days, today, start_day)] if plan.compare else [])]
    for rank, chosen in enumerate(spans):
        counted = [one for one in ledger if one.status == "posted" and one.minor is not None and one.date in chosen]
        bits = [bit for one in counted for bit in bits_of(one, live, shared)]
        by_currency: dict[str, list[Bit]] = defaultdict(list)
        for bit in bits:
            if _fits(plan, bit, live):
                by_currency["" if plan.measure == "count" else bit.currency].append(bit)
        for currency, mine in by_currency.items():
            spending = [one for one in bits if one.currency == currency and one.entry.kind != "income"]
            whole = sum((_worth(plan, one) for one in spending), Fraction(0))
            (found.before if rank else found.values)[currency] = _value(asked, mine, chosen, whole)
            if plan.group and not rank:
                keyed: dict[str, list[Bit]] = defaultdict(list)
                for bit in mine:
                    keyed[_key(plan, bit, start_day)].append(bit)
                found.rows[currency] = {key: _value(asked, some, chosen, whole) for key, some in keyed.items()}
        if not rank:
            used = {bit.entry.id: bit.entry for some in by_currency.values() for bit in some}
            newest = sorted(used.values(), key=lambda one: (one.date, one.created_at, one.id), reverse=True)
            found.ids, found.count = [one.id for one in newest], len(newest)
    return found
