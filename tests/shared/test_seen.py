"""Consumers do not rely on order: an older version of an entity than the one they have seen has no effect."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.context import Context
from shared.events import BudgetChanged
from shared.gcp.firestore import AlreadyDone, Contended, Increment, get, retry_contended, user
from shared.gcp.seen import Seen
from shared.web.subscriber import subscriber
from tests.ground import Ground, context, ground, pushed, store

__all__ = ["ground", "store"]


def _effect(asked: Context, event: BudgetChanged) -> None:
    """The amount as this consumer knows it, and how often it changed it."""

    def attempt() -> None:
        seen = Seen(asked.uid, "mirror", event.budget_id)
        if seen.is_stale(event.budget_version):
            return
        commit = asked.commit()
        seen.write(commit, event.budget_version, asked.now)
        commit.merge(user(asked.uid).collection("mirror").document("bud"), {"minor": event.after, "n": Increment(1)})
        asked.finish(commit)

    retry_contended(attempt)


mirror = subscriber("mirror", events={BudgetChanged: _effect})


def changed(uid: str, version: int) -> BudgetChanged:
    return BudgetChanged(uid=uid, budget_id="bud_1", before=0, after=version * 100, budget_version=version)


def mirrored(uid: str) -> tuple[int, int]:
    stored = get(user(uid).collection("mirror").document("bud")).to_dict() or {}
    return stored["minor"], stored["n"]


@pytest.mark.parametrize("order", [sorted, lambda ranks: sorted(ranks, reverse=True)], ids=["in order", "reversed"])
def test_the_newest_version_stays_whatever_the_order(ground: Ground, order: Callable[[range], list[int]]) -> None:
    uid = ground.person()
    versions = order(range(1, 8))
    for version in versions:
        mirror(pushed(changed(uid, version)))
    assert mirrored(uid) == (700, 7 if versions[0] == 1 else 1)


def test_duplicates_and_disorder_at_once_end_in_the_newest_version(ground: Ground) -> None:
    uid, dice = ground.person(), random.Random(7)
    events = [changed(uid, version) for version in range(1, 9)]
    deliveries = [event for event in events for _ in range(dice.randint(1, 5))]
    dice.shuffle(deliveries)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda event: mirror(pushed(event)), deliveries))
    minor, effects = mirrored(uid)
    assert minor == 800
    assert 1 <= effects <= 8


def test_an_older_version_is_acknowledged_and_marks_nothing(ground: Ground) -> None:
    uid = ground.person()
    mirror(pushed(changed(uid, 3)))
    old = changed(uid, 2)
    mirror(pushed(old))
    assert mirrored(uid) == (300, 1)
    assert not get(user(uid).collection("processed").document(f"mirror_{old.event_id}")).exists


def test_another_entity_another_consumer_and_another_person_have_marks_of_their_own(ground: Ground) -> None:
    uid = ground.person()
    mirror(pushed(changed(uid, 3)))
    assert Seen(uid, "mirror", "bud_1").version == 3
    for other in (Seen(uid, "mirror", "bud_2"), Seen(uid, "other", "bud_1"), Seen(ground.person(), "mirror", "bud_1")):
        assert other.version is None
        assert not other.is_stale(0)


def test_the_mark_is_not_written_without_the_effect(ground: Ground) -> None:
    uid = ground.person()
    asked = context(uid)
    seen, commit = Seen(uid, "mirror", "bud_1"), asked.commit()
    seen.write(commit, 4, asked.now)
    commit.create(user(uid), {})  # exists: the whole commit is refused
    with pytest.raises((Contended, AlreadyDone)):
        asked.finish(commit)
    assert Seen(uid, "mirror", "bud_1").version is None


def test_a_version_that_is_not_newer_cannot_be_written(ground: Ground) -> None:
    uid = ground.person()
    mirror(pushed(changed(uid, 3)))
    with pytest.raises(ValueError, match="not newer"):
        Seen(uid, "mirror", "bud_1").write(context(uid).commit(), 3, context(uid).now)
