"""What people do to their budgets over HTTP, and how the others absorb it."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.subscribers import rebalance
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from shared.period import period_of
from tests.budget.people import Household
from tests.ground import Ground, context, pushed


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    return Household(ground, monkeypatch)


def made(household: Household, **amounts: int) -> dict[str, str]:
    """Budgets of these whole units; the identifiers by title."""
    ids = {title: household.ground.budget(household.uid, title, minor * 100).id for title, minor in amounts.items()}
    household.settle()
    return ids


def test_a_change_answers_at_once_and_the_others_absorb_it_later(household: Household) -> None:
    ids = made(household, Food=24_000, Fun=20_000, Rent=10_000)
    answered = household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 30_000})
    assert answered.status_code == 200
    body = json.loads(answered.text)
    assert (body["budget"], body["rebalance"]["status"]) == (30_000, "queued")
    assert household.amounts() == {"Food": 30_000, "Fun": 20_000, "Rent": 10_000}
    household.settle()
    assert household.amounts() == {"Food": 30_000, "Fun": 16_000, "Rent": 8_000}
    title, message = household.told()[-1]
    assert title == "🔄 Budgets rebalanced"
    assert "Fun: 20000.00 → 16000.00 DZD" in message
    assert "Rent: 10000.00 → 8000.00 DZD" in message
    assert "Food" not in message


def test_one_action_tells_all_changes_of_a_rebalance(household: Household) -> None:
    ids = made(household, Food=100, Fun=100, Rent=100)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 150})
    household.settle()
    mine, balanced = household.actions()[-2:]
    assert (mine["agent"], mine["tool"]) == ("user", "update_budget")
    assert (balanced["agent"], balanced["tool"]) == ("rebalance", "rebalance")
    assert {one["id"] for one in balanced["changes"]} == {ids["Fun"], ids["Rent"]}


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_two_quick_edits_end_as_the_last_one_would_in_any_order_of_events(
    household: Household, order: tuple[int, ...]
) -> None:
    ids = made(household, Food=24_000, Fun=20_000, Rent=10_000)
    for amount in (40_000, 30_000):
        household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": amount})
    events = household.ground.of_type("budget.changed")[-2:]
    for at in order:
        rebalance(pushed(events[at]))
        rebalance(pushed(events[at]))
    assert household.amounts() == {"Food": 30_000, "Fun": 16_000, "Rent": 8_000}


def test_events_that_all_come_at_once_rebalance_once(household: Household) -> None:
    ids = made(household, Food=24_000, Fun=20_000, Rent=10_000)
    for amount in (25_000, 26_000, 27_000, 30_000):
        household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": amount})
    events = household.ground.of_type("budget.changed")[-4:]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda event: rebalance(pushed(event)), events * 2))
    assert household.amounts() == {"Food": 30_000, "Fun": 16_000, "Rent": 8_000}


def test_a_deleted_budget_gives_what_it_held_to_the_others_and_takes_it_back(household: Household) -> None:
    ids = made(household, Food=300, Fun=200, Rent=100)
    assert household.ask("DELETE", f"/api/budget/{ids['Rent']}/").status_code == 204
    household.settle()
    assert household.amounts() == {"Food": 360, "Fun": 240}
    for method in ("GET", "DELETE"):
        assert household.ask(method, f"/api/budget/{ids['Rent']}/").status_code == 404
    restored = household.ask("POST", f"/api/budget/{ids['Rent']}/restore/")
    assert restored.status_code == 200
    household.settle()
    assert household.amounts() == {"Food": 300, "Fun": 200, "Rent": 100}
    assert household.ask("POST", f"/api/budget/{ids['Rent']}/restore/").status_code == 409


def test_a_title_is_free_once_its_budget_is_deleted_and_blocks_the_restoring(household: Household) -> None:
    ids = made(household, Food=300)
    household.ask("DELETE", f"/api/budget/{ids['Food']}/")
    household.ground.budget(household.uid, "FOOD", 100)
    assert household.ask("POST", f"/api/budget/{ids['Food']}/restore/").status_code == 409


def test_pinned_budgets_stay_and_what_nobody_can_absorb_is_said(household: Household) -> None:
    ids = made(household, Food=100, Fun=50)
    household.ask("PATCH", f"/api/budget/{ids['Fun']}/", {"pinned": True})
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 130})
    household.settle()
    assert household.amounts() == {"Food": 130, "Fun": 50}
    assert "30.00 DZD could not be taken: all other budgets are pinned" in household.told()[-1][1]


def test_what_is_spent_already_is_not_taken_away(household: Household) -> None:
    ids = made(household, Food=100, Fun=50, Rent=50)
    fun = budgets.get_standing(context(household.uid), ids["Fun"]).budget
    household.ground.spend(household.uid, 4_500, fun)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 140})
    household.settle()
    assert household.amounts() == {"Food": 140, "Fun": 45, "Rent": 15}


def test_less_income_brings_the_sum_down_and_more_does_not_raise_it(household: Household) -> None:
    from shared.events import ProfileChanged
    from shared.gcp.firestore import user

    made(household, Food=300, Fun=200)
    for income, amounts in ((40_000, {"Food": 240, "Fun": 160}), (90_000, {"Food": 240, "Fun": 160})):
        user(household.uid).update({"profile.monthly_income": income})
        rebalance(pushed(ProfileChanged(uid=household.uid, fields=("monthly_income",))))
        assert household.amounts() == amounts


def test_what_goals_need_comes_out_of_the_pool(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    household = Household(ground, monkeypatch, income=50_000)
    made(household, Food=300, Fun=200)
    period = period_of(ground.today())
    goal = {"title": "A bicycle", "target": 100, "date": period.end.isoformat()}
    answered = household.ask("POST", "/api/budget/goals/", goal)
    assert json.loads(answered.text)["monthly_need"] == 100
    household.settle()
    assert household.amounts() == {"Food": 240, "Fun": 160}


def test_spent_that_a_person_corrects_becomes_an_adjustment(household: Household) -> None:
    ids = made(household, Food=1_000)
    body = json.loads(household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"spent": 850}).text)
    assert (body["spent"], body["remaining"], body["status"]) == (850, 150, "warning")
    assert "rebalance" not in body
    household.settle()
    assert [title for title, _ in household.told()] == ["📊 Approaching budget limit: Food"]
    body = json.loads(household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"spent": "100.50"}).text)
    assert body["spent"] == 100.5
    found: list[Entry] = list(ledger.find_entries(household.uid, ledger_filter(), None, 10))
    assert [(one.kind, one.minor) for one in found] == [("adjustment", -74_950), ("adjustment", 85_000)]


def ledger_filter() -> Any:
    from functions.ledger.models import Filter

    return Filter()


def test_a_lower_amount_crosses_thresholds_too(household: Household) -> None:
    ids = made(household, Food=1_000)
    food = budgets.get_standing(context(household.uid), ids["Food"]).budget
    household.ground.spend(household.uid, 50_000, food)
    household.settle()
    assert household.told() == []
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 400})
    household.settle()
    assert household.told()[0][0] == "⚠️ Overspending in Food"
    description = household.get(f"/api/budget/{ids['Food']}/")["description"]
    assert "Over the limit by 100.00 DZD" in description


def test_money_moves_between_two_budgets_and_nobody_else_notices(household: Household) -> None:
    ids = made(household, Food=100, Fun=50, Rent=30)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"pinned": True})
    moved = household.ask("POST", "/api/budget/move/", {"from": ids["Food"], "to": ids["Fun"], "amount": "40.25"})
    assert [row["budget"] for row in json.loads(moved.text)] == [59.75, 90.25]
    household.settle()
    assert household.amounts() == {"Food": 59.75, "Fun": 90.25, "Rent": 30}


def test_what_is_spent_or_a_minimum_cannot_be_moved_away(household: Household) -> None:
    ids = made(household, Food=100, Fun=50)
    food = budgets.get_standing(context(household.uid), ids["Food"]).budget
    household.ground.spend(household.uid, 7_000, food)
    body = {"from": ids["Food"], "to": ids["Fun"], "amount": 31}
    refused = household.ask("POST", "/api/budget/move/", body)
    assert (refused.status_code, json.loads(refused.text)["code"]) == (422, "infeasible")
    assert "30.00 DZD" in refused.text
    assert household.ask("POST", "/api/budget/move/", {**body, "amount": 30}).status_code == 200
    household.ask("PATCH", f"/api/budget/{ids['Fun']}/", {"minimum": 70})
    back = {"from": ids["Fun"], "to": ids["Food"], "amount": 11}
    assert household.ask("POST", "/api/budget/move/", back).status_code == 422


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_field"),
        ({"title": "x"}, "read_only_field"),
        ({"description": "x"}, "read_only_field"),
        ({"colour": "red"}, "unknown_field"),
        ({"budget": None}, "invalid_amount"),
        ({"budget": True}, "invalid_amount"),
        ({"budget": -1}, "invalid_amount"),
        ({"budget": 1.234}, "invalid_amount"),
        ({"budget": "１２"}, "invalid_amount"),
        ({"budget": "1_000"}, "invalid_amount"),
        ({"budget": 10**13}, "invalid_amount"),
        ({"spent": [1]}, "invalid_amount"),
        ({"pinned": None}, "invalid_field"),
        ({"rollover": "yes"}, "invalid_field"),
    ],
)
def test_a_bad_change_is_refused_and_changes_nothing(household: Household, body: Any, code: str) -> None:
    ids = made(household, Food=100)
    refused = household.ask("PATCH", f"/api/budget/{ids['Food']}/", body)
    assert (refused.status_code, json.loads(refused.text)["code"]) == (400, code)
    assert household.amounts() == {"Food": 100}


def test_a_stale_tag_is_refused_and_spending_does_not_change_the_tag(household: Household) -> None:
    ids = made(household, Food=100)
    path = f"/api/budget/{ids['Food']}/"
    tag = household.ask("GET", path).headers["ETag"]
    food = budgets.get_standing(context(household.uid), ids["Food"]).budget
    household.ground.spend(household.uid, 500, food)
    assert household.ask("PATCH", path, {"budget": 120}, **{"If-Match": tag}).status_code == 200
    refused = household.ask("PATCH", path, {"budget": 130}, **{"If-Match": tag})
    assert (refused.status_code, json.loads(refused.text)["code"]) == (412, "stale")
    assert household.ask("PATCH", path, {"budget": 130}, **{"If-Match": "*"}).status_code == 200
    assert household.ask("DELETE", path, **{"If-Match": tag}).status_code == 412


def test_a_repeated_change_is_made_once(household: Household) -> None:
    ids = made(household, Food=100, Fun=100)
    path = f"/api/budget/{ids['Food']}/"
    answers = [household.ask("PATCH", path, {"budget": 150}, **{"Idempotency-Key": "k"}) for _ in range(3)]
    assert len({one.text for one in answers}) == 1
    assert answers[2].headers["Idempotent-Replay"] == "true"
    household.settle()
    assert household.amounts() == {"Food": 150, "Fun": 50}
    assert household.ask("PATCH", path, {"budget": 1}, **{"Idempotency-Key": "k"}).status_code == 422


def test_another_persons_budget_does_not_exist(household: Household) -> None:
    other = household.ground.budget(household.ground.person(), "Food", 100)
    mine = made(household, Fun=10)["Fun"]
    for method, path, body in (
        ("GET", f"/api/budget/{other.id}/", None),
        ("PATCH", f"/api/budget/{other.id}/", {"budget": 1}),
        ("DELETE", f"/api/budget/{other.id}/", None),
        ("POST", f"/api/budget/{other.id}/restore/", None),
        ("GET", f"/api/budget/{other.id}/history/", None),
        ("POST", "/api/budget/move/", {"from": mine, "to": other.id, "amount": 1}),
        ("POST", "/api/budget/move/", {"from": other.id, "to": mine, "amount": 1}),
    ):
        assert household.ask(method, path, body).status_code == 404, (method, path)
