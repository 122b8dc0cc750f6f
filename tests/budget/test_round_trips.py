"""What a change of a budget waits for: one round trip to read, one to write, and no model."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shared.gcp import firestore
from shared.gcp.firestore import user
from tests.budget.people import Household
from tests.ground import Ground


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(memory, monkeypatch)


@pytest.fixture
def trips(household: Household, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The round trips to the store, as they are made."""
    told: list[str] = []
    client = firestore.client()

    def counting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            told.append(name)
            return real(*args, **kwargs)

        return counted

    batch = type(client.batch())
    monkeypatch.setattr(type(client), "get_all", counting("read", type(client).get_all))
    monkeypatch.setattr(batch, "commit", counting("commit", batch.commit))
    for kind in (type(user("x")), type(user("x").collection("y"))):
        for name in ("get", "stream"):
            if hasattr(kind, name):
                monkeypatch.setattr(kind, name, counting("read", getattr(kind, name)))
    return told


def change(household: Household, body: dict[str, Any], trips: list[str]) -> Any:
    name = household.ground.budget(household.uid, "Food", 10_000).id
    trips.clear()
    answered = household.ask("PATCH", f"/api/budget/{name}/", body)
    assert answered.status_code == 200, answered.text
    return answered.json


def test_an_amount_is_changed_in_one_read_and_one_commit(household: Household, trips: list[str]) -> None:
    change(household, {"budget": 200}, trips)
    assert trips == ["read", "commit", "commit"]  # the last one takes the published event out of the outbox


def test_what_moves_no_amount_is_one_read_and_one_commit(household: Household, trips: list[str]) -> None:
    change(household, {"pinned": True}, trips)
    assert trips == ["read", "commit"]


def test_whose_periods_are_other_ones_waits_for_one_more_read_and_gets_the_right_sums(
    household: Household, trips: list[str]
) -> None:
    today = household.ground.today()
    other = (today - timedelta(days=2)).day
    start_day = other if 1 < other <= 28 else 10
    user(household.uid).update({"profile.period_start_day": start_day})
    changed = change(household, {"spent": 30}, trips)
    assert changed["spent"] == 30
    assert trips == ["read", "read", "commit", "commit"]
