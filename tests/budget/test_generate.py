"""Budgets are made for a person: the agent proposes, the rules make it fit, nothing hostile reaches the store."""

import json
from datetime import timedelta
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from functions.budget.subscribers import generate_first_budget, rebalance
from shared.events import OnboardingCompleted
from shared.gcp.firestore import user
from tests.budget.people import Household
from tests.ground import Ground, pushed
from tests.shared.ai.conftest import server

__all__ = ["server"]


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Household:
    return Household(ground, monkeypatch, income=8_500_000)


def proposing(server: GeminiServer, *operations: dict[str, Any], message: str = "A calm plan.") -> None:
    rows = [{"description": None, "budget": None, **one} for one in operations]
    body = {"json": {"operations": rows, "message": message}}
    server.script.load({"mode": "script", "queue": [{"body": body, "when": {"agent": "budget"}}]})


def add(title: str, budget: str, **more: Any) -> dict[str, Any]:
    return {"operation": "add", "title": title, "budget": budget, **more}


def generated(household: Household, body: Any = None, status: int = 200) -> Any:
    answered = household.ask("POST", "/api/budget/generate/", {} if body is None else body)
    assert answered.status_code == status, answered.text
    return json.loads(answered.text)


def test_a_plan_that_fits_is_kept_to_the_unit(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Groceries", "20000", description="## Groceries\nFood and drink."), add("Rent", "30000.50"))
    found = generated(household)
    assert found["message"] == "A calm plan."
    assert [(one["title"], one["budget"]) for one in found["budgets"]] == [("Groceries", 20000), ("Rent", 30000.5)]
    assert found["budgets"][0]["description"] == "## Groceries\nFood and drink."
    assert [(one["operation"], one["title"]) for one in found["operations"]] == [("add", "Groceries"), ("add", "Rent")]
    assert household.amounts() == {"Groceries": 20000, "Rent": 30000.5}


def test_a_plan_that_is_too_large_is_cut_to_the_income_with_minimums_kept(
    household: Household, server: GeminiServer
) -> None:
    user(household.uid).update({"profile.extra_info": {"budget_minimums": {"rent": 40_000}}})
    proposing(server, add("Groceries", "90000"), add("Rent", "10000"), add("Fun", "45000"))
    found = {one["title"]: one["budget"] for one in generated(household)["budgets"]}
    assert found == {"Groceries": 30_000, "Rent": 40_000, "Fun": 15_000}


def test_minimums_beyond_the_income_are_infeasible_and_nothing_is_made(
    household: Household, server: GeminiServer
) -> None:
    user(household.uid).update({"profile.extra_info": {"budget_minimums": {"Rent": "85000.01"}}})
    proposing(server, add("Rent", "10000"))
    assert generated(household, status=422)["code"] == "infeasible"
    assert household.amounts() == {}


def test_running_it_again_changes_what_there_is_and_never_doubles_a_title(
    household: Household, server: GeminiServer
) -> None:
    proposing(server, add("Santé", "5000"), add("Rent", "30000"))
    generated(household)
    proposing(server, add("SANTE", "6000"), {"operation": "edit", "title": "rent", "budget": "30000"}, add("Fun", "10"))
    found = generated(household)
    assert [(one["operation"], one["title"], one["budget"]) for one in found["operations"]] == [
        ("edit", "Santé", 6000),
        ("add", "Fun", 10),
    ]
    assert household.amounts() == {"Santé": 6000, "Rent": 30000, "Fun": 10}
    household.settle()
    assert household.amounts() == {"Santé": 6000, "Rent": 30000, "Fun": 10}  # a plan is no edit to be absorbed


def test_two_names_for_one_title_in_one_proposal_make_one_budget(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Café", "100"), add("cafe", "300"), add("  CAFÉ ", "200"))
    generated(household)
    assert household.amounts() == {"Café": 200}


def test_a_deletion_is_only_proposed(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Fun", "100"), add("Rent", "100"))
    generated(household)
    proposing(server, {"operation": "delete", "title": "Fun"}, {"operation": "edit", "title": "Rent", "budget": "90"})
    found = generated(household)
    assert ("delete", "Fun") in {(one["operation"], one["title"]) for one in found["operations"]}
    assert household.amounts() == {"Fun": 100, "Rent": 90}
    proposed = household.actions()[-1] if household.actions()[-1]["expires_at"] else household.actions()[-2]
    assert (proposed["status"], proposed["tool"]) == ("needs_confirmation", "delete_budget")
    assert proposed["expires_at"] - proposed["created_at"] == timedelta(minutes=5)


def test_pinned_budgets_keep_their_amount(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Rent", "30000"))
    (rent,) = generated(household)["budgets"]
    household.ask("PATCH", f"/api/budget/{rent['id']}/", {"pinned": True})
    proposing(server, {"operation": "edit", "title": "Rent", "budget": "1"}, add("Food", "90000"))
    generated(household)
    assert household.amounts() == {"Rent": 30_000, "Food": 55_000}


@pytest.mark.parametrize(
    "hostile",
    [
        add("Food", "-5"),
        add("Food", "NaN"),
        add("Food", "Infinity"),
        add("Food", "1e9"),
        add("Food", "１２"),
        add("Food", "9" * 30),
        {**add("Food", "5"), "budget": 5},
        add("x" * 200, "5"),
        {"operation": "drop_table", "title": "Food", "budget": "5"},
        add("Food", "5", uid="somebody"),
    ],
)
def test_a_hostile_proposal_is_no_proposal(household: Household, server: GeminiServer, hostile: dict[str, Any]) -> None:
    rows = [{"description": None, "budget": None, **hostile}]
    item = {"body": {"json": {"operations": rows, "message": "x"}}, "when": {"agent": "budget"}, "times": 9}
    server.script.load({"mode": "script", "queue": [item]})
    found = generated(household)
    assert found["degraded"] is True
    assert len(found["budgets"]) == 8
    assert sum(one["budget"] for one in found["budgets"]) <= 85_000


def test_with_the_model_down_everyday_budgets_are_made_and_it_is_said(
    household: Household, server: GeminiServer
) -> None:
    server.script.load({"mode": "down"})
    user(household.uid).update({"profile.personal_info": {"language": "fr"}})
    found = generated(household)
    assert found["degraded"] is True
    assert "Courses" in {one["title"] for one in found["budgets"]}
    assert any("consulté" in one for one in found["assumptions"])
    assert sum(one["budget"] for one in found["budgets"]) <= 85_000


def test_a_repeated_request_makes_the_same_plan_once(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Food", "100"))
    first = household.ask("POST", "/api/budget/generate/", {}, **{"Idempotency-Key": "g"})
    again = household.ask("POST", "/api/budget/generate/", {}, **{"Idempotency-Key": "g"})
    assert first.text == again.text
    assert household.amounts() == {"Food": 100}


def test_after_onboarding_the_first_budgets_are_made_once(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Food", "100"))
    event = OnboardingCompleted(uid=household.uid)
    for _ in range(2):
        generate_first_budget(pushed(event))
    generate_first_budget(pushed(OnboardingCompleted(uid=household.uid)))
    assert household.amounts() == {"Food": 100}


def test_the_agent_may_split_a_rebalance_and_the_rule_holds_it(household: Household, server: GeminiServer) -> None:
    proposing(server, add("Food", "300"), add("Fun", "200"), add("Rent", "100"))
    ids = {one["title"]: one["id"] for one in generated(household)["budgets"]}
    household.settle()
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 350})
    proposing(
        server,
        {"operation": "edit", "title": "Fun", "budget": "150"},
        {"operation": "edit", "title": "Rent", "budget": "100"},
        {"operation": "edit", "title": "Food", "budget": "350"},
    )
    household.settle()
    assert household.amounts() == {"Food": 350, "Fun": 150, "Rent": 100}


@pytest.mark.parametrize(
    "operations",
    [
        [{"operation": "edit", "title": "Food", "budget": "1"}],
        [{"operation": "delete", "title": "Food"}],
        [{"operation": "edit", "title": "Fun", "budget": "0"}, {"operation": "edit", "title": "Rent", "budget": "0"}],
        [{"operation": "edit", "title": "Fun", "budget": "9999999999999"}],
        [{"operation": "add", "title": "Bonus", "budget": "50"}],
        [{"operation": "edit", "title": "Fun", "budget": "100"}, {"operation": "edit", "title": "fun", "budget": "7"}],
    ],
)
def test_no_split_alters_the_edit_the_sum_or_what_is_spent(
    household: Household, server: GeminiServer, operations: list[dict[str, Any]]
) -> None:
    proposing(server, add("Food", "300"), add("Fun", "200"), add("Rent", "100"))
    ids = {one["title"]: one["id"] for one in generated(household)["budgets"]}
    household.settle()
    from functions.budget import service as budgets
    from tests.ground import context

    fun = budgets.get_standing(context(household.uid), ids["Fun"]).budget
    household.ground.spend(household.uid, 12_000, fun)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 350})
    proposing(server, *operations)
    (event,) = household.ground.of_type("budget.changed")
    rebalance(pushed(event))
    amounts = household.amounts()
    assert amounts["Food"] == 350
    assert sum(amounts.values()) == 600
    assert amounts["Fun"] >= 120
    assert set(amounts) == {"Food", "Fun", "Rent"}


def test_words_with_a_figure_that_is_no_fact_are_not_shown(household: Household, server: GeminiServer) -> None:
    proposing(
        server,
        add("Food", "20000", description="## Food\n20 000 DZD; most people spend 35 000 DZD."),
        add("Fun", "5000", description="## Fun\n5 000 DZD for each period."),
        message="You save 60000 DZD, which is 70% of your income.",
    )
    found = generated(household)
    assert {one["title"]: one["description"] for one in found["budgets"]} == {
        "Food": "",
        "Fun": "## Fun\n5 000 DZD for each period.",
    }
    assert found["message"] == "2 budgets were made. They come to 25000.00 DZD a period."


def test_words_whose_figures_are_facts_are_shown(household: Household, server: GeminiServer) -> None:
    message = "Of your 85,000 DZD, 20,000 go to Food and 65,000 DZD stay free."
    proposing(server, add("Food", "20000"), message=message)
    assert generated(household)["message"] == message


def test_a_plan_in_the_middle_of_a_period_covers_what_is_spent(household: Household, server: GeminiServer) -> None:
    from functions.budget import service as budgets
    from tests.ground import context

    proposing(server, add("Health", "3000"))
    (health,) = generated(household)["budgets"]
    household.ground.spend(household.uid, 650_000, budgets.get_standing(context(household.uid), health["id"]).budget)
    proposing(server, {"operation": "edit", "title": "Health", "budget": "3500"})
    (health,) = generated(household)["budgets"]
    assert (health["budget"], health["status"]) == (6500, "warning")
