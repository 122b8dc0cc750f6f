"""A period at a glance, and thresholds that each person chooses."""

import json
from datetime import date
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.rules.standing import per_day
from shared.period import period_of
from tests.budget.people import Household
from tests.ground import Ground, context


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(ground, monkeypatch, income=100_000)


def test_a_summary_counts_its_own_currency_and_names_the_others(household: Household) -> None:
    ground, uid = household.ground, household.uid
    food, trip = ground.budget(uid, "Food", 60_000), ground.budget(uid, "Trip", 10_000, "EUR")
    ground.spend(uid, 15_000, food)
    ground.spend(uid, 500)
    ground.spend(uid, 700, trip, currency="EUR")
    ground.spend(uid, 90_000, kind="income")
    found = household.get("/api/budget/summary/")
    assert (found["currency"], found["planned"], found["spent"], found["left"]) == ("DZD", 600, 155, 445)
    assert (found["income"], found["income_received"], found["unallocated"]) == (1000, 900, 400)
    assert {one["title"] for one in found["budgets"]} == {"Food", "Trip"}
    assert found["other_currencies"] == [{"currency": "EUR", "spent": 7}]
    period = period_of(ground.today())
    days = (period.end - ground.today()).days + 1
    assert found["left_per_day"] == pytest.approx(44_500 // days / 100)


def test_a_past_period_has_no_day_left(household: Household) -> None:
    found = household.get("/api/budget/summary/?period=2026-01-10")
    assert (found["left_per_day"], found["spent"], found["period"]["start"]) == (None, 0, "2026-01-01")


@pytest.mark.parametrize(
    ("left", "today", "share"),
    [
        (3000, date(2026, 11, 1), 100),
        (3000, date(2026, 11, 30), 3000),
        (3001, date(2026, 11, 29), 1500),
        (-1, date(2026, 11, 5), 0),
        (3000, date(2026, 10, 1), 100),
        (3000, date(2026, 12, 1), None),
    ],
)
def test_what_is_left_is_spread_over_the_days_with_today(left: int, today: date, share: int | None) -> None:
    assert per_day(left, period_of(date(2026, 11, 1)), today) == share


def preferred(household: Household, **changes: Any) -> Any:
    from functions.notify.api import app

    document = json.loads(app.test_client().get("/api/notify/preferences/").text) | changes
    return app.test_client().put("/api/notify/preferences/", json=document)


def test_each_person_has_their_own_thresholds(household: Household) -> None:
    assert preferred(household, thresholds=[50, 120]).status_code == 200
    ground, uid = household.ground, household.uid
    food = ground.budget(uid, "Food", 100_000)
    for minor in (49_999, 1, 50_000, 19_999, 2):
        ground.spend(uid, minor, food)
        household.settle()
    assert [title for title, _ in household.told()] == [
        "📊 Approaching budget limit: Food",
        "⚠️ Overspending in Food",
    ]
    assert budgets.get_standing(context(uid), food.id).health == "over"


def test_a_type_that_nobody_wants_is_not_created(household: Household) -> None:
    answered = preferred(household, types={"budget_alert": {"in_app": False, "push": True}})
    assert json.loads(answered.text)["types"]["expense_alert"] == {"in_app": True, "push": True}
    food = household.ground.budget(household.uid, "Food", 1000)
    household.ground.spend(household.uid, 5000, food)
    household.settle()
    assert household.told() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"thresholds": []},
        {"thresholds": [80, 80]},
        {"thresholds": [100, 80]},
        {"thresholds": [0]},
        {"thresholds": [201]},
        {"thresholds": [1, 2, 3, 4, 5, 6]},
        {"thresholds": [80.5]},
        {"digest": "hourly"},
        {"quiet_hours": {"from": "22:00"}},
        {"quiet_hours": {"from": "22:00", "to": "24:00"}},
        {"types": {"letters": {"in_app": True, "push": True}}},
        {"colour": "red"},
    ],
)
def test_bad_preferences_are_refused(household: Household, changes: Any) -> None:
    assert preferred(household, **changes).status_code == 400


def test_the_whole_document_is_due(household: Household) -> None:
    from functions.notify.api import app

    assert app.test_client().put("/api/notify/preferences/", json={"thresholds": [90]}).status_code == 400
