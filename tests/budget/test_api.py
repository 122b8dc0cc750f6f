"""The routes of budgets."""

import json
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.budget import service as budgets
from functions.budget.models import NewBudget
from shared.errors import Conflict
from tests.ground import Ground, context, sign_in_as

KEYS = [
    "id",
    "title",
    "budget",
    "spent",
    "remaining",
    "currency",
    "status",
    "rollover",
    "pinned",
    "minimum",
    "carried_over",
    "period",
    "created_at",
    "updated_at",
]


def get(path: str, method: str = "GET") -> TestResponse:
    from functions.budget.api import app

    answered: TestResponse = app.test_client().open(path, method=method)
    return answered


def rows(path: str = "/api/budget/") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(get(path).text)
    return found


def test_a_new_person_has_no_budgets(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in_as(ground.person(), monkeypatch)
    assert rows() == []


def test_a_budget_shows_its_keys_in_order_and_exact_amounts(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    food = ground.budget(uid, "Food", 2_000_000)
    ground.spend(uid, 450_000, food)
    listed = get("/api/budget/").text
    assert list(json.loads(listed)[0]) == KEYS
    assert '"budget": 20000.00, "spent": 4500.00, "remaining": 15500.00, "currency": "DZD", "status": "ok"' in listed
    one = get(f"/api/budget/{food.id}/")
    assert list(json.loads(one.text)) == [*KEYS, "description"]
    etag = one.headers["ETag"]
    ground.spend(uid, 1_600_000, food)
    again = get(f"/api/budget/{food.id}/")
    assert json.loads(again.text)["status"] == "over"
    assert again.headers["ETag"] == etag


def test_a_past_period_shows_its_own_spending(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    food = ground.budget(uid, "Food", 1000)
    ground.budget(uid, "Rent", 1000)
    past = ground.today().replace(day=1) - timedelta(days=3)
    ground.spend(uid, 300, food, date=past)
    ground.spend(uid, 50, food)
    assert [(one["title"], one["spent"]) for one in rows()] == [("Rent", 0.0), ("Food", 0.5)]
    # Rent was made later and has nothing in that period.
    assert [(one["title"], one["spent"]) for one in rows(f"/api/budget/?period={past}")] == [("Food", 3.0)]


def test_pages_of_budgets_are_whole_and_newest_first(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    made = [ground.budget(uid, f"Budget {rank}", 100).id for rank in range(5)]
    first = get("/api/budget/?limit=3")
    second = get(first.headers["Link"].split(">")[0][1:])
    assert [row["id"] for row in json.loads(first.text) + json.loads(second.text)] == made[::-1]
    assert "Link" not in second.headers


def test_a_title_is_taken_once_with_case_and_accents_folded(ground: Ground) -> None:
    uid = ground.person()
    ground.budget(uid, "Café", 100)
    with pytest.raises(Conflict):
        budgets.create_budget(context(uid), NewBudget("CAFE", 100, "DZD"))
    ground.budget(ground.person(), "Café", 100)


@pytest.mark.parametrize("name", ["bud_0000000000000000000000000", "bud_", "x", "%2e%2e"])
def test_a_budget_that_is_not_there_is_not_found(ground: Ground, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    sign_in_as(ground.person(), monkeypatch)
    answer = get(f"/api/budget/{name}/")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_another_persons_budget_is_not_found(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    food = ground.budget(ground.person(), "Food", 1000)
    sign_in_as(ground.person(), monkeypatch)
    assert get(f"/api/budget/{food.id}/").status_code == 404
    assert rows() == []


def test_a_period_that_is_no_day_is_refused(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in_as(ground.person(), monkeypatch)
    assert get("/api/budget/?period=november").status_code == 400


def test_posting_a_budget_names_the_way_also_without_a_token() -> None:
    answer = get("/api/budget/", "POST")
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")  # type: ignore[index]
    assert "generate" in answer.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("path", ["/api/budget/", "/api/budget/bud_1/"])
def test_nobody_gets_in_without_a_token(path: str) -> None:
    assert get(path).status_code == 401
