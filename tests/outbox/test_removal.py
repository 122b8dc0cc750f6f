"""A person's answer does not wait for its event to arrive; the event stays in the outbox until it has."""

from collections.abc import Callable
from typing import Any

import pytest
from google.api_core.exceptions import Aborted
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request

from shared.events import ProfileChanged, decode
from shared.gcp import outbox, pubsub
from shared.gcp.firestore import client, user
from tests.budget.memory import memory
from tests.ground import Ground, context, sign_in_as

__all__ = ["memory"]


@pytest.fixture
def sent(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What became of messages, in order."""
    told: list[str] = []

    def begin(_topic: str, data: bytes, _attributes: dict[str, str]) -> Callable[[], None]:
        told.append(f"sent {decode(data).type}")
        return lambda: told.append("arrived")

    monkeypatch.setattr(pubsub, "begin", begin)
    return told


@pytest.fixture
def budget(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A person's uid, and the path of their budget."""
    uid = memory.person()
    sign_in_as(uid, monkeypatch)
    return uid, f"/api/budget/{memory.budget(uid, 'Food', 10_000).id}/"


def rows(uid: str) -> int:
    return len(list(user(uid).collection("outbox").stream()))


def patch(name: str, path: str, body: dict[str, Any]) -> TestResponse:
    """A request to the deployed function; its answer is whole, but not closed yet."""
    import main

    function = getattr(main, name)
    client = Client(lambda environ, start: function(Request(environ))(environ, start))
    return client.patch(path, json=body)


def commit(uid: str) -> None:
    asked = context(uid)
    commit = asked.commit()
    commit.emit(ProfileChanged(uid=uid, occurred_at=asked.now, fields=("savings",)), asked.now)
    asked.finish(commit)


def test_an_event_is_sent_before_the_answer_and_waited_for_after_it(budget: tuple[str, str], sent: list[str]) -> None:
    uid, path = budget
    answered = patch("budget", path, {"budget": 200})
    assert answered.status_code == 200, answered.text
    assert sent == ["sent budget.changed"]
    assert rows(uid) == 1
    answered.close()
    assert sent == ["sent budget.changed", "arrived"]
    assert rows(uid) == 0


@pytest.mark.parametrize("late", [False, True])
def test_an_event_that_does_not_arrive_stays_for_the_sweeper(
    budget: tuple[str, str], monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    uid, path = budget

    def down() -> None:
        raise ConnectionError

    def begin(*_: object) -> Callable[[], None]:
        if not late:
            down()
        return down

    monkeypatch.setattr(pubsub, "begin", begin)
    answered = patch("budget", path, {"budget": 200})
    assert answered.status_code == 200
    answered.close()
    assert rows(uid) == 1


def test_a_worker_has_settled_its_events_when_it_is_done(memory: Ground) -> None:
    uid = memory.person()
    commit(uid)
    assert len(memory.published) == 1
    assert rows(uid) == 0


def test_what_is_committed_after_the_answer_is_settled_at_once(memory: Ground, sent: list[str]) -> None:
    uid = memory.person()
    with outbox.settling_later() as settle:
        commit(uid)
        assert (sent, rows(uid)) == (["sent profile.changed"], 1)
    commit(uid)  # as a stream does, whose answer is still under way
    assert (len(memory.published), rows(uid)) == (1, 1)
    settle()
    assert rows(uid) == 0


def test_a_row_that_cannot_be_removed_breaks_no_answer(
    memory: Ground, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = memory.person()
    with outbox.settling_later() as settle:
        commit(uid)

    def down(*_: object, **__: object) -> None:
        raise Aborted("down")  # type: ignore[no-untyped-call]

    monkeypatch.setattr(type(client().batch()), "commit", down)
    settle()
    assert sent[-1] == "arrived"
    assert rows(uid) == 1
