"""What entries add to the totals."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.ledger.models import KINDS, STATUSES, Entry, Exchange, Split
from functions.ledger.rules import check_amounts, converted, counted, differing, fold, merge, moved
from shared.clock import system_clock
from shared.errors import InvalidInput
from shared.money import exponent

NOW = system_clock()
ENTRY = Entry("exp_1", "expense", "x", None, "USD", date(2026, 11, 1), "2026-11-01", NOW, NOW, "posted", "manual")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind, status = draw(st.sampled_from(KINDS)), draw(st.sampled_from(STATUSES))
    budgets = st.sampled_from([None, "bud_a", "bud_b"])
    splits = tuple(Split(draw(budgets), draw(st.integers(1, 500))) for _ in range(draw(st.integers(0, 3))))
    minor = sum(split.minor for split in splits) if splits else draw(st.none() | st.integers(-1000, 1000))
    about: dict[str, Any] = {"currency": draw(st.sampled_from(["DZD", "EUR"])), "date": date(2026, 11, 1)}
    about |= {"period_start": draw(st.sampled_from(["2026-10-01", "2026-11-01"])), "created_at": NOW, "updated_at": NOW}
    return Entry(
        "exp_1", kind, "x", minor, status=status, source="manual", budget_id=draw(budgets), splits=splits, **about
    )


@given(st.lists(entries(), max_size=30))
def test_the_totals_are_the_fold_of_what_is_posted(some: list[Entry]) -> None:
    spent: Counter[tuple[str, str, str]] = Counter()
    income: Counter[tuple[str, str]] = Counter()
    for entry in some:
        if entry.status != "posted" or entry.minor is None:
            continue
        if entry.kind == "income":
            income[entry.period_start, entry.currency] += entry.minor
            continue
        sign = -1 if entry.kind == "refund" else 1
        for budget_id, minor in [(s.budget_id, s.minor) for s in entry.splits] or [(entry.budget_id, entry.minor)]:
            spent[entry.period_start, entry.currency, budget_id or "none"] += sign * minor
    found = fold(some)
    flat = {(start, *key): minor for start, sums in found.items() for key, minor in sums["totals"].items()}
    earned = {(start, key[0]): minor for start, sums in found.items() for key, minor in sums["income"].items()}
    assert flat == dict(spent)
    assert earned == dict(income)


def any_entry(dice: random.Random) -> Entry:
    """Something that a person may have written."""
    kind, status = dice.choice(KINDS), dice.choice(STATUSES)
    parts = [dice.randrange(1, 500) for _ in range(dice.randrange(4))]
    splits = tuple(Split(dice.choice([None, "bud_a", "bud_b"]), part) for part in parts)
    minor = sum(parts) if parts else dice.choice([None, dice.randrange(1, 1000)])
    exchange = dice.choice([None, Exchange("DZD", str(dice.randrange(1, 300)), "bank", ENTRY.date)])
    start = dice.choice(["2026-10-01", "2026-11-01", "2026-10-25"])
    about: dict[str, Any] = {"kind": kind, "status": status, "splits": splits, "exchange": exchange}
    currency, budget = dice.choice(["USD", "EUR"]), dice.choice([None, "bud_a"])
    return replace(ENTRY, minor=minor, currency=currency, period_start=start, budget_id=budget, **about)


def history(dice: random.Random) -> tuple[Any, list[Entry]]:
    """What some posts, edits, deletes and restores moved in all, and the entries that are left."""
    sums: Any = {}
    live: list[Entry] = []
    for _ in range(dice.randrange(1, 12)):
        before = live.pop(dice.randrange(len(live))) if live and dice.random() < 0.7 else None
        after = any_entry(dice)
        if before is not None and dice.random() < 0.5:
            after = replace(before, status="posted" if before.status == "deleted" else "deleted")
        merge(sums, moved(before, after))
        live.append(after)
    return sums, live


@given(st.integers(0, 2**32))
def test_the_increments_of_any_history_are_the_fold_of_what_is_left(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):  # with Hypothesis's hundred seeds: 10,000 histories
        sums, left = history(dice)
        assert differing(fold(left), sums) == {}


@given(st.lists(entries(), max_size=5), st.lists(entries(), max_size=5))
def test_what_differs_is_named_by_its_place_and_added_gives_what_is_right(
    some: list[Entry], others: list[Entry]
) -> None:
    expected, kept = fold(some), fold(others)
    lacking = differing(expected, kept)
    for start, cells in lacking.items():
        for place, minor in cells.items():
            name, currency, *budget = place.split(".")
            merge(
                kept,
                {
                    start: {
                        "totals": Counter(),
                        "income": Counter(),
                        name: Counter({(currency, "".join(budget)): minor}),
                    }
                },
            )
    assert differing(expected, kept) == {}


RATES = st.decimals("0.000001", "1000000", places=6).map(str)
CURRENCIES = st.sampled_from(["DZD", "EUR", "JPY", "TND", "CLF"])


@given(st.integers(-(10**12), 10**12), CURRENCIES, CURRENCIES, RATES)
def test_a_conversion_is_exact_and_rounded_half_to_even(minor: int, currency: str, into: str, rate: str) -> None:
    worth = Fraction(minor) * Fraction(rate) * Fraction(10) ** (exponent(into) - exponent(currency))
    assert converted(minor, currency, Decimal(rate), into) == round(worth)


@pytest.mark.parametrize(("minor", "whole"), [(1, 0), (3, 2), (5, 2), (-1, 0), (-3, -2)])
def test_a_half_goes_to_the_even_side(minor: int, whole: int) -> None:
    assert converted(minor, "EUR", Decimal("0.5"), "DZD") == whole


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), CURRENCIES, st.sampled_from([1, -1]), RATES)
def test_converted_splits_add_up_to_the_converted_amount(parts: list[int], into: str, sign: int, rate: str) -> None:
    splits = tuple(Split(f"bud_{rank}", sign * part) for rank, part in enumerate(parts))
    entry = replace(ENTRY, minor=sign * sum(parts), splits=splits, exchange=Exchange(into, rate, "bank", ENTRY.date))
    currency, shares = counted(entry)
    assert currency == into
    assert sum(share.minor for share in shares) == converted(sign * sum(parts), "USD", Decimal(rate), into)
    exact = [Decimal(converted(1, "USD", Decimal(10) ** 12, into)) * Decimal(rate) * part / 10**12 for part in parts]
    assert all(abs(sign * share.minor - one) <= 2 for share, one in zip(shares, exact, strict=True))


def test_without_an_exchange_an_entry_counts_in_its_own_currency() -> None:
    assert counted(replace(ENTRY, minor=5)) == ("USD", (Split(None, 5),))
    assert counted(ENTRY) == ("USD", ())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"minor": 0}, "amount"),
        ({"minor": -1}, "amount"),
        ({"minor": 3, "splits": (Split("a", 1), Split("b", 1))}, "splits"),
        ({"minor": 3, "splits": (Split("a", 4), Split("b", -1))}, "splits"),
        ({"minor": -3, "kind": "adjustment", "splits": (Split("a", 3),)}, "splits"),
        ({"minor": 3, "exchange": Exchange("USD", "2", "bank", date(2026, 11, 1))}, "exchange.currency"),
        ({"minor": 10**12, "exchange": Exchange("DZD", "2", "bank", date(2026, 11, 1))}, "exchange.rate"),
    ],
)
def test_amounts_that_cannot_be_are_refused_by_their_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_amounts(replace(ENTRY, **fields), "entries.2.")
    assert refused.value.errors[0].field == f"entries.2.{field}"


def test_an_adjustment_may_be_below_zero_and_so_may_its_splits() -> None:
    check_amounts(replace(ENTRY, kind="adjustment", minor=-3, splits=(Split("a", -1), Split(None, -2))))
