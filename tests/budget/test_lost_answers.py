"""Every commit of budgets and goals happens once when its answer is lost, also when nothing follows it any more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.journal import service as journal
from functions.ledger import service as ledger
from shared.gcp import firestore, outbox
from shared.gcp.firestore import user
from shared.period import period_of
from tests.budget.losing import Died, Losing
from tests.budget.people import WORKERS, Household
from tests.ground import Ground, context, pushed
from tests.simulation.store import Client, Documents

Deed = Callable[[Household, dict[str, str]], Any]


def asking(method: str, path: str, body: Any = None) -> Deed:
    def deed(household: Household, ids: dict[str, str]) -> Any:
        filled = {key: value.format(**ids) if isinstance(value, str) else value for key, value in (body or {}).items()}
        return household.ask(
            method, path.format(**ids), filled if body is not None else None, **{"Idempotency-Key": "k"}
        )

    return deed


def undoing(household: Household, _ids: dict[str, str]) -> None:
    action = [one for one in household.actions() if one["tool"] == "update_budget"][-1]
    journal.undo(context(household.uid), action["id"], "action", {"budget": budgets.apply_change})


DEEDS: dict[str, Deed] = {
    "change": asking("PATCH", "/api/budget/{Food}/", {"budget": 350, "spent": 320}),
    "delete": asking("DELETE", "/api/budget/{Fun}/"),
    "restore": asking("POST", "/api/budget/{Gone}/restore/"),
    "move": asking("POST", "/api/budget/move/", {"from": "{Food}", "to": "{Fun}", "amount": 10}),
    "generate": asking("POST", "/api/budget/generate/", {}),
    "goal": asking("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 40, "saved": 20}),
    "goal change": asking("PATCH", "/api/budget/goals/{goal}/", {"saved": 9}),
    "goal removal": asking("DELETE", "/api/budget/goals/{goal}/"),
    "undo": undoing,
    "roll": lambda household, _: budgets.roll_periods(context(household.uid, datetime.now(UTC) + timedelta(days=32))),
}


def begun(monkeypatch: pytest.MonkeyPatch, memory: Ground) -> tuple[Household, dict[str, str], Losing]:
    losing = Losing()
    client = Client(Documents(), losing)
    monkeypatch.setattr(firestore, "_client", lambda *_: client)
    household = Household(memory, monkeypatch, income=60_000)
    ids = {title: memory.budget(household.uid, title, 20_000).id for title in ("Food", "Fun", "Gone")}
    goal = household.ask("POST", "/api/budget/goals/", {"title": "A house", "target": 10}).json
    assert goal is not None
    ids["goal"] = goal["id"]
    household.ask("DELETE", f"/api/budget/{ids['Gone']}/")
    household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 310})
    household.settle()
    return household, ids, losing


def state(household: Household) -> Any:
    """Everything that people see of their budgets, without names and times."""
    rows = [row.to_dict() for row in user(household.uid).collection("budgets").stream()]
    key = ("title", "minor", "version", "carried_over", "period_start")
    plan: Any = user(household.uid).collection("budget_plan").document("current").get().to_dict()
    spent = ledger.totals(household.uid, period_of(household.ground.today()).key).spent
    return {
        "budgets": sorted([*(row[name] for name in key), row["deleted_at"] is None] for row in rows),
        "told": sorted(household.told()),
        "actions": sorted((one["tool"], one["status"], one["summary"]) for one in household.actions()),
        "unabsorbed": {code: minor for code, minor in plan["unabsorbed"].items() if minor},
        "goals": sorted(row.to_dict()["saved"] for row in user(household.uid).collection("goals").stream()),
        "spent": sorted(minor for minor in spent.values()),
    }


def settled(household: Household) -> Any:
    """The state once the outbox was swept and everything was delivered, all of it twice."""
    outbox.sweep(datetime.now(UTC) + timedelta(days=40))
    household.settle()
    for event in list(household.ground.published):
        for worker in WORKERS:
            worker(pushed(event))
    household.settle()
    outbox.sweep(datetime.now(UTC) + timedelta(days=40))
    household.settle()
    assert list(user(household.uid).collection("outbox").stream()) == []
    return state(household)


@pytest.mark.parametrize("name", DEEDS)
def test_each_lost_answer_and_each_death_ends_as_if_nothing_had_happened(
    name: str, memory: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed = DEEDS[name]
    household, ids, losing = begun(monkeypatch, memory)
    losing.lose(0)
    deed(household, ids)
    commits, expected = losing.count, settled(household)
    assert commits
    for number in range(1, commits + 1):
        for dies in (False, True):
            memory.published.clear()
            household, ids, losing = begun(monkeypatch, memory)
            losing.lose(number, dies=dies)
            if dies:
                with pytest.raises(Died):
                    deed(household, ids)
                losing.lose(0)
                if name not in {"undo", "roll"}:
                    again(deed, household, ids)
            else:
                answered = deed(household, ids)
                assert getattr(answered, "status_code", 200) in {200, 201, 204}
            assert settled(household) == expected, (number, dies)


def again(deed: Deed, household: Household, ids: dict[str, str]) -> None:
    """The client repeats its request: answered, or told to wait while the dead one's claim lasts."""
    answered = deed(household, ids)
    if answered.status_code == 409:
        from shared.clock import system_clock
        from shared.web import app as web

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(web, "system_clock", lambda: system_clock() + timedelta(seconds=61))
            answered = deed(household, ids)
    assert answered.status_code in {200, 201, 204}, answered.text


@pytest.mark.parametrize("kind", ["budget.changed", "budget.threshold_crossed", "budgets.rebalanced"])
def test_each_lost_answer_of_a_worker_ends_as_if_nothing_had_happened(
    kind: str, memory: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    def done(number: int) -> tuple[int, Any]:
        memory.published.clear()
        household, ids, losing = begun(monkeypatch, memory)
        household.ask("PATCH", f"/api/budget/{ids['Food']}/", {"budget": 350, "spent": 360})
        commits = 0
        while household._delivered < len(memory.published):
            event = memory.published[household._delivered]
            household._delivered += 1
            for worker in WORKERS:
                losing.lose(number if event.type == kind else 0)
                worker(pushed(event))
                commits = max(commits, losing.count if event.type == kind else 0)
        losing.lose(0)
        return commits, settled(household)

    commits, expected = done(0)
    assert commits
    for number in range(1, commits + 1):
        assert done(number)[1] == expected, number
