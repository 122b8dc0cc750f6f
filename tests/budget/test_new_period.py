"""The first hours of a period, before the schedule has come by, and what begins with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.models import Budget, BudgetChange, NewBudget
from functions.budget.subscribers import rebalance
from shared.context import Context
from shared.errors import Stale
from shared.gcp.firestore import user
from shared.gcp.idempotency import request_key
from shared.web import app as web
from tests.budget.people import Household
from tests.budget.test_periods import moved
from tests.ground import Ground, pushed

__all__ = ["moved"]
SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (9, 10, 11, 12))


def at(uid: str, now: datetime) -> Context:
    return Context(uid, now, request_key(uid, "POST /test", None, "", now))


def made(uid: str, title: str = "Food", minor: int = 1000, *, rollover: bool = True) -> Budget:
    return budgets.create_budget(at(uid, SEPTEMBER), NewBudget(title, minor, "DZD", rollover=rollover))


def rows(uid: str, budget: Budget, now: datetime) -> list[tuple[str, int, int]]:
    _, found, _ = budgets.history(at(uid, now), budget.id, None, 10)
    return [(one.period.key, one.minor, one.carried_over) for one in found]


def change(uid: str, one: Budget) -> None:
    budgets.changed_budget(at(uid, OCTOBER), one.id, lambda _: BudgetChange(minor=5000))


def move(uid: str, one: Budget) -> None:
    other = budgets.create_budget(at(uid, OCTOBER), NewBudget("Fun", 4000, "DZD"))
    budgets.move_money(at(uid, OCTOBER), other.id, one.id, lambda _: 4000)


def taking_back(uid: str, one: Budget) -> None:
    from functions.journal import service as journal

    budgets.changed_budget(at(uid, SEPTEMBER), one.id, lambda _: BudgetChange(minor=5000))
    later = SEPTEMBER + timedelta(seconds=1)
    budgets.changed_budget(at(uid, later), one.id, lambda _: BudgetChange(minor=1000))
    (action, *_) = journal.list_actions(uid)
    journal.undo(at(uid, OCTOBER), action.id, "action", {"budget": budgets.apply_change})


@pytest.mark.parametrize("write", [change, move, taking_back])
@pytest.mark.parametrize("rollover", [True, False])
def test_a_write_before_the_schedule_keeps_how_the_last_period_ended(
    memory: Ground, write: Any, rollover: bool
) -> None:
    uid = memory.person()
    food = made(uid, rollover=rollover)
    write(uid, food)
    rest = 1000 if rollover else 0
    assert rows(uid, food, OCTOBER) == [("2026-10-01", 5000, rest), ("2026-09-01", 1000, 0)]
    budgets.roll_periods(at(uid, OCTOBER))
    assert rows(uid, food, OCTOBER) == [("2026-10-01", 5000, rest), ("2026-09-01", 1000, 0)]
    (then,) = [one for one in budgets.list_standings(at(uid, OCTOBER), SEPTEMBER.date()) if one.budget.id == food.id]
    assert then.budget.minor == 1000


def test_a_late_entry_moves_what_a_budget_carries_that_was_changed_before_the_schedule(
    memory: Ground, moved: Any
) -> None:
    from tests.budget.test_periods import spend

    uid = memory.person()
    food = made(uid)
    change(uid, food)
    moved(OCTOBER)
    spend(memory, uid, food, 400, SEPTEMBER.date())
    assert budgets.get_standing(at(uid, OCTOBER), food.id).budget.carried_over == 600


def test_the_tag_of_a_budget_is_good_for_a_change_also_before_the_schedule(memory: Ground) -> None:
    from functions.budget.api.shapes import tag_of

    uid = memory.person()
    food = made(uid)
    tag = tag_of(budgets.get_standing(at(uid, OCTOBER), food.id).budget)

    def expects(found: Budget) -> None:
        if tag_of(found) != tag:
            raise Stale("changed")

    standing, _ = budgets.changed_budget(at(uid, OCTOBER), food.id, lambda _: BudgetChange(minor=7), expects)
    assert tag_of(standing.budget) == tag_of(budgets.get_standing(at(uid, OCTOBER), food.id).budget) != tag
    with pytest.raises(Stale):
        budgets.delete_budget(at(uid, OCTOBER), food.id, expects)


def test_nothing_is_set_aside_for_a_budget_while_it_is_deleted(memory: Ground) -> None:
    uid = memory.person()
    food = made(uid)
    budgets.delete_budget(at(uid, SEPTEMBER), food.id)
    restored = budgets.restore_budget(at(uid, NOVEMBER), food.id)
    assert (restored.budget.carried_over, restored.remaining) == (0, 1000)
    budgets.roll_periods(at(uid, DECEMBER))
    assert budgets.get_standing(at(uid, DECEMBER), food.id).budget.carried_over == 1000


def test_at_the_start_of_a_period_budgets_come_down_to_what_goals_leave(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    user(uid).update({"profile.monthly_income": 3000})
    food, fun = made(uid, "Food", 1500, rollover=False), made(uid, "Fun", 500, rollover=False)
    new = budgets.NewGoal("A bicycle", 4000, due=datetime(2026, 12, 31, tzinfo=UTC).date())
    budgets.create_goal(at(uid, SEPTEMBER), lambda _: new)  # 1000 a period until December
    moved(SEPTEMBER)
    rebalance(pushed(memory.of_type("profile.changed")[-1]))
    assert minors(uid) == {food.id: 1500, fun.id: 500}
    budgets.roll_periods(at(uid, OCTOBER))  # nothing was saved: 1334 from now on
    moved(OCTOBER)
    rebalance(pushed(memory.of_type("profile.changed")[-1]))
    assert sum(minors(uid).values()) == 3000 - 1334
    assert budgets.roll_periods(at(uid, OCTOBER)) is False


def minors(uid: str) -> dict[str, int]:
    return {one.id: one.minor for one in budgets.all_budgets(uid)}


def test_both_amount_and_spent_may_change_in_the_first_hour(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    household = Household(memory, monkeypatch)
    food = made(household.uid)
    monkeypatch.setattr(web, "system_clock", lambda: OCTOBER)
    answered = household.ask("PATCH", f"/api/budget/{food.id}/", {"budget": 20, "spent": 27})
    shown = [answered.json[name] for name in ("budget", "carried_over", "spent", "remaining", "status")]  # type: ignore[index]
    assert shown == [20, 10, 27, 3, "warning"]
    assert answered.json["period"]["start"] == "2026-10-01"  # type: ignore[index]
    again = household.ask("GET", f"/api/budget/{food.id}/")
    assert again.headers["ETag"] == answered.headers["ETag"]
    without = {key: value for key, value in answered.json.items() if key != "rebalance"}  # type: ignore[union-attr]
    assert again.json == without
