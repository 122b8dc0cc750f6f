"""What a new period takes over from the one before, late entries included."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.models import Budget, BudgetChange, NewBudget, Standing
from functions.budget.subscribers import budget_on_expense, roll_periods
from functions.ledger.models import Entry
from shared.context import Context
from shared.gcp.firestore import user
from shared.gcp.idempotency import request_key
from shared.web import subscriber
from tests.ground import Ground, pushed

SEPTEMBER, OCTOBER, NOVEMBER = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (9, 10, 11))


def at(uid: str, now: datetime) -> Context:
    return Context(uid, now, request_key(uid, "POST /test", None, "", now))


def made(uid: str, title: str, minor: int, *, rollover: bool = True) -> Budget:
    return budgets.create_budget(at(uid, SEPTEMBER), NewBudget(title, minor, "DZD", rollover=rollover))


def spend(ground: Ground, uid: str, budget: Budget, minor: int, day: date) -> Entry:
    entry = ground.spend(uid, minor, budget, date=day)
    budget_on_expense(pushed(ground.of_type("expense.recorded")[-1]))
    return entry


def standing(uid: str, budget: Budget, now: datetime) -> Standing:
    return budgets.get_standing(at(uid, now), budget.id)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the workers' clock."""

    def to(now: datetime) -> None:
        monkeypatch.setattr(subscriber, "system_clock", lambda: now)

    return to


