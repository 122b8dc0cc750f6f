"""Budgets are watched when entries change, go and come back, not only when they are recorded."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from functions.budget.subscribers import budget_on_expense
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Exchange, Split
from shared.events import Event
from shared.period import period_of
from tests.ground import Ground, context, pushed


def deliver(ground: Ground) -> None:
    """Let the worker hear of the last thing that happened to an expense."""
    last: Event = [one for one in ground.published if one.topic == "expenses"][-1]
    budget_on_expense(pushed(last))


def edit(ground: Ground, uid: str, entry: Entry, **fields: Any) -> None:
    asked, read = context(uid), ledger.Read(uid, entry.id)
    commit = asked.commit()
    ledger.edit(asked, commit, read, replace(read.entry, **fields))
    asked.finish(commit)
    deliver(ground)


def remove(ground: Ground, uid: str, entry: Entry) -> None:
    asked = context(uid)
    commit = asked.commit()
    ledger.remove(asked, commit, ledger.Read(uid, entry.id))
    asked.finish(commit)
    deliver(ground)


def restore(ground: Ground, uid: str, entry: Entry) -> None:
    asked = context(uid)
    commit = asked.commit()
    ledger.restore(asked, commit, ledger.Read(uid, entry.id))
    asked.finish(commit)
    deliver(ground)


def told(ground: Ground) -> list[tuple[str, int, int]]:
    return [(one.title, one.threshold, one.arming) for one in ground.of_type("budget.threshold_crossed")]


def test_an_edit_over_a_threshold_is_told_once_and_one_back_arms_it_again(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 100, food)
    deliver(ground)
    edit(ground, uid, entry, minor=900)
    edit(ground, uid, entry, minor=950)
    edit(ground, uid, entry, minor=100)
    edit(ground, uid, entry, minor=1100)
    assert told(ground) == [("Food", 80, 1), ("Food", 100, 1)]
    edit(ground, uid, entry, minor=100)
    edit(ground, uid, entry, minor=900)
    assert told(ground)[2:] == [("Food", 80, 3)]


def test_a_deletion_arms_the_threshold_again_and_a_restore_reaches_it_again(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 1100, food)
    deliver(ground)
    remove(ground, uid, entry)
    assert told(ground) == [("Food", 100, 1)]
    restore(ground, uid, entry)
    assert told(ground) == [("Food", 100, 1), ("Food", 100, 2)]


def test_both_budgets_of_a_change_are_watched(ground: Ground) -> None:
    uid = ground.person()
    food, rent = ground.budget(uid, "Food", 1000), ground.budget(uid, "Rent", 1000)
    entry = ground.spend(uid, 900, food)
    deliver(ground)
    edit(ground, uid, entry, budget_id=rent.id)
    edit(ground, uid, entry, budget_id=food.id)
    edit(ground, uid, entry, minor=1700, budget_id=None, splits=(Split(food.id, 850), Split(rent.id, 850)))
    assert told(ground) == [("Food", 80, 1), ("Rent", 80, 1), ("Food", 80, 2), ("Rent", 80, 2)]


def test_both_periods_of_a_change_are_looked_at_but_only_the_current_one_is_told_of(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    before = period_of(ground.today()).start - timedelta(days=3)
    entry = ground.spend(uid, 1100, food, date=before)
    deliver(ground)
    assert told(ground) == []
    edit(ground, uid, entry, date=ground.today(), period_start=period_of(ground.today()).key)
    assert told(ground) == [("Food", 100, 1)]
    edit(ground, uid, entry, date=before, period_start=period_of(before).key)
    edit(ground, uid, entry, date=ground.today(), period_start=period_of(ground.today()).key)
    assert told(ground) == [("Food", 100, 1), ("Food", 100, 2)]


def test_the_kind_and_the_exchange_of_an_entry_move_what_is_watched(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 10, food, currency="EUR")
    deliver(ground)
    assert told(ground) == []
    edit(ground, uid, entry, exchange=Exchange("DZD", "90", "bank", ground.today()))
    assert told(ground) == [("Food", 80, 1)]
    edit(ground, uid, entry, kind="income")
    edit(ground, uid, entry, kind="expense")
    assert told(ground) == [("Food", 80, 1), ("Food", 80, 2)]


def test_deliveries_in_any_order_end_where_the_totals_stand(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 100, food)
    for minor in (900, 1200, 950):
        asked, read = context(uid), ledger.Read(uid, entry.id)
        commit = asked.commit()
        ledger.edit(asked, commit, read, replace(read.entry, minor=minor))
        asked.finish(commit)
    for event in reversed([one for one in ground.published if one.topic == "expenses"]):
        budget_on_expense(pushed(event))
    assert told(ground) == [("Food", 80, 1)]
