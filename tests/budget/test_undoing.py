"""Every kind of change of a budget or goal can be taken back and made anew, unless it was changed since."""

from collections.abc import Mapping
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.journal import service as journal
from functions.journal.models import Applier, Resource
from functions.ledger import service as ledger
from shared.errors import Conflict
from tests.budget.people import Household
from tests.ground import Ground, context

DECIDED: Mapping[Resource, Applier] = {
    "budget": budgets.apply_change,
    "goal": budgets.apply_goal_change,
    "expense": ledger.apply_change,
}
SPLIT: Mapping[Resource, Applier] = {**DECIDED, "budget": budgets.apply_split}


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(memory, monkeypatch)


def made(household: Household, **amounts: int) -> dict[str, str]:
    ids = {title: household.ground.budget(household.uid, title, minor * 100).id for title, minor in amounts.items()}
    household.settle()
    return ids


def last(household: Household, tool: str) -> str:
    return str([one for one in household.actions() if one["tool"] == tool][-1]["id"])


def undo(household: Household, action: str, appliers: Mapping[Resource, Applier] = DECIDED) -> None:
    journal.undo(context(household.uid), action, "action", appliers)
    household.settle()


def redo(household: Household, action: str, appliers: Mapping[Resource, Applier] = DECIDED) -> None:
    journal.redo(context(household.uid), action, "action", appliers)
    household.settle()


def test_an_amount_taken_back_is_given_back_by_the_others(household: Household) -> None:
    ids = made(household, Food=300, Fun=200, Rent=100)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 360})
    household.settle()
    assert household.amounts() == {"Food": 360, "Fun": 160, "Rent": 80}
    action = last(household, "update_budget")
    undo(household, action)
    assert household.amounts() == {"Food": 300, "Fun": 200, "Rent": 100}
    redo(household, action)
    assert household.amounts() == {"Food": 360, "Fun": 160, "Rent": 80}


def test_a_rebalance_taken_back_stays_taken_back(household: Household) -> None:
    ids = made(household, Food=300, Fun=200, Rent=100)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 360})
    household.settle()
    action = last(household, "rebalance")
    undo(household, action, SPLIT)
    assert household.amounts() == {"Food": 360, "Fun": 200, "Rent": 100}
    redo(household, action, SPLIT)
    assert household.amounts() == {"Food": 360, "Fun": 160, "Rent": 80}


def test_a_move_taken_back_moves_nobody_else(household: Household) -> None:
    ids = made(household, Food=300, Fun=200, Rent=100)
    household.ask("POST", "/api/budget/move/", {"from": ids["Food"], "to": ids["Rent"], "amount": 50})
    undo(household, last(household, "move_money"), SPLIT)
    assert household.amounts() == {"Food": 300, "Fun": 200, "Rent": 100}


def test_a_correction_of_what_is_spent_taken_back_leaves_the_budget_there(household: Household) -> None:
    ids = made(household, Food=300)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"spent": 120})
    action = last(household, "update_budget")
    undo(household, action)
    shown = household.get(f"/api/budget/{ids['Food']}/")
    assert (shown["budget"], shown["spent"]) == (300, 0)
    redo(household, action)
    assert household.get(f"/api/budget/{ids['Food']}/")["spent"] == 120


def test_a_change_to_the_same_taken_back_leaves_the_budget_there(household: Household) -> None:
    ids = made(household, Food=300)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 300})
    undo(household, last(household, "update_budget"))
    assert household.amounts() == {"Food": 300}


def test_amount_and_spent_of_one_change_come_back_together(household: Household) -> None:
    ids = made(household, Food=300, Fun=100)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 350, "spent": 40, "pinned": True, "minimum": 5})
    household.settle()
    undo(household, last(household, "update_budget"))
    shown = household.get(f"/api/budget/{ids['Food']}/")
    told = [shown[name] for name in ("budget", "spent", "pinned", "minimum")]
    assert told == [300, 0, False, None]
    assert household.amounts() == {"Food": 300, "Fun": 100}


def test_a_deletion_and_a_restoring_come_back(household: Household) -> None:
    ids = made(household, Food=300, Fun=300)
    household.ask("DELETE", f"/api/budget/{ids['Fun']}/")
    household.settle()
    assert household.amounts() == {"Food": 600}
    deletion = last(household, "delete_budget")
    undo(household, deletion)
    assert household.amounts() == {"Food": 300, "Fun": 300}
    redo(household, deletion)
    assert household.amounts() == {"Food": 600}
    household.ask("POST", f"/api/budget/{ids['Fun']}/restore/")
    undo(household, last(household, "restore_budget"))
    assert set(household.amounts()) == {"Food"}
    household.ground.budget(household.uid, "fun", 100)  # the title was given back
    with pytest.raises(Conflict) as refused:
        undo(household, deletion)
    assert refused.value.code == "undo_blocked"


def test_what_was_made_is_unmade_and_made_again(household: Household) -> None:
    made(household, Food=300)
    action = last(household, "create_budget")
    undo(household, action)
    assert household.amounts() == {}
    redo(household, action)
    assert household.amounts() == {"Food": 300}


@pytest.mark.parametrize("appliers", [DECIDED, SPLIT], ids=["decided", "split"])
def test_what_was_changed_since_is_in_the_way(household: Household, appliers: Mapping[Resource, Applier]) -> None:
    ids = made(household, Food=300, Fun=100)
    path = f"/api/budget/{ids['Food']}/"
    household.ask("PATCH", path, {"pinned": True})
    action = last(household, "update_budget")
    household.ask("PATCH", path, {"pinned": False})
    with pytest.raises(Conflict) as refused:
        undo(household, action, appliers)
    assert refused.value.code == "undo_blocked"
    undo(household, last(household, "update_budget"))
    undo(household, action)
    assert household.get(path)["pinned"] is False


def test_goals_come_back_and_go_again(household: Household) -> None:
    def ask(method: str, path: str = "", **body: Any) -> Any:
        return household.ask(method, f"/api/budget/goals/{path}", body or None).json

    goal = ask("POST", title="A bicycle", target=1000, date="2099-01-31")
    creation = last(household, "create_goal")
    ask("PATCH", f"{goal['id']}/", saved=300, target=900, date=None, title="A red bicycle")
    change = last(household, "update_goal")
    with pytest.raises(Conflict):
        undo(household, creation)
    undo(household, change)
    shown = household.get(f"/api/budget/goals/{goal['id']}/")
    assert [shown[name] for name in ("title", "target", "saved", "date")] == ["A bicycle", 1000, 0, "2099-01-31"]
    redo(household, change)
    assert household.get(f"/api/budget/goals/{goal['id']}/")["saved"] == 300
    ask("DELETE", f"{goal['id']}/")
    deletion = last(household, "delete_goal")
    undo(household, deletion)
    assert household.get(f"/api/budget/goals/{goal['id']}/")["title"] == "A red bicycle"
    redo(household, deletion)
    assert household.get("/api/budget/goals/") == []