def test_what_is_left_and_what_is_overspent_both_roll_over(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food, fun, rent = made(uid, "Food", 1000), made(uid, "Fun", 1000), made(uid, "Rent", 1000, rollover=False)
    moved(SEPTEMBER)
    for budget, minor in ((food, 700), (fun, 1200), (rent, 1500)):
        spend(ground, uid, budget, minor, date(2026, 9, 10))
    assert budgets.roll_periods(at(uid, OCTOBER))
    found = {one.budget.title: one for one in budgets.list_standings(at(uid, OCTOBER))}
    assert {title: one.budget.carried_over for title, one in found.items()} == {"Food": 300, "Fun": -200, "Rent": 0}
    assert (found["Food"].remaining, found["Fun"].remaining, found["Fun"].health) == (1300, 800, "ok")


def test_before_the_schedule_comes_by_the_same_is_shown(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    moved(SEPTEMBER)
    spend(ground, uid, food, 700, date(2026, 9, 10))
    early = standing(uid, food, NOVEMBER)
    budgets.roll_periods(at(uid, NOVEMBER))
    late = standing(uid, food, NOVEMBER)
    assert early.budget.carried_over == late.budget.carried_over == 1300  # 300 of September, 1000 of October


def test_rolling_twice_or_month_by_month_is_the_same(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    moved(SEPTEMBER)
    spend(ground, uid, food, 1700, date(2026, 9, 10))
    assert budgets.roll_periods(at(uid, OCTOBER))
    assert not budgets.roll_periods(at(uid, OCTOBER))
    assert standing(uid, food, OCTOBER).budget.carried_over == -700
    budgets.roll_periods(at(uid, NOVEMBER))
    assert standing(uid, food, NOVEMBER).budget.carried_over == 300


def test_a_late_entry_moves_what_the_following_periods_took_over(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    for now in (OCTOBER, NOVEMBER):
        budgets.roll_periods(at(uid, now))
    assert standing(uid, food, NOVEMBER).budget.carried_over == 2000
    moved(NOVEMBER)
    spend(ground, uid, food, 400, date(2026, 9, 20))
    assert standing(uid, food, NOVEMBER).budget.carried_over == 1600
    spend(ground, uid, food, 2600, date(2026, 10, 20))
    current = standing(uid, food, NOVEMBER)
    assert (current.budget.carried_over, current.health) == (-1000, "ok")
    spend(ground, uid, food, 1, date(2026, 10, 21))
    assert standing(uid, food, NOVEMBER).budget.carried_over == -1001


def test_a_late_entry_that_exhausts_the_current_limit_is_told(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    budgets.roll_periods(at(uid, OCTOBER))
    moved(OCTOBER)
    spend(ground, uid, food, 900, date(2026, 10, 3))  # of 2000
    assert ground.of_type("budget.threshold_crossed") == []
    spend(ground, uid, food, 1200, date(2026, 9, 29))
    (crossed,) = ground.of_type("budget.threshold_crossed")
    assert (crossed.over, crossed.limit, crossed.period_start) == (True, 800, "2026-10-01")


def test_history_tells_each_period_with_the_amount_of_its_time(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    moved(SEPTEMBER)
    spend(ground, uid, food, 700, date(2026, 9, 10))
    budgets.roll_periods(at(uid, OCTOBER))
    budgets.changed_budget(at(uid, OCTOBER), food.id, lambda _: BudgetChange(minor=1500))
    budgets.roll_periods(at(uid, NOVEMBER))
    _, rows, more = budgets.history(at(uid, NOVEMBER), food.id, None, 10)
    told = [(row.period.key, row.minor, row.spent, row.carried_over) for row in rows]
    assert told == [("2026-11-01", 1500, 0, 1800), ("2026-10-01", 1500, 0, 300), ("2026-09-01", 1000, 700, 0)]
    assert not more
    _, first, more = budgets.history(at(uid, NOVEMBER), food.id, None, 1)
    assert (len(first), more) == (1, True)
    _, rest, more = budgets.history(at(uid, NOVEMBER), food.id, first[-1].period.start, 10)
    assert [row.period.key for row in rest] == ["2026-10-01", "2026-09-01"]


def test_a_past_period_is_listed_with_the_amounts_and_budgets_of_its_time(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    moved(SEPTEMBER)
    spend(ground, uid, food, 700, date(2026, 9, 10))
    budgets.roll_periods(at(uid, OCTOBER))
    budgets.changed_budget(at(uid, OCTOBER), food.id, lambda _: BudgetChange(minor=5000))
    budgets.create_budget(at(uid, OCTOBER), NewBudget("Fun", 10, "DZD"))
    budgets.delete_budget(at(uid, OCTOBER), food.id)
    (then,) = budgets.list_standings(at(uid, OCTOBER), date(2026, 9, 3))
    assert (then.budget.title, then.budget.minor, then.spent) == ("Food", 1000, 700)


def test_a_payday_and_a_zone_decide_when_a_period_begins(ground: Ground) -> None:
    uid = ground.person()
    user(uid).update({"profile.period_start_day": 25, "profile.time_zone": "Asia/Tokyo"})
    made(uid, "Food", 1000)
    before = datetime(2026, 9, 24, 14, 59, 59, tzinfo=UTC)  # 23:59:59 in Tokyo
    assert not budgets.roll_periods(at(uid, before))
    assert budgets.roll_periods(at(uid, datetime(2026, 9, 24, 15, 0, tzinfo=UTC)))


def test_the_schedule_rolls_everybody(ground: Ground, moved: Any) -> None:
    from cloudevents.http import CloudEvent

    people = [ground.person() for _ in range(3)]
    made_ones = {uid: made(uid, "Food", 1000) for uid in people}
    moved(OCTOBER)
    attributes = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
    roll_periods(CloudEvent(attributes, {"message": {"attributes": {"type": "schedule.roll_periods"}, "data": ""}}))
    for uid, budget in made_ones.items():
        stored: dict[str, Any] = user(uid).collection("budgets").document(budget.id).get().to_dict() or {}
        assert (stored["carried_over"], stored["period_start"]) == (1000, "2026-10-01")


def test_another_first_day_of_the_period_loses_nothing_that_rolls_over(ground: Ground, moved: Any) -> None:
    uid = ground.person()
    food = made(uid, "Food", 1000)
    user(uid).update({"profile.period_start_day": 10})
    budgets.roll_periods(at(uid, SEPTEMBER))  # 10 September
    user(uid).update({"profile.period_start_day": 1})
    budgets.roll_periods(at(uid, SEPTEMBER))  # 1 September again
    budgets.roll_periods(at(uid, OCTOBER))
    assert standing(uid, food, OCTOBER).budget.carried_over == 1000
