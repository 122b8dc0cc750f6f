"""What a person decided stays, also over what there is to plan with, until there is less than before."""

import itertools
import json

import pytest

from functions.budget.subscribers import rebalance
from shared.events import ProfileChanged
from shared.gcp.firestore import user
from tests.budget.people import Household
from tests.budget.test_changes import made
from tests.ground import Ground, pushed


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(memory, monkeypatch, income=100_000)


def earns(household: Household, income: int) -> None:
    user(household.uid).update({"profile.monthly_income": income * 100})
    household.ground.published.append(ProfileChanged(uid=household.uid, fields=("monthly_income",)))
    household.settle()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_an_edit_over_the_income_is_not_cut_by_the_events_of_other_edits(
    household: Household, order: tuple[int, ...]
) -> None:
    ids = made(household, Food=600, Fun=400)
    for amount in (900, 1100, 1200):
        household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": amount})
    events = household.ground.of_type("budget.changed")[-3:]
    for at in order:
        rebalance(pushed(events[at]))
    assert household.amounts() == {"Food": 1200, "Fun": 0}
    household.settle()
    assert household.amounts() == {"Food": 1200, "Fun": 0}
    assert "200.00 DZD could not be taken" in household.told()[-1][1]


def test_moving_money_or_another_edit_does_not_bring_a_decided_budget_down(household: Household) -> None:
    ids = made(household, Food=600, Fun=400)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 1200})
    household.settle()
    household.ask("POST", "/api/budget/move/", {"from": ids["Food"], "to": ids["Fun"], "amount": 100})
    household.settle()
    assert household.amounts() == {"Food": 1100, "Fun": 100}
    household.ask("PATCH", f"/api/budget/{ids['Fun']}/", {"budget": 150})
    household.settle()
    assert household.amounts() == {"Food": 1050, "Fun": 150}


def test_less_income_than_before_brings_the_sum_down_once(household: Household) -> None:
    ids = made(household, Food=600, Fun=400)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 1200})
    household.settle()
    earns(household, 1100)
    assert household.amounts() == {"Food": 1200, "Fun": 0}
    earns(household, 1050)
    assert household.amounts() == {"Food": 1050, "Fun": 0}
    earns(household, 1050)
    assert household.amounts() == {"Food": 1050, "Fun": 0}


def test_a_rebalance_of_many_budgets_tells_of_the_first_and_counts_the_others(household: Household) -> None:
    ids = {
        f"{'é' * 70} {rank}": household.ground.budget(household.uid, f"{'é' * 70} {rank}", 1_000).id
        for rank in range(60)
    }
    household.settle()
    first = next(iter(ids.values()))
    household.ask("PATCH", f"/api/budget/{first}/", {"budget": 69})
    household.settle()
    rows = household.get("/api/budget/?limit=100")
    assert len(rows) == 60
    assert round(sum(row["budget"] for row in rows), 2) == 600
    (event,) = household.ground.of_type("budgets.rebalanced")
    assert len(event.changes) + event.more == 59
    assert f"and {event.more} more" in household.told()[-1][1]
    assert len(household.actions()[-1]["changes"]) == 59


def test_nobody_who_wants_no_such_notification_gets_one(household: Household) -> None:
    ids = made(household, Food=600, Fun=400)
    channels = {"in_app": False, "push": False}
    user(household.uid).update({"preferences": {"types": {"system": channels, "goal_milestone": channels}}})
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 700})
    household.ask("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 10, "saved": 5})
    household.settle()
    assert household.amounts() == {"Food": 700, "Fun": 300}
    assert household.told() == []


def test_notifications_lead_to_what_they_tell_of(household: Household) -> None:
    ids = made(household, Food=600, Fun=400)
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 700, "spent": 701})
    answered = household.ask("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 10, "saved": 5})
    goal = json.loads(answered.text)["id"]
    household.settle()
    told = [row.to_dict() for row in user(household.uid).collection("notifications").stream()]
    assert {(one["notification_type"], one["priority"], one["title"], one["action_url"]) for one in told} == {
        ("budget_alert", "high", "⚠️ Overspending in Food", f"/budget/{ids['Food']}"),
        ("system", "low", "🔄 Budgets rebalanced", "/budget"),
        ("goal_milestone", "medium", "🎯 A bicycle: 50%", f"/goals/{goal}"),
    }
    assert [one["related_budget_id"] for one in told if one["priority"] == "high"] == [ids["Food"]]
