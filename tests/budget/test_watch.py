"""Budgets are watched: each crossing is told once, whatever the deliveries."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from functions.budget.models import Budget
from functions.budget.subscribers import budget_on_expense
from functions.ledger.models import Entry
from shared.events import ExpenseRecorded
from tests.ground import Ground, pushed


def deliver(event: ExpenseRecorded) -> None:
    budget_on_expense(pushed(event))


def spend(ground: Ground, uid: str, minor: int, budget: Budget, **about: Any) -> Entry:
    """Spend, and let the worker hear of it."""
    entry = ground.spend(uid, minor, budget, **about)
    deliver(ground.of_type("expense.recorded")[-1])
    return entry


def told(ground: Ground) -> list[tuple[int, int]]:
    """(threshold, arming) of each crossing."""
    return [(one.threshold, one.arming) for one in ground.of_type("budget.threshold_crossed")]


def test_each_threshold_is_told_once_with_its_figures(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    for minor in (799, 1, 100, 100, 1, 500):
        last = spend(ground, uid, minor, food)
    assert told(ground) == [(80, 1), (100, 1)]
    first, second = ground.of_type("budget.threshold_crossed")
    assert (first.spent, first.limit, first.over, first.title, first.currency) == (800, 1000, False, "Food", "DZD")
    assert (second.spent, second.over, second.uid, second.budget_id) == (1001, True, uid, food.id)
    assert second.expense_id != last.id


def test_a_jump_over_both_tells_of_overspending_alone(ground: Ground) -> None:
    uid = ground.person()
    spend(ground, uid, 1001, ground.budget(uid, "Food", 1000))
    assert told(ground) == [(100, 1)]


def test_one_event_delivered_ten_times_at_once_is_told_once(ground: Ground) -> None:
    uid = ground.person()
    ground.spend(uid, 900, ground.budget(uid, "Food", 1000))
    event = ground.of_type("expense.recorded")[0]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda _: deliver(event), range(10)))
    assert told(ground) == [(80, 1)]


def test_many_events_in_any_order_at_once_cross_once(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    for _ in range(10):
        ground.spend(uid, 110, food)
    events = ground.of_type("expense.recorded")
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(deliver, reversed(events)))
    assert told(ground) == [(100, 1)]


def test_many_events_that_raise_a_watched_budget_at_once_cross_once(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    spend(ground, uid, 850, food)
    for _ in range(10):
        ground.spend(uid, 50, food)
    events = ground.of_type("expense.recorded")[1:]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(deliver, events))
    assert told(ground) == [(80, 1), (100, 1)]


def test_spending_that_falls_back_arms_the_threshold_again(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    spend(ground, uid, 1100, food)
    spend(ground, uid, 200, food, kind="refund")
    spend(ground, uid, 150, food)
    spend(ground, uid, 700, food, kind="refund")
    spend(ground, uid, 500, food)
    assert told(ground) == [(100, 1), (100, 2), (80, 2)]


def test_nothing_is_told_of_another_period_currency_or_budget(ground: Ground) -> None:
    uid = ground.person()
    food, rent = ground.budget(uid, "Food", 1000), ground.budget(uid, "Rent", 1000)
    spend(ground, uid, 5000, food, date=ground.today() - timedelta(days=40))
    spend(ground, uid, 5000, food, currency="EUR")
    spend(ground, uid, 5000, food, kind="income")
    ground.spend(uid, 5000)
    deliver(ground.of_type("expense.recorded")[-1])
    assert told(ground) == []
    spend(ground, uid, 5000, rent)
    assert [one.budget_id for one in ground.of_type("budget.threshold_crossed")] == [rent.id]
