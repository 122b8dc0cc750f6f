"""Rows of entries, budgets and goals; see `tests.contracts.scenarios`."""

from collections.abc import Callable, Mapping
from typing import Any

from functions.budget import service as budgets
from functions.budget.models import BudgetChange
from shared.events import (
    BudgetChanged,
    BudgetDeleted,
    BudgetsRebalanced,
    Event,
    OnboardingCompleted,
    ProfileChanged,
    RebalancedBudget,
    ThresholdCrossed,
    TotalsMoved,
)
from shared.gcp.firestore import user
from shared.ids import new_id
from tests.ground import Ground, context

Prepared = tuple[str, dict[str, Any] | None, dict[str, Any]]
Prepare = Callable[[Ground, str], Prepared]
_ALL = {one: {"in_app": True, "push": True} for one in ("budget_alert", "expense_alert")}
_PREFERRED = {"types": _ALL, "quiet_hours": None, "digest": "off", "thresholds": [70, 100]}


def _entry(ground: Ground, uid: str) -> str:
    return ground.spend(uid, 10_000).id


def _deleted_entry(ground: Ground, uid: str) -> str:
    from functions.expenses import service as expenses

    entry_id = _entry(ground, uid)
    expenses.remove_expense(context(uid), entry_id, None, lambda: (204, ""))
    return entry_id


def _two_budgets(ground: Ground, uid: str) -> tuple[str, str]:
    return ground.budget(uid, "Food", 100_000).id, ground.budget(uid, "Fun", 50_000).id


def _first_budget(ground: Ground, uid: str) -> str:
    return _two_budgets(ground, uid)[0]


def _deleted_budget(ground: Ground, uid: str) -> str:
    food, _ = _two_budgets(ground, uid)
    budgets.delete_budget(context(uid), food)
    return food


def _move(ground: Ground, uid: str) -> Prepared:
    source, target = _two_budgets(ground, uid)
    body = {"from": source, "to": target, "amount": 10}
    return "/api/budget/move/", body, {**body, "amount": 11}


def _generate(_ground: Ground, uid: str) -> Prepared:
    user(uid).update({"profile.monthly_income": 5_000_000})
    return "/api/budget/generate/", {}, {"message": "more for food"}


def _goal(_ground: Ground, uid: str) -> str:
    goal = budgets.create_goal(context(uid), lambda _: budgets.NewGoal("A bicycle", 100_000), lambda _: (201, "{}"))
    return goal.goal.id


def _of(path: str, make: Callable[[Ground, str], str], body: dict[str, Any] | None, other: dict[str, Any]) -> Prepare:
    return lambda ground, uid: (path.replace("<id>", make(ground, uid)), body, other)


def _fixed(path: str, body: dict[str, Any], other: dict[str, Any]) -> Prepare:
    return lambda _ground, _uid: (path, body, other)


# A change to what the entry says already: there is nothing to write but the answer.
UNCHANGED = _of("/api/expenses/<id>/", _entry, {"amount": 100}, {"amount": 8})
_ROW = {"product_name": "Tea", "amount": 10}
_SURPRISE = {"surprise": 1}
ROUTES: Mapping[str, Prepare] = {
    "POST /api/expenses/entries/": _fixed("/api/expenses/entries/", {"entries": [_ROW]}, {"entries": [_ROW, _ROW]}),
    "PATCH /api/expenses/<id>/": _of("/api/expenses/<id>/", _entry, {"amount": 7}, {"amount": 8}),
    "DELETE /api/expenses/<id>/": _of("/api/expenses/<id>/", _entry, None, _SURPRISE),
    "POST /api/expenses/<id>/restore/": _of("/api/expenses/<id>/restore/", _deleted_entry, None, _SURPRISE),
    "POST /api/budget/generate/": _generate,
    "POST /api/budget/move/": _move,
    "PATCH /api/budget/<id>/": _of(
        "/api/budget/<id>/",
        lambda ground, uid: _two_budgets(ground, uid)[0],
        {"budget": 1200, "spent": 3},
        {"budget": 1},
    ),
    "DELETE /api/budget/<id>/": _of("/api/budget/<id>/", _first_budget, None, _SURPRISE),
    "POST /api/budget/<id>/restore/": _of("/api/budget/<id>/restore/", _deleted_budget, None, _SURPRISE),
    "POST /api/budget/goals/": _fixed(
        "/api/budget/goals/", {"title": "A bicycle", "target": 10, "saved": 5}, {"title": "A boat", "target": 10}
    ),
    "PATCH /api/budget/goals/<id>/": _of("/api/budget/goals/<id>/", _goal, {"saved": 500}, {"saved": 1}),
    "DELETE /api/budget/goals/<id>/": _of("/api/budget/goals/<id>/", _goal, None, _SURPRISE),
    "PUT /api/notify/preferences/": _fixed(
        "/api/notify/preferences/", _PREFERRED, {**_PREFERRED, "thresholds": [60, 100]}
    ),
}


