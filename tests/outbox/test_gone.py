"""People who closed their account: their late events have no effect, and no commit makes anything of theirs anew."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cloudevents.http import CloudEvent

from functions.budget import service as budgets
from functions.budget.subscribers import budget_on_expense
from functions.notify.subscribers import notify_on_event
from functions.outbox.subscribers import park_dead_letters
from shared.events import encode
from shared.gcp import parked, tombstones
from shared.gcp.firestore import Commit, Gone, client, user
from tests.ground import Ground, context, pushed
from tests.outbox.test_replay import crossed


def bury(uid: str) -> None:
    asked = context("undertaker")
    commit = asked.commit()
    tombstones.bury(commit, uid, asked.now)
    asked.finish(commit)


def vanish(uid: str) -> None:
    """The tombstone, and then nothing of the person is left."""
    bury(uid)
    client().recursive_delete(user(uid))


def left(uid: str) -> list[str]:
    """Every document of a person."""
    found = [user(uid).path] if user(uid).get().exists else []
    for collection in user(uid).collections():
        found += [row.reference.path for row in collection.stream()]
    return found


def test_the_tombstone_does_not_name_the_person(ground: Ground) -> None:
    uid = ground.person()
    assert not tombstones.is_gone(uid)
    for _ in range(2):
        bury(uid)
    assert tombstones.is_gone(uid)
    (row,) = client().collection("tombstones").stream()
    assert uid not in row.id + json.dumps(row.to_dict(), default=str)


def test_late_events_of_the_gone_are_dropped(ground: Ground, capfd: pytest.CaptureFixture[str]) -> None:
    uid = ground.person()
    ground.spend(uid, 1100, ground.budget(uid, "Food", 1000))
    event = ground.of_type("expense.recorded")[0]
    vanish(uid)
    budget_on_expense(pushed(event))
    notify_on_event(pushed(crossed(uid)))
    assert left(uid) == []
    assert ground.of_type("budget.threshold_crossed") == []


@pytest.mark.parametrize("when", ["before its effect is committed", "while a request is at work"])
def test_who_vanishes_while_work_is_done_is_not_made_anew(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    uid = ground.person()
    real = Commit.run

    def run(commit: Commit) -> None:
        with monkeypatch.context() as inside:
            inside.setattr(Commit, "run", real)
            vanish(uid)
        real(commit)

    if when.startswith("before"):
        monkeypatch.setattr(Commit, "run", run)
        notify_on_event(pushed(crossed(uid)))
    else:
        monkeypatch.setattr(Commit, "run", run)
        with pytest.raises(Gone):
            ground.budget(uid, "Food", 1000)
    assert left(uid) == []
    assert ground.published == []


def test_the_deletion_itself_may_commit(ground: Ground) -> None:
    uid = ground.person()
    bury(uid)
    guard = context(uid).guard
    with pytest.raises(Gone):
        Commit(guard).run()
    commit = Commit(guard, even_if_gone=True)
    tombstones.bury(commit, uid, context(uid).now)
    commit.run()


def test_a_person_may_close_the_account_in_the_commit_that_buries(ground: Ground) -> None:
    uid = ground.person()
    asked = context(uid)
    commit = asked.commit()
    tombstones.bury(commit, uid, asked.now)
    asked.finish(commit)
    assert tombstones.is_gone(uid)


def test_writers_of_one_person_do_not_wait_for_the_tombstone(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda _: ground.spend(uid, 1, food), range(30)))
    assert [one.spent for one in budgets.list_standings(context(uid))] == [30]


def test_messages_of_the_gone_are_not_parked(ground: Ground) -> None:
    uid, other = ground.person(), ground.person()
    vanish(uid)
    for person, data in ((uid, encode(crossed(uid))), (uid, b'{"uid":"%s"}' % uid.encode()), (other, b"?")):
        message = {"data": base64.b64encode(data).decode(), "attributes": {"type": "budget.threshold_crossed"}}
        about = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
        park_dead_letters(CloudEvent(about, {"message": message}))
        broken: Any = {**message, "data": base64.b64encode(data[:-2] + b"]}").decode()}
        notify_on_event(CloudEvent(about, {"message": broken}))
        assert person
    assert [one.uid for one in parked.waiting("dead_letters")] == [None]
