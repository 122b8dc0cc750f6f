"""The ledger over the real store: exact under many writers, once under repetition, whole in pages."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from functions.ledger import service as ledger
from functions.ledger.models import Filter
from shared.errors import NotFound
from shared.gcp.firestore import Contended
from shared.period import period_of
from tests.ground import Ground, context


def test_thirty_writers_at_once_leave_exact_totals(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 100_000)
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda minor: ground.spend(uid, minor, food), range(1, 31)))
    ground.spend(uid, 7, food, kind="refund")
    ground.spend(uid, 5000, kind="income")
    ground.spend(uid, 11, food, currency="EUR")
    ground.spend(uid, 13)
    found = ledger.totals(uid, period_of(ground.today()).key)
    assert dict(found.spent) == {("DZD", food.id): 465 - 7, ("EUR", food.id): 11, ("DZD", None): 13}
    assert dict(found.income) == {"DZD": 5000}
    assert len(ground.of_type("expense.recorded")) == 34


def test_what_waits_or_needs_a_review_is_kept_but_not_counted_nor_told(ground: Ground) -> None:
    uid = ground.person()
    for status in ("pending", "needs_review"):
        ground.spend(uid, 100, status=status)
    assert ledger.totals(uid, period_of(ground.today()).key).spent == {}
    assert ground.of_type("expense.recorded") == []
    assert len(list(ledger.find_entries(uid, Filter(), None, 10))) == 2


def test_the_same_commit_again_changes_nothing(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100, context=context(uid))
    with pytest.raises(Contended):
        ground.spend(uid, 100, id=entry.id)
    assert ledger.totals(uid, entry.period_start).spent == {("DZD", None): 100}


def test_pages_are_newest_first_whole_and_of_one_person(ground: Ground) -> None:
    uid, stranger = ground.person(), ground.person()
    ground.spend(stranger, 1)
    food = ground.budget(uid, "Food", 1000)
    days = [ground.today() - timedelta(days=back % 5) for back in range(23)]
    made = [ground.spend(uid, 1 + rank, food if rank % 2 else None, date=day) for rank, day in enumerate(days)]
    expected = [one.id for one in sorted(made, key=lambda one: (one.date, one.created_at, one.id), reverse=True)]

    def walk(wanted: Filter) -> list[str]:
        seen: list[str] = []
        after = None
        while page := list(ledger.find_entries(uid, wanted, after, 7)):
            seen += [one.id for one in page]
            after = page[-1].date.isoformat(), page[-1].created_at, page[-1].id
        return seen

    assert walk(Filter()) == expected
    in_food = {one.id for one in made if one.budget_id == food.id}
    assert walk(Filter(budget_id=food.id)) == [one for one in expected if one in in_food]
    first = ground.today() - timedelta(days=2)
    recent = {one.id for one in made if one.date >= first}
    assert walk(Filter(first=first, status="posted", currency="DZD", kind="expense")) == [
        one for one in expected if one in recent
    ]
    assert walk(Filter(kind="refund")) == []


def test_an_entry_comes_back_as_it_was_posted(ground: Ground) -> None:
    uid = ground.person()
    entry = ground.spend(uid, 100, merchant="Café", description="with friends")
    assert ledger.get_entry(uid, entry.id) == entry
    with pytest.raises(NotFound):
        ledger.get_entry(ground.person(), entry.id)
