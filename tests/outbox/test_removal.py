"""A published event leaves the outbox once the person has the answer; until then, and whatever happens, it is there."""

from typing import Any

import pytest
from google.api_core.exceptions import Aborted
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request

from shared.events import ProfileChanged
from shared.gcp import outbox, pubsub
from shared.gcp.firestore import client, user
from tests.budget.memory import memory
from tests.ground import Ground, context, sign_in_as

__all__ = ["memory"]


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


def test_the_answer_does_not_wait_for_the_row_to_be_removed(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = memory.person()
    sign_in_as(uid, monkeypatch)
    budget = memory.budget(uid, "Food", 10_000)
    memory.published.clear()
    answered = patch("budget", f"/api/budget/{budget.id}/", {"budget": 200})
    assert answered.status_code == 200, answered.text
    assert len(memory.published) == 1
    assert rows(uid) == 1
    answered.close()
    assert rows(uid) == 0


def test_a_row_that_was_not_published_stays_for_the_sweeper(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = memory.person()
    sign_in_as(uid, monkeypatch)
    budget = memory.budget(uid, "Food", 10_000)

    def down(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(pubsub, "publish", down)
    answered = patch("budget", f"/api/budget/{budget.id}/", {"budget": 200})
    assert answered.status_code == 200
    answered.close()
    assert rows(uid) == 1


def test_a_worker_has_removed_its_rows_when_it_is_done(memory: Ground) -> None:
    uid = memory.person()
    commit(uid)
    assert rows(uid) == 0


def test_what_is_committed_after_the_answer_is_removed_at_once(memory: Ground) -> None:
    uid = memory.person()
    with outbox.removing_later() as remove:
        commit(uid)
        assert rows(uid) == 1
    commit(uid)  # as a stream does, whose answer is still under way
    assert rows(uid) == 1
    remove()
    assert rows(uid) == 0


def test_a_row_that_cannot_be_removed_breaks_no_answer(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = memory.person()
    with outbox.removing_later() as remove:
        commit(uid)

    def down(*_: object, **__: object) -> None:
        raise Aborted("down")

    monkeypatch.setattr(type(client().batch()), "commit", down)
    remove()
    assert rows(uid) == 1
