"""The watch looks at one moment, and looks whenever what it compares became another thing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.models import Budget, BudgetChange, NewBudget
from functions.budget.repository import budgets as stored
from functions.budget.subscribers import budget_on_expense
from shared.context import Context
from shared.events import ExpenseChanged, ProfileChanged
from shared.gcp.firestore import user
from shared.gcp.idempotency import request_key
from shared.web import subscriber
from tests.budget.memory import memory
from tests.ground import Ground, pushed

SEPTEMBER, OCTOBER, NOVEMBER = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (9, 10, 11))
__all__ = ["memory"]


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the workers' clock."""

    def to(now: datetime) -> None:
        monkeypatch.setattr(subscriber, "system_clock", lambda: now)

    to(NOVEMBER)
    return to


def at(uid: str, now: datetime = NOVEMBER) -> Context:
    return Context(uid, now, request_key(uid, "POST /test", None, "", now))


def made(uid: str, minor: int, since: datetime = NOVEMBER, *, rollover: bool = False) -> Budget:
    return budgets.create_budget(at(uid, since), NewBudget("Food", minor, "DZD", rollover=rollover))


def told(ground: Ground) -> list[tuple[int, int, int]]:
    return [(one.threshold, one.spent, one.limit) for one in ground.of_type("budget.threshold_crossed")]


def deliver_all(ground: Ground) -> None:
    """Hand every event to the watch, those that follow as well."""
    for event in ground.published:  # grows on the way
        budget_on_expense(pushed(event))


def test_an_amount_and_an_expense_of_the_same_instant_are_never_mixed(
    memory: Ground, moved: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = memory.person()
    food, real = made(uid, 1000), stored.read_budgets
    memory.spend(uid, 100, food, date=NOVEMBER.date())
    first = pushed(memory.of_type("expense.recorded")[0])
    instants = [lambda: memory.spend(uid, 1100, food, date=NOVEMBER.date())]
    instants.append(lambda: budgets.changed_budget(at(uid), food.id, lambda _: BudgetChange(minor=5000)))  # type: ignore[arg-type,return-value]

    def read(*place: Any) -> Any:
        found = real(*place)
        while instants:
            instants.pop()()
        return found

    monkeypatch.setattr(stored, "read_budgets", read)
    budget_on_expense(first)
    deliver_all(memory)
    assert not instants
    assert told(memory) == []


def test_a_budget_of_nothing_that_is_restored_is_looked_at(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    food = made(uid, 0)
    budgets.delete_budget(at(uid), food.id)
    memory.spend(uid, 10, food, date=NOVEMBER.date())
    deliver_all(memory)
    assert told(memory) == []
    budgets.restore_budget(at(uid), food.id)
    deliver_all(memory)
    assert told(memory) == [(100, 10, 0)]


@pytest.mark.parametrize("field", ["time_zone", "period"])
def test_a_period_that_becomes_the_present_one_is_looked_at(memory: Ground, moved: Any, field: str) -> None:
    uid = memory.person()
    evening = datetime(2026, 11, 30, 20, tzinfo=UTC)
    moved(evening)
    food = made(uid, 1000, evening)
    memory.spend(uid, 900, food, date=date(2026, 12, 1))
    deliver_all(memory)
    assert told(memory) == []
    user(uid).update({"profile.time_zone": "Pacific/Auckland"})  # where it is the first of December
    event = pushed(ProfileChanged(uid=uid, fields=(field,)))
    for _ in range(2):
        budget_on_expense(event)
    assert told(memory) == [(80, 900, 1000)]


def test_other_figures_of_a_profile_are_no_reason_to_look(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    memory.spend(uid, 900, made(uid, 1000), date=NOVEMBER.date())
    budget_on_expense(pushed(ProfileChanged(uid=uid, fields=("savings", "monthly_income"))))
    assert told(memory) == []


def test_an_entry_moved_between_two_past_periods_is_carried_on_from_the_older(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    food = made(uid, 1000, SEPTEMBER, rollover=True)
    for now in (OCTOBER, NOVEMBER):
        budgets.roll_periods(at(uid, now))
    entry = memory.spend(uid, 400, food, date=date(2026, 10, 20))
    budget_on_expense(pushed(memory.of_type("expense.recorded")[-1]))
    assert budgets.get_standing(at(uid), food.id).budget.carried_over == 1600
    from functions.ledger import service as ledger

    for day, key in ((date(2026, 9, 20), "2026-09-01"), (date(2026, 10, 20), "2026-10-01")):
        asked, read = at(uid), ledger.Read(uid, entry.id)
        commit = asked.commit()
        ledger.edit(asked, commit, read, _dated(read.entry, day, key))
        asked.finish(commit)
        event: ExpenseChanged = memory.of_type("expense.changed")[-1]
        budget_on_expense(pushed(event))
        _, rows, _ = budgets.history(at(uid), food.id, None, 3)
        spent_in_september = 400 if key == "2026-09-01" else 0
        assert [row.carried_over for row in rows] == [1600, 1000 - spent_in_september, 0]


def _dated(entry: Any, day: date, key: str) -> Any:
    from dataclasses import replace

    return replace(entry, date=day, period_start=key)


def test_a_late_entry_before_the_schedule_rolls_its_budget(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    food = made(uid, 1000, OCTOBER, rollover=True)
    memory.spend(uid, 700, food, date=date(2026, 10, 20))
    budget_on_expense(pushed(memory.of_type("expense.recorded")[-1]))
    [row] = stored.read_budgets(uid)
    assert (row.budget.period_start, row.budget.carried_over) == ("2026-11-01", 300)
    assert not budgets.roll_periods(at(uid))


def test_nothing_is_carried_through_a_time_in_which_the_budget_was_deleted(memory: Ground, moved: Any) -> None:
    uid = memory.person()
    food = made(uid, 1000, datetime(2026, 8, 15, tzinfo=UTC), rollover=True)
    budgets.roll_periods(at(uid, SEPTEMBER))
    budgets.delete_budget(at(uid, SEPTEMBER), food.id)
    budgets.restore_budget(at(uid, NOVEMBER), food.id)
    memory.spend(uid, 700, food, date=date(2026, 8, 20))
    budget_on_expense(pushed(memory.of_type("expense.recorded")[-1]))
    assert budgets.get_standing(at(uid), food.id).budget.carried_over == 0
