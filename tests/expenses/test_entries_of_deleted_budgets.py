"""Entries of a deleted budget show no category; what the ledger holds stays, and comes back with the budget."""

import json
from typing import Any

import pytest

from functions.budget import service as budgets
from tests.expenses.written import Person
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(ground, monkeypatch)


def shown(person: Person, path: str) -> Any:
    return json.loads(person.send("GET", path).text)


def test_entries_lose_their_category_with_their_budget_and_get_it_back(person: Person, ground: Ground) -> None:
    food, fun = ground.budget(person.uid, "Food", 1000), ground.budget(person.uid, "Fun", 1000)
    halves = [{"budget_id": food.id, "amount": 50}, {"budget_id": fun.id, "amount": 50}]
    whole, split = person.write({"amount": 100, "budget_id": food.id}, {"amount": 100, "splits": halves})
    budgets.delete_budget(context(person.uid), food.id)
    one = shown(person, f"/api/expenses/{whole['id']}/")
    assert (one["budget_id"], one["category_name"], one["amount"]) == (None, None, 100)
    listed = {row["id"]: row for row in shown(person, "/api/expenses/")}
    assert listed[whole["id"]]["category_name"] is None
    assert [part["budget_id"] for part in listed[split["id"]]["splits"]] == [None, fun.id]
    assert [row["id"] for row in shown(person, "/api/expenses/?category=Food")] == []
    assert [row["id"] for row in shown(person, f"/api/expenses/?budget_id={fun.id}")] == [split["id"]]
    person.assert_exact()
    budgets.restore_budget(context(person.uid), food.id)
    assert shown(person, f"/api/expenses/{whole['id']}/")["category_name"] == "Food"
