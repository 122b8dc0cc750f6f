"""Forty of one request at the same time: one effect, and one answer for all, whatever the effect would refuse."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.budget.people import Household
from tests.ground import Ground
from tests.racing import race

Request = tuple[str, str, Any]


@pytest.fixture
def household(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(ground, monkeypatch)


def _budget(household: Household) -> str:
    return f"/api/budget/{household.ground.budget(household.uid, 'Food', 1000).id}/"


def _goal(household: Household) -> str:
    made = household.ask("POST", "/api/budget/goals/", {"title": "A bicycle", "target": 1000})
    return f"/api/budget/goals/{made.json['id']}/"  # type: ignore[index]


def change(household: Household) -> Request:
    return "PATCH", _budget(household), {"budget": 12}


def delete(household: Household) -> Request:
    return "DELETE", _budget(household), None


def restore(household: Household) -> Request:
    path = _budget(household)
    assert household.ask("DELETE", path).status_code == 204
    return "POST", f"{path}restore/", None


def move(household: Household) -> Request:
    one, other = (household.ground.budget(household.uid, title, 1000).id for title in ("Food", "Rent"))
    return "POST", "/api/budget/move/", {"from": one, "to": other, "amount": 6}


def create_goal(_: Household) -> Request:
    return "POST", "/api/budget/goals/", {"title": "A bicycle", "target": 1000}


def create_the_last_goal(household: Household) -> Request:
    for number in range(49):
        household.ask("POST", "/api/budget/goals/", {"title": f"Goal {number}", "target": 1})
    return create_goal(household)


def change_goal(household: Household) -> Request:
    return "PATCH", _goal(household), {"saved": 3}


def delete_goal(household: Household) -> Request:
    return "DELETE", _goal(household), None


WRITES = (change, delete, restore, move, create_goal, create_the_last_goal, change_goal, delete_goal)


@pytest.mark.parametrize("write", WRITES, ids=lambda one: one.__name__)
def test_forty_racers_with_one_key_have_one_effect_and_one_answer(
    household: Household, write: Callable[[Household], Request]
) -> None:
    request = write(household)
    before = len(household.actions())
    race(lambda: household.ask(*request, **{"Idempotency-Key": "k"}))
    assert len(household.actions()) == before + 1


@pytest.mark.parametrize("write", [change, restore, create_goal, change_goal], ids=lambda one: one.__name__)
def test_a_repetition_shows_the_entity_tag_that_the_first_answer_had(
    household: Household, write: Callable[[Household], Request]
) -> None:
    method, path, body = write(household)
    first, again = (household.ask(method, path, body, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert again.headers["Idempotent-Replay"] == "true"
    assert again.headers["ETag"] == first.headers["ETag"]
    one = f"/api/budget/goals/{first.json['id']}/" if "goals" in path else f"/api/budget/{first.json['id']}/"  # type: ignore[index]
    assert household.ask("GET", one).headers["ETag"] == first.headers["ETag"]


def test_a_request_that_fails_for_its_own_reasons_still_does(household: Household) -> None:
    path = _budget(household)
    assert household.ask("DELETE", path, **{"Idempotency-Key": "k"}).status_code == 204
    assert household.ask("DELETE", path, **{"Idempotency-Key": "another"}).status_code == 404
    assert household.ask("DELETE", path).status_code == 404
