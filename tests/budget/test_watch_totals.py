"""Sums that move although nobody changed an entry are looked at once: after a rebuild and after a correction."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.models import Budget, NewBudget
from functions.budget.subscribers import budget_on_expense
from functions.ledger.subscribers import rebuild_periods, reconcile
from shared.context import Context
from shared.events import ProfileChanged
from shared.gcp.firestore import Increment, user
from shared.gcp.idempotency import request_key
from shared.web import subscriber
from tests.ground import Ground, pushed
from tests.ledger.schedules import due

NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriber, "system_clock", lambda: NOW)


def made(uid: str, *, rollover: bool = False, since: datetime = NOW) -> Budget:
    asked = Context(uid, since, request_key(uid, "POST /test", None, "", since))
    return budgets.create_budget(asked, NewBudget("Food", 1000, "DZD", rollover=rollover))


def spend(ground: Ground, uid: str, budget: Budget, minor: int, day: date) -> None:
    ground.spend(uid, minor, budget, date=day)
    budget_on_expense(pushed(ground.of_type("expense.recorded")[-1]))


def deliver(ground: Ground) -> None:
    """Let the worker hear of the last sums that moved, twice."""
    for _ in range(2):
        budget_on_expense(pushed(ground.of_type("totals.moved")[-1]))


def told(ground: Ground) -> list[tuple[str, int, int]]:
    return [(one.period_start, one.threshold, one.spent) for one in ground.of_type("budget.threshold_crossed")]


def begin_on(uid: str, start_day: int) -> ProfileChanged:
    user(uid).update({"profile.period_start_day": start_day})
    return ProfileChanged(uid=uid, fields=("period_start_day",))


def test_a_rebuild_ends_in_one_look_at_the_sums_of_the_new_period(ground: Ground) -> None:
    uid = ground.person()
    food = made(uid)
    spend(ground, uid, food, 600, date(2026, 10, 25))
    spend(ground, uid, food, 700, date(2026, 11, 10))
    assert told(ground) == []
    event = pushed(begin_on(uid, 20))
    for _ in range(2):
        rebuild_periods(event)
    assert [one.period_start for one in ground.of_type("totals.moved")] == [None]
    assert told(ground) == []
    deliver(ground)
    assert told(ground) == [("2026-10-20", 100, 1300)]


def test_a_rebuild_that_a_late_entry_brings_about_ends_in_a_look_too(ground: Ground) -> None:
    uid = ground.person()
    food = made(uid)
    rebuild_periods(pushed(begin_on(uid, 20)))
    ground.spend(uid, 1300, food, date=date(2026, 10, 25))  # its writer knew the former start day
    late = pushed(ground.of_type("expense.recorded")[-1])
    budget_on_expense(late)
    assert told(ground) == []
    rebuild_periods(late)
    deliver(ground)
    assert told(ground) == [("2026-10-20", 100, 1300)]


def test_an_entry_in_its_own_period_brings_no_look_about(ground: Ground) -> None:
    uid = ground.person()
    ground.spend(uid, 5, date=date(2026, 11, 10))
    rebuild_periods(pushed(ground.of_type("expense.recorded")[-1]))
    assert ground.of_type("totals.moved") == []


def test_a_corrected_sum_is_looked_at(ground: Ground) -> None:
    uid = ground.person()
    food = made(uid)
    user(uid).collection("periods").document("2026-11-01").set({"totals": {"DZD": {food.id: Increment(-900)}}})
    spend(ground, uid, food, 1300, date(2026, 11, 10))
    assert told(ground) == []
    reconcile(due("schedule.reconcile"))
    assert [one.period_start for one in ground.of_type("totals.moved")] == ["2026-11-01"]
    deliver(ground)
    assert told(ground) == [("2026-11-01", 100, 1300)]
    reconcile(due("schedule.reconcile"))
    assert len(ground.of_type("totals.moved")) == 1


def test_a_corrected_sum_of_the_past_moves_what_budgets_took_over_since(ground: Ground) -> None:
    uid = ground.person()
    october = datetime(2026, 10, 2, 12, tzinfo=UTC)
    food = made(uid, rollover=True, since=october)
    user(uid).collection("periods").document("2026-10-01").set({"totals": {"DZD": {food.id: Increment(-600)}}})
    ground.spend(uid, 600, food, date=date(2026, 10, 10))
    asked: Any = Context(uid, NOW, request_key(uid, "POST /test", None, "", NOW))
    assert budgets.roll_periods(asked)
    again: Any = Context(uid, NOW, request_key(uid, "POST /test", None, "", NOW))
    assert budgets.get_standing(again, food.id).budget.carried_over == 1000
    reconcile(due("schedule.reconcile"))
    deliver(ground)
    assert budgets.get_standing(again, food.id).budget.carried_over == 400
