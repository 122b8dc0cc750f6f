"""Budgets are made for somebody, and keep their sum by events of the real Pub/Sub emulator."""

import re
from typing import Any

import pytest
import requests

from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, sign_up

pytestmark = pytest.mark.xdist_group("journeys")


def with_budgets(stack: RunningStack, language: str = "fr") -> Person:
    person = sign_up(stack.url)
    profile = {"monthly_income": 85000, "personal_info": {"preferred_currency": "DZD", "language": language}}
    assert person.call("PATCH", "/api/users/me/", json=profile).status_code == 200
    made = person.call("POST", "/api/budget/generate/", json={})
    assert made.status_code == 200, made.text
    return person


def by_title(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["title"]: row for row in rows}


def total(rows: list[dict[str, Any]]) -> float:
    found: float = round(sum(row["budget"] for row in rows), 2)
    return found


def test_a_plan_a_change_and_a_deletion_leave_the_sum_as_it_was(stack: RunningStack) -> None:
    person = with_budgets(stack)
    rows = person.get("/api/budget/")
    planned, budgets = total(rows), by_title(rows)
    assert planned <= 85000
    courses = budgets["Courses"]
    answer = person.call("PATCH", f"/api/budget/{courses['id']}/", json={"budget": courses["budget"] + 5000})
    assert answer.json()["rebalance"]["status"] == "queued"
    after = person.wait_for("/api/budget/", lambda found: total(found) == planned)
    assert by_title(after)["Courses"]["budget"] == courses["budget"] + 5000
    told = person.wait_for("/api/notify/", lambda found: found)
    assert told[0]["title"] == "🔄 Budgets rééquilibrés"
    assert "Courses" not in told[0]["message"]
    person.call("DELETE", f"/api/budget/{budgets['Loisirs']['id']}/")
    left = person.wait_for("/api/budget/", lambda found: total(found) == planned)
    assert "Loisirs" not in by_title(left)
    assert person.get("/api/budget/summary/")["planned"] == planned


def test_less_income_is_followed_without_anybody_asking(stack: RunningStack) -> None:
    person = with_budgets(stack)
    person.call("PATCH", "/api/users/me/", json={"monthly_income": 40000})
    rows = person.wait_for("/api/budget/", lambda found: total(found) == 40000)
    assert all(row["budget"] > 0 for row in rows)


def test_an_overspent_budget_says_so_in_its_description(stack: RunningStack) -> None:
    person = with_budgets(stack)
    budget = by_title(person.get("/api/budget/"))["Transport"]
    person.say(f"taxi {int(budget['budget']) + 250} DA")
    path = f"/api/budget/{budget['id']}/"
    told = person.wait_for(path, lambda found: "⚠️" in found["description"])["description"]
    assert re.search(r"250[.,]00\sDZD", told)  # in fixed words, or in the model's
    # At once in fixed words; then in the agent's.
    described = person.wait_for(path, lambda found: "250.00 DZD de trop" in found["description"])
    assert "⚠️" in described["description"]


def test_a_change_does_not_wait_for_the_model(stack: RunningStack, model: str) -> None:
    person = with_budgets(stack)
    budget = person.get("/api/budget/")[0]
    slow = {"delay_ms": 4000, "times": 5, "body": {"text": "later"}, "when": {"agent": "budget"}}
    requests.post(model, json={"mode": "script", "queue": [slow]}, timeout=10)
    answer = person.call("PATCH", f"/api/budget/{budget['id']}/", json={"budget": budget["budget"] + 100})
    assert answer.elapsed.total_seconds() < 3
    requests.delete(model, timeout=10)
