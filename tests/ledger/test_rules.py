"""What entries add to the totals."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from functions.ledger.models import KINDS, STATUSES, Entry, Split
from functions.ledger.rules import fold
from shared.clock import system_clock

NOW = system_clock()


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