def _lowered(ground: Ground, uid: str) -> Event:
    """A budget that is over since its amount was lowered, with another one that may absorb it."""
    food, _ = _two_budgets(ground, uid)
    ground.spend(uid, 90_000, budgets.get_standing(context(uid), food).budget)
    budgets.changed_budget(context(uid), food, lambda _: BudgetChange(minor=80_000))
    event: BudgetChanged = ground.of_type("budget.changed")[-1]
    return event


def _gone(ground: Ground, uid: str) -> Event:
    _deleted_budget(ground, uid)
    event: BudgetDeleted = ground.of_type("budget.deleted")[-1]
    return event


def _rebalanced(ground: Ground, uid: str) -> Event:
    event = _lowered(ground, uid)
    assert isinstance(event, BudgetChanged)
    row = RebalancedBudget(budget_id=event.budget_id, title="Food", currency="DZD", before=100_000, after=80_000)
    return BudgetsRebalanced(uid=uid, changes=(row,), action_id=new_id("act"), reason="edited")


def _overspent(ground: Ground, uid: str) -> Event:
    event = _lowered(ground, uid)
    assert isinstance(event, BudgetChanged)
    about: dict[str, Any] = {"budget_id": event.budget_id, "title": "Food", "currency": "DZD"}
    start = budgets.now_of(context(uid)).period.key
    return ThresholdCrossed(
        uid=uid, threshold=100, over=True, arming=1, spent=90_000, limit=80_000, period_start=start, **about
    )


def _less_income(ground: Ground, uid: str) -> Event:
    _two_budgets(ground, uid)
    user(uid).update({"profile.monthly_income": 75_000})
    return ProfileChanged(uid=uid, fields=("monthly_income",))


def _elsewhere(ground: Ground, uid: str) -> Event:
    _lowered(ground, uid)  # as if its sums had moved while its period was not the present one
    return ProfileChanged(uid=uid, fields=("time_zone",))


def _another_payday(ground: Ground, uid: str) -> Event:
    ground.spend(uid, 10_000)
    day = 1 + ground.today().day % 27
    user(uid).update({"profile.period_start_day": day})
    return ProfileChanged(uid=uid, fields=("period_start_day",))


def _entry_of_another_payday(kind: str) -> Callable[[Ground, str], Event]:
    def made(ground: Ground, uid: str) -> Event:
        _another_payday(ground, uid)
        recorded = ground.of_type("expense.recorded")[-1]
        if kind == "expense.recorded":
            event: Event = recorded
            return event
        from shared.events import ExpenseChanged, ExpenseState

        state = ExpenseState(period_start=recorded.period_start, splits=recorded.splits, currency=recorded.currency)
        return ExpenseChanged(**recorded.model_dump(exclude={"type", "event_id"}), before=state, after=state)

    return made


def _onboarded(_ground: Ground, uid: str) -> Event:
    user(uid).update({"profile.monthly_income": 5_000_000})
    return OnboardingCompleted(uid=uid)


def _totals(ground: Ground, uid: str) -> Event:
    _lowered(ground, uid)
    return TotalsMoved(uid=uid, period_start=budgets.now_of(context(uid)).period.key)


def _late_budget(ground: Ground, uid: str) -> None:
    """A budget whose last period is over."""
    food, _ = _two_budgets(ground, uid)
    user(uid).collection("budgets").document(food).update({"period_start": "2026-01-01", "rollover": True})


def _unequal(ground: Ground, uid: str) -> None:
    """Sums that lack one unit of the entries."""
    entry = ground.spend(uid, 10_000)
    user(uid).collection("periods").document(entry.period_start).update({"totals.DZD.none": 9_999})


def _orphan(_ground: Ground, uid: str) -> None:
    """A file that no entry refers to."""
    from shared.gcp import storage

    storage.put(f"users/{uid}/receipts/{new_id('rcp')}", b"x", "image/png")


DELIVERIES: Mapping[tuple[str, str], Callable[[Ground, str], Event]] = {
    ("budget_on_expense", "budget.changed"): _lowered,
    ("budget_on_expense", "budgets.rebalanced"): _rebalanced,
    ("budget_on_expense", "totals.moved"): _totals,
    ("budget_on_expense", "profile.changed"): _elsewhere,
    ("rebalance", "budget.changed"): _lowered,
    ("rebalance", "budget.deleted"): _gone,
    ("rebalance", "budget.threshold_crossed"): _overspent,
    ("rebalance", "profile.changed"): _less_income,
    ("generate_first_budget", "onboarding.completed"): _onboarded,
    ("notify_on_event", "budgets.rebalanced"): _rebalanced,
    ("rebuild_periods", "profile.changed"): _another_payday,
    ("rebuild_periods", "expense.recorded"): _entry_of_another_payday("expense.recorded"),
    ("rebuild_periods", "expense.changed"): _entry_of_another_payday("expense.changed"),
}
SCHEDULES: Mapping[tuple[str, str], Callable[[Ground, str], None]] = {
    ("roll_periods", "schedule.roll_periods"): _late_budget,
    ("reconcile", "schedule.reconcile"): _unequal,
    ("sweep_receipts", "schedule.sweep_receipts"): _orphan,
}
