"""A claim on a key is written for the living only: nothing of a person is made once the account is closed."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.errors import Conflict
from shared.gcp.firestore import Gone, client, get, tombstone, user
from shared.gcp.idempotency import RequestKey, request_key
from tests.budget.memory import memory
from tests.ground import Ground, ground, store

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
__all__ = ["ground", "memory", "store"]


def key(uid: str, at: datetime = NOW) -> RequestKey:
    return request_key(uid, "POST /slow", "k", "same", at)


def close(uid: str) -> None:
    tombstone(uid).set({"at": NOW})


@pytest.fixture(params=["ground", "memory"])
def place(request: pytest.FixtureRequest) -> Ground:
    """The real store, and the one of the simulation."""
    found: Ground = request.getfixturevalue(request.param)
    return found


def test_a_claim_after_the_account_was_closed_is_refused_and_leaves_nothing(place: Ground) -> None:
    uid = place.person()
    close(uid)
    with pytest.raises(Gone):
        key(uid).claim()
    assert not get(key(uid).ref).exists


def test_a_claim_whose_holder_died_is_not_taken_over_once_the_account_was_closed(place: Ground) -> None:
    uid = place.person()
    key(uid).claim()
    close(uid)
    before = get(key(uid).ref).update_time
    with pytest.raises(Gone):
        key(uid, NOW + timedelta(minutes=2)).claim()
    assert get(key(uid).ref).update_time == before


def test_a_claim_holds_off_a_second_one_and_is_finished_by_its_holder(place: Ground) -> None:
    uid = place.person()
    first = key(uid)
    first.claim()
    with pytest.raises(Conflict) as waits:
        key(uid).claim()
    assert waits.value.code == "in_progress"
    batch = client().batch()
    first.write(batch)
    batch.commit()
    assert (get(first.ref).to_dict() or {})["state"] == "done"
    assert not get(user(uid).collection("things").document("one")).exists
