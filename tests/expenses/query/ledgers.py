"""Random ledgers and plans, and the ledger's reading functions over a list instead of a store."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, cast

import pytest
from hypothesis import strategies as st

from functions.budget import service as budgets
from functions.budget.models import Budget
from functions.budget.service.standings import Now
from functions.expenses.models.query import Filters, QueryPlan, Span
from functions.ledger import service as real
from functions.ledger.models import Entry, Exchange, Filter, Split, Totals
from functions.ledger.rules import NO_BUDGET, fold
from shared.context import Context
from shared.period import period_of

TODAY = date(2026, 11, 25)
TITLES = {"bud_a": "Groceries", "bud_b": "Transport", "bud_c": "Gifts"}
GONE = "bud_gone"
_FIRST, _LAST = date(2026, 7, 20), TODAY + timedelta(days=1)
_DAYS = st.dates(_FIRST, _LAST) | st.dates(date(2025, 7, 20), date(2025, 12, 31))


def _day(chance: Random) -> date:
    """Of the last days, of the last months, at times of a year ago."""
    if chance.random() < 0.3:
        return _LAST - timedelta(days=chance.randrange(12))
    day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days + 1))
    return day if chance.random() < 0.7 else day.replace(year=2025)


def _entry(chance: Random, rank: int, currencies: Sequence[str], start_day: int) -> Entry:
    kind = chance.choice(("expense", "expense", "expense", "refund", "income", "adjustment"))
    minor = chance.randint(1, 900_00) * (-1 if kind == "adjustment" and chance.random() < 0.5 else 1)
    day, currency, into = _day(chance), chance.choice(currencies), chance.choice(currencies)
    owners = (*TITLES, None, GONE)
    splits: tuple[Split, ...] = ()
    if abs(minor) > 3 and chance.random() < 0.2:
        part = minor // 3
        splits = (Split(chance.choice(owners), part), Split(chance.choice(owners), minor - part))
    exchanged = into != currency and chance.random() < 0.5
    made = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=rank)
    status = chance.choice(("posted",) * 6 + ("pending", "needs_review", "deleted"))
    return Entry(
        id=f"exp_{rank:04}",
        kind=kind,  # type: ignore[arg-type]
        product_name=chance.choice(("Coffee", "two taxis", "Bread", "Steak")),
        minor=None if status == "pending" else minor,
        currency=currency,
        date=day,
        period_start=period_of(day, start_day).key,
        created_at=made,
        updated_at=made,
        status=status,  # type: ignore[arg-type]
        source="manual",
        budget_id=None if splits else chance.choice(owners),
        merchant=chance.choice(("Carrefour", "CARREFOUR", "Souk", None)),
        splits=splits,
        exchange=Exchange(into, chance.choice(("145.37", "0.0069", "1")), "said", day) if exchanged else None,
    )


@st.composite
def ledgers(draw: Any, start_day: int) -> list[Entry]:
    """Up to 40 entries, in half of the ledgers of several currencies. They follow from one number and how many they
    are: drawing each would take most of the time of a test."""
    chance, size = Random(draw(st.integers(0, 2**32))), draw(st.integers(0, 40))
    currencies = draw(st.sampled_from([["DZD"], ["DZD"], ["DZD", "EUR"], ["DZD", "JPY", "TND"]]))
    return [_entry(chance, rank, currencies, start_day) for rank in range(size)]


_NAMES = [
    "today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_period", "last_period",
    "this_year", "last_year", "all",
]  # fmt: skip


@st.composite
def spans(draw: Any) -> Span:
    name = draw(st.sampled_from([*_NAMES, "last", "since", "between"]))
    if name == "last":
        unit = draw(st.sampled_from(["day", "week", "month", "period"]))
        return Span(name=name, number=draw(st.integers(1, 8)), unit=unit)
    if name == "since":
        return Span(name=name, first=draw(_DAYS))
    if name == "between":
        first, last = sorted((draw(_DAYS), draw(_DAYS)))
        return Span(name=name, first=first, last=last)
    return Span(name=name)


_CATEGORIES = st.lists(st.sampled_from([*TITLES.values(), "Uncategorized"]), max_size=2, unique=True)
_MEASURES = [
    "spent", "spent", "spent", "income", "net", "refunded", "count", "average", "largest", "smallest", "per_day",
    "per_week", "per_month", "share",
]  # fmt: skip


def _rarely(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.none() | one


@st.composite
def plans(draw: Any) -> QueryPlan:
    """Plans that make sense: what contradicts the measure is left out. Half of them have no filter but a category."""
    measure, span = draw(st.sampled_from(_MEASURES)), draw(spans())
    in_time = [] if measure in {"share", "per_day", "per_week", "per_month"} else ["day", "week", "month", "period"]
    single = measure in {"largest", "smallest"}
    if measure.startswith("per_") and span.name == "all":
        span = Span(name="this_year")
    compared = not single and measure != "share" and span.name != "all"
    return QueryPlan(
        measure=measure,
        period=span,
        filters=draw(_plain() | _filters(measure)),
        group=None if single else draw(st.none() | st.sampled_from(["category", "merchant", *in_time])),
        compare=draw(_rarely(st.sampled_from(["previous", "last_year"]))) if compared else None,
        limit=draw(st.sampled_from([1, 3, 50])),
    )


def _plain() -> st.SearchStrategy[Filters]:
    title = st.sampled_from(list(TITLES.values())).map(lambda one: (one,))
    return st.builds(
        Filters, categories=st.just(()) | title, currency=st.none() | st.sampled_from(["each", "DZD", "EUR"])
    )


def _filters(measure: str) -> st.SearchStrategy[Filters]:
    kinds = {"spent": ["expense", "refund", "adjustment"], "count": ["expense", "income"], "average": ["refund"]}
    return st.builds(
        Filters,
        categories=_CATEGORIES.map(tuple),
        merchant=_rarely(st.just("carrefour")),
        text=_rarely(st.sampled_from(["coffee", "taxi", "tea"])),
        kind=_rarely(st.sampled_from(kinds[measure])) if measure in kinds else st.none(),
        least=_rarely(st.sampled_from(["0", "100", "250.50"])),
        most=_rarely(st.sampled_from(["300", "800.05"])),
        currency=st.none() | st.sampled_from(["each", "each", "DZD", "EUR"]),
    )


@dataclass
class Memory:
    """What is read of the ledger, from a list."""

    rows: list[Entry]

    def find_entries(self, _uid: str, wanted: Filter, after: Any, limit: int) -> Iterator[Entry]:
        def position(one: Entry) -> Any:
            return one.date.isoformat(), one.created_at, one.id

        fitting = [one for one in self.rows if self._fits(one, wanted) and (after is None or position(one) < after)]
        return iter(sorted(fitting, key=position, reverse=True)[:limit])

    @staticmethod
    def _fits(one: Entry, wanted: Filter) -> bool:
        return (
            (wanted.first is None or wanted.first <= one.date)
            and (wanted.last is None or one.date <= wanted.last)
            and wanted.budget_id in {None, *(share.budget_id for share in one.shares)}
            and wanted.kind in {None, one.kind}
            and wanted.status in {None, one.status}
        )

    def count_entries(self, uid: str, wanted: Filter) -> int:
        return len(list(self.find_entries(uid, wanted, None, len(self.rows))))

    def totals_between(self, _uid: str, first: str, last: str) -> Mapping[str, Totals]:
        found = {}
        for start, sums in fold(self.rows).items():
            if first <= start <= last:
                spent = {
                    (code, None if one == NO_BUDGET else one): minor for (code, one), minor in sums["totals"].items()
                }
                found[start] = Totals(spent, {code: minor for (code, _), minor in sums["income"].items()})
        return found

    counted = staticmethod(real.counted)


def person(start_day: int, language: str = "en") -> Now:
    profile = {"currency": "DZD", "personal_info": {"language": language}, "period_start_day": start_day}
    return Now(profile, (80, 100), TODAY, period_of(TODAY, start_day))


@contextmanager
def asked_of(rows: list[Entry], start_day: int, language: str = "en") -> Iterator[Context]:
    """A person with these entries asks."""
    made = datetime(2026, 1, 1, tzinfo=UTC)
    kept = [Budget(key, title, 100_00, "DZD", "", False, False, None, made, made) for key, title in TITLES.items()]
    with pytest.MonkeyPatch.context() as patched:
        from functions.expenses.service import gathering

        patched.setattr(gathering, "ledger", Memory(rows))
        patched.setattr(budgets, "now_of", lambda _context: person(start_day, language))
        patched.setattr(budgets, "all_budgets", lambda _uid: kept)
        yield Context("uid_1", datetime(2026, 11, 25, 12, tzinfo=UTC), cast("Any", None))
