"""Finds payments that repeat: the same name, about the same amount, at about the same distance."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from functions.forecast.models import Interval, Payment
from functions.ledger.models import Entry
from shared.folding import title_key

# Days between two payments, at least and at most; how many payments prove it; days of patience for the next one.
_SPANS: Mapping[Interval, tuple[int, int, int, int]] = {
    "week": (6, 8, 4, 3),
    "fortnight": (13, 15, 3, 4),
    "month": (26, 35, 3, 15),
    "quarter": (84, 98, 3, 14),
    "year": (350, 380, 2, 30),
}
_MONTHS: Mapping[Interval, int] = {"month": 1, "quarter": 3, "year": 12}
_ALIKE = 20  # percent by which an amount may differ from the middle one
_MOSTLY = 75  # percent of payments that must be so


def find_payments(entries: Iterable[Entry], today: date) -> list[Payment]:
    """Payments and incomes that repeat and are still going on, the largest first."""
    groups: dict[tuple[str, str, str | None], list[Entry]] = defaultdict(list)
    for one in entries:
        if one.minor and one.status == "posted" and one.kind in {"expense", "income"}:
            groups[one.kind, title_key(one.merchant or one.product_name), one.budget_id].append(one)
    found = (_payment(sorted(group, key=lambda one: one.date), today) for group in groups.values())
    return sorted((one for one in found if one), key=lambda one: (-one.minor, one.name, one.last))


def _payment(group: Sequence[Entry], today: date) -> Payment | None:
    amounts = [one.minor or 0 for one in group]
    middle = median(amounts)
    alike = [one for one in group if abs((one.minor or 0) - middle) * 100 <= _ALIKE * middle]
    if len(alike) * 100 < _MOSTLY * len(group):
        return None
    gaps = [(after.date - before.date).days for before, after in pairwise(alike)]
    for interval, (least, most, needed, patience) in _SPANS.items():
        fitting = sum(1 for gap in gaps if least <= gap <= most)
        if len(alike) >= needed and fitting * 100 >= _MOSTLY * len(gaps):
            newest = alike[-1]
            if next_after(newest.date, interval) + timedelta(days=patience) < today:
                return None  # it has ended
            return _told(alike, newest, interval)
    return None


def _told(alike: Sequence[Entry], newest: Entry, interval: Interval) -> Payment:
    kind: Literal["income", "expense"] = "income" if newest.kind == "income" else "expense"
    ids = tuple(one.id for one in alike[-12:])
    name = newest.merchant or newest.product_name
    amount = newest.minor or 0
    return Payment(name, amount, interval, newest.date, newest.budget_id, kind, len(alike), ids)


def next_after(day: date, interval: Interval) -> date:
    """The day on which the next one is due."""
    if (months := _MONTHS.get(interval)) is None:
        return day + timedelta(days=7 if interval == "week" else 14)
    years, month = divmod(day.month - 1 + months, 12)
    following = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return following.replace(day=min(day.day, following.day))


def already_in(payment: Payment, start: date) -> int:
    """How often it came from `start` on, up to and with its last time."""
    days = {"week": 7, "fortnight": 14}.get(payment.interval)
    return 1 if days is None else 1 + (payment.last - start).days // days


def due(payment: Payment, first: date, until: date) -> Iterator[date]:
    """The days from `first` to `until` on which it comes next."""
    step = payment.last
    while (step := next_after(step, payment.interval)) <= until:
        if step >= first:
            yield step
