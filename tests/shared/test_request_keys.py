"""A request with an Idempotency-Key over a real store: racers, repetitions, lost acknowledgements, failures."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Response, g, request
from google.api_core import exceptions as api_errors
from google.cloud.firestore import WriteBatch
from werkzeug.test import TestResponse

from shared.config import config
from shared.errors import Unprocessable
from shared.events import ProfileChanged
from shared.gcp import pubsub
from shared.gcp.firestore import Increment, get, user
from shared.web.app import answer, context, dumps, make_app
from shared.web.auth import public
from tests import emulators

Send = Callable[..., TestResponse]
PUBLISHED: list[str] = []
_CLAIM = 2  # writes of a claim: the key, and that the account is not closed


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with emulators.firestore() as host:
        yield host


def _app() -> Any:
    app = make_app("keys")

    @app.post("/add/", doc_ui=False)
    @public
    def add() -> Response:
        g.uid = "u1"
        asked = context()
        if not request.args.get("unclaimed"):
            asked.claim()
        if request.args.get("fail"):
            raise Unprocessable("This cannot be done.")
        commit = asked.commit()
        commit.merge(user("u1").collection("sums").document("one"), {"count": Increment(1)})
        commit.emit(ProfileChanged(uid="u1", fields=("savings",)), asked.now)
        asked.finish(commit, lambda: (201, dumps({"attempt": asked.request_id})))
        return answer({"attempt": asked.request_id}, 201)

    return app


@pytest.fixture
def send(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Send]:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", emulators.own_project("keys"))
    config.cache_clear()
    PUBLISHED.clear()
    monkeypatch.setattr(pubsub, "publish", lambda topic, _data, _attributes: PUBLISHED.append(topic))
    app = _app()

    def post(key: str | None = "k", path: str = "/add/", **kwargs: Any) -> TestResponse:
        headers = {} if key is None else {"Idempotency-Key": key}
        answered: TestResponse = app.test_client().post(path, headers=headers, **({"json": {}} | kwargs))
        return answered

    yield post
    config.cache_clear()


def counted() -> int:
    return int((get(user("u1").collection("sums").document("one")).to_dict() or {}).get("count", 0))


def test_forty_racers_with_one_key_have_one_effect_and_one_answer(send: Send) -> None:
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: send(), range(40)))
    assert {one.status_code for one in answers} <= {201, 409}
    assert all(one.headers["Retry-After"] == "1" for one in answers if one.status_code == 409)
    done = [one for one in answers if one.status_code == 201]
    assert len({one.text for one in done}) == 1
    assert sum("Idempotent-Replay" not in one.headers for one in done) == 1
    again = send()
    assert (again.status_code, again.text, again.headers["Idempotent-Replay"]) == (201, done[0].text, "true")
    assert (counted(), PUBLISHED) == (1, ["profiles"])


def test_racers_that_claim_nothing_have_one_effect_and_one_answer_too(send: Send) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: send(path="/add/?unclaimed=1"), range(20)))
    assert {one.status_code for one in answers} == {201}
    assert len({one.text for one in answers}) == 1
    assert (counted(), PUBLISHED) == (1, ["profiles"])


def test_requests_without_a_key_are_each_done(send: Send) -> None:
    assert [send(None).status_code for _ in range(3)] == [201] * 3
    assert counted() == 3


def test_another_body_under_the_same_key_is_refused(send: Send) -> None:
    assert send(json={"a": 1}).status_code == 201
    other = send(json={"a": 2})
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")  # type: ignore[index]
    assert counted() == 1


@pytest.mark.parametrize("key", ["", "with space", "é", "x" * 256])
def test_a_key_that_is_no_key_is_refused(send: Send, key: str) -> None:
    assert send(key).status_code == 400
    assert counted() == 0


def test_a_failed_request_frees_its_key_at_once(send: Send) -> None:
    assert send(path="/add/?fail=1").status_code == 422
    assert send().status_code == 201
    assert counted() == 1


class _LostAcknowledgements:
    """Lets each commit be applied and loses the first answers to it; a claim is left alone."""

    def __init__(self, times: int) -> None:
        self.left = times
        self._real = WriteBatch.commit

    def __call__(self, batch: WriteBatch, retry: Any = None, timeout: Any = None) -> Any:
        if len(batch) <= _CLAIM:
            return self._real(batch, timeout=timeout)

        def once() -> Any:
            result = self._real(batch, retry=None, timeout=timeout)
            if self.left > 0:
                self.left -= 1
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return (retry or (lambda function: function))(once)()


@pytest.mark.parametrize("key", ["k", None], ids=["with a key", "without a key"])
def test_a_lost_acknowledgement_is_a_success_with_one_effect(
    send: Send, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    lost = _LostAcknowledgements(1)

    def commit(batch: WriteBatch, **kwargs: Any) -> Any:
        return lost(batch, **kwargs)

    monkeypatch.setattr(WriteBatch, "commit", commit)
    first = send(key)
    assert (first.status_code, "Idempotent-Replay" in first.headers) == (201, False)
    assert (counted(), PUBLISHED, lost.left) == (1, ["profiles"], 0)
    if key:
        assert send(key).text == first.text
        assert counted() == 1


def test_acknowledgements_lost_for_good_end_in_503_and_the_repetition_gets_the_stored_answer(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def applied_then_lost(batch: WriteBatch, **_: Any) -> Any:
        result = real(batch)
        if len(batch) <= _CLAIM:
            return result
        raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]

    real = WriteBatch.commit
    with monkeypatch.context() as patch:
        patch.setattr(WriteBatch, "commit", applied_then_lost)
        first = send()
    assert first.status_code == 503
    assert first.headers["Retry-After"]
    again = send()
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (201, "true")
    assert counted() == 1


def test_a_form_is_the_same_when_its_parts_are_whatever_divides_them(send: Send) -> None:
    from io import BytesIO

    def form(content: bytes, note: str = "n") -> dict[str, Any]:
        return {"json": None, "data": {"file": (BytesIO(content), "a.png"), "message": note}}

    assert send(**form(b"one")).status_code == 201
    assert send(**form(b"one")).headers["Idempotent-Replay"] == "true"
    assert send(**form(b"two")).status_code == 422
    assert send(**form(b"one", "other")).status_code == 422
    assert counted() == 1
