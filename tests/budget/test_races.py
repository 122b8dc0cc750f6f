"""Many at once on one person's budgets, over the real store: no lost money, no double effect, never a 500."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.budget import service as budgets
from functions.budget.subscribers import rebalance
from shared.events import ProfileChanged
from shared.gcp.firestore import user
from tests.budget.people import Household
from tests.ground import Ground, context, pushed


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    return Household(ground, monkeypatch)


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """All of them, begun at the same moment."""
    gate = threading.Barrier(len(deeds))

    def begin(deed: Callable[[], Any]) -> Any:
        gate.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(begin, deeds))


def test_thirty_writers_end_with_the_sum_that_was_and_a_settled_plan(household: Household) -> None:
    uid, ground = household.uid, household.ground
    made = [ground.budget(uid, f"Budget {rank}", 100_000) for rank in range(5)]
    household.settle()

    def change(rank: int) -> Callable[[], Any]:
        path = f"/api/budget/{made[rank % 3].id}/"
        return lambda: household.ask("PATCH", path, {"budget": 500 + 37 * rank, "pinned": False})

    def balance() -> None:
        rebalance(pushed(ProfileChanged(uid=uid, fields=("monthly_income",))))

    def spend(rank: int) -> Callable[[], Any]:
        return lambda: ground.spend(uid, 100 + rank, made[rank % 5])

    deeds = [change(rank) for rank in range(10)] + [spend(rank) for rank in range(8)] + [balance] * 8
    deeds += [lambda: household.ask("DELETE", f"/api/budget/{made[4].id}/")] * 2
    deeds += [
        lambda: household.ask("POST", "/api/budget/move/", {"from": made[0].id, "to": made[1].id, "amount": 1})
    ] * 2
    answers = [one for one in at_once(deeds) if isinstance(one, TestResponse)]
    assert {one.status_code for one in answers} <= {200, 204, 404, 409, 422}
    assert all(one.headers.get("Retry-After") for one in answers if one.status_code == 409)
    household.settle()
    found = budgets.all_budgets(uid)
    assert len(found) == 4
    assert sum(one.minor for one in found) == 500_000
    plan: Any = user(uid).collection("budget_plan").document("current").get().to_dict()
    assert (plan["unabsorbed"], plan["edited"]) == ({}, {})
    spent = sum(one.spent for one in budgets.list_standings(context(uid)))
    assert spent == sum(100 + rank for rank in range(8) if rank % 5 != 4)


@pytest.mark.parametrize("route", ["change", "move", "goal", "generate", "delete", "restore"])
def test_forty_racers_with_one_key_have_one_effect_and_one_answer(household: Household, route: str) -> None:
    one, other = (household.ground.budget(household.uid, title, 10_000) for title in ("Food", "Fun"))
    if route == "restore":
        household.ask("DELETE", f"/api/budget/{one.id}/")
    asked: dict[str, tuple[str, str, Any]] = {
        "change": ("PATCH", f"/api/budget/{one.id}/", {"budget": 50, "spent": 7}),
        "move": ("POST", "/api/budget/move/", {"from": one.id, "to": other.id, "amount": 3}),
        "goal": ("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 10, "saved": 5}),
        "generate": ("POST", "/api/budget/generate/", {}),
        "delete": ("DELETE", f"/api/budget/{one.id}/", None),
        "restore": ("POST", f"/api/budget/{one.id}/restore/", None),
    }
    method, path, body = asked[route]
    before, events = len(household.actions()), len(household.ground.published)

    def race() -> TestResponse:
        return household.ask(method, path, body, **{"Idempotency-Key": "race"})

    answers = at_once([race] * 40)
    good = [answer for answer in answers if answer.status_code < 300]
    assert {answer.status_code for answer in answers} - {409} == {good[0].status_code}
    assert len({answer.text for answer in good}) == 1
    again = race()
    assert (again.status_code, again.text, again.headers["Idempotent-Replay"]) == (
        good[0].status_code,
        good[0].text,
        "true",
    )
    kinds = [event.type for event in household.ground.published[events:]]
    assert len(kinds) == len(
        {(event.type, getattr(event, "budget_id", "")) for event in household.ground.published[events:]}
    )
    if route != "generate":
        assert len(household.actions()) == before + 1
