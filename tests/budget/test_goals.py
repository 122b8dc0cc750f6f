"""Goals over HTTP: what they need each period, and milestones that are told once."""

import json
from datetime import timedelta
from typing import Any

import pytest

from shared.period import next_period, period_of
from tests.budget.people import Household
from tests.ground import Ground

KEYS = ["id", "title", "target", "saved", "currency", "date", "monthly_need", "progress", "created_at", "updated_at"]


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(ground, monkeypatch)


def made(household: Household, **fields: Any) -> dict[str, Any]:
    answered = household.ask("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 1000} | fields)
    assert answered.status_code == 201, answered.text
    found: dict[str, Any] = json.loads(answered.text)
    return found


def saved(household: Household, goal: dict[str, Any], amount: Any) -> dict[str, Any]:
    answered = household.ask("PATCH", f"/api/budget/goals/{goal['id']}/", {"saved": amount})
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = json.loads(answered.text)
    return found


def test_a_goal_tells_what_it_needs_each_period(household: Household) -> None:
    due = next_period(next_period(period_of(household.ground.today()), 1), 1).start
    goal = made(household, saved="99.99", date=due.isoformat())
    assert list(goal) == KEYS
    assert (goal["monthly_need"], goal["progress"], goal["currency"]) == (300.01, 0.1, "DZD")
    assert household.get(f"/api/budget/goals/{goal['id']}/") == goal
    assert household.get("/api/budget/goals/") == [goal]


def test_a_goal_without_a_date_needs_nothing_by_itself(household: Household) -> None:
    goal = made(household)
    assert (goal["date"], goal["monthly_need"], goal["saved"]) == (None, None, 0)


def test_milestones_are_told_once_on_the_way_up(household: Household) -> None:
    goal = made(household)
    for amount in (249.99, 250, 260, 100, 900, 1000, 2000):
        saved(household, goal, amount)
    titles = [title for title, _ in household.told()]
    assert titles == ["🎯 A bicycle: 25%", "🎯 A bicycle: 75%", "🎯 A bicycle: 100%"]
    assert household.get(f"/api/budget/goals/{goal['id']}/")["progress"] == 1


def test_a_goal_changes_field_by_field_and_can_be_removed(household: Household) -> None:
    goal = made(household, date=(household.ground.today() + timedelta(days=400)).isoformat())
    path = f"/api/budget/goals/{goal['id']}/"
    changed = json.loads(household.ask("PATCH", path, {"title": "A red bicycle", "date": None}).text)
    assert (changed["title"], changed["date"], changed["target"]) == ("A red bicycle", None, 1000)
    stale = household.ask("GET", path).headers["ETag"]
    saved(household, goal, 1)
    assert household.ask("DELETE", path, **{"If-Match": stale}).status_code == 412
    assert household.ask("DELETE", path).status_code == 204
    assert household.ask("GET", path).status_code == 404
    assert household.ask("PATCH", path, {"saved": 1}).status_code == 404


def test_undoing_brings_a_goal_back_as_it_was(household: Household) -> None:
    from functions.budget import service as budgets
    from functions.journal import service as journal
    from tests.ground import context

    goal = made(household, saved=10)
    saved(household, goal, 700)
    household.ask("DELETE", f"/api/budget/goals/{goal['id']}/")
    for action in reversed(household.actions()[1:]):
        asked = context(household.uid)
        journal.undo(asked, action["id"], "action", {"goal": budgets.apply_goal_change})
    found = household.get(f"/api/budget/goals/{goal['id']}/")
    assert (found["saved"], found["target"], found["title"]) == (10, 1000, "A bicycle")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_field"),
        ({"title": "x"}, "invalid_field"),
        ({"title": "x", "target": 0}, "invalid_amount"),
        ({"title": "x", "target": -1}, "invalid_amount"),
        ({"title": "x", "target": "NaN"}, "invalid_amount"),
        ({"title": "x", "target": 1, "saved": -1}, "invalid_amount"),
        ({"title": "x", "target": 1, "saved": None}, "invalid_amount"),
        ({"title": "", "target": 1}, "invalid_field"),
        ({"title": "x", "target": 1, "date": "2026-02-30"}, "invalid_field"),
        ({"title": "x", "target": 1, "date": "2020-01-01"}, "invalid_field"),
        ({"title": "x", "target": 1, "owner": "me"}, "unknown_field"),
    ],
)
def test_a_bad_goal_is_refused(household: Household, body: Any, code: str) -> None:
    refused = household.ask("POST", "/api/budget/goals/", body)
    assert (refused.status_code, json.loads(refused.text)["code"]) == (400, code)
    assert household.get("/api/budget/goals/") == []
