"""RELIABILITY A 5: signing out everywhere ends older sessions by our own state; what cannot be asked fails closed."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from functions.users.service import leaving
from shared.errors import Unauthenticated, Unavailable
from shared.gcp import identity, sessions, tokens
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import request_key
from shared.gcp.token_claims import Identity
from tests.contracts.conftest import point_at
from tests.dev.identity.conftest import Client
from tests.users.conftest import Call
from tests.users.people import Person, person

PATH = "/api/users/me/sign-out-everywhere/"
NOBODY = "http://127.0.0.1:9"


def sign_out(call: Call, who: Person) -> None:
    answer = call("POST", PATH, who.access)
    assert (answer.status_code, answer.data) == (204, b"")


def sign_in(call: Call, who: Person) -> str:
    """A session of a later second."""
    time.sleep(1.1)
    body = {name: who.sign_up[name] for name in ("username", "password")}
    answer = call("POST", "/api/token/", json=body)
    assert answer.json is not None
    assert answer.status_code == 200, answer.text
    return str(answer.json["access"])


def writes(call: Call, token: str) -> int:
    return call("PATCH", "/api/users/me/", token, json={"savings": 1}).status_code


def reads(call: Call, token: str) -> int:
    return call("GET", "/api/users/me/", token).status_code


def age_what_is_kept(seconds: float) -> None:
    for uid, (asked_at, state) in list(sessions._states.items()):
        sessions._states[uid] = (asked_at - seconds, state)


def test_older_tokens_are_refused_at_once_and_a_new_sign_in_counts(call: Call) -> None:
    who, other = person(call), person(call)
    assert writes(call, who.access) == 200
    sign_out(call, who)
    assert writes(call, who.access) == reads(call, who.access) == 401
    assert call("GET", "/api/users/me/export/", who.access).status_code == 401
    assert call("POST", "/api/token/refresh/", json={"refresh": who.refresh}).status_code == 401
    fresh = sign_in(call, who)
    assert writes(call, fresh) == reads(call, fresh) == 200
    assert writes(call, other.access) == 200


def test_an_instance_that_did_not_hear_of_it_refuses_writes_at_once_and_reads_within_five_minutes(call: Call) -> None:
    who = person(call)
    assert reads(call, who.access) == 200
    ours, theirs = dict(sessions._states), dict(tokens._states)
    sign_out(call, who)
    sessions._states.update(ours)
    tokens._states.update(theirs)
    assert reads(call, who.access) == 200
    assert call("GET", "/api/users/me/export/", who.access).status_code == 401
    sessions._states.update(ours)
    tokens._states.update(theirs)
    assert writes(call, who.access) == 401
    sessions._states.update(ours)
    tokens._states.update(theirs)
    assert sessions.KEPT_S <= 300
    age_what_is_kept(sessions.KEPT_S)
    assert reads(call, who.access) == 401


def test_the_kept_state_of_another_instance_lets_no_write_of_a_closed_account_through(call: Call) -> None:
    who = person(call)
    assert reads(call, who.access) == 200
    kept = dict(sessions._states)
    assert call("DELETE", "/api/users/me/", who.access).status_code == 202
    sessions._states.update(kept)
    assert writes(call, who.access) == 401


def _end(uid: str, at: datetime) -> None:
    commit = Commit(request_key(uid, "POST /end", None, "", at))
    sessions.end_all(commit, uid, at)
    commit.run()


def test_a_token_of_the_same_second_is_old_and_one_of_the_next_is_not(call: Call) -> None:
    who = person(call)
    at = datetime.now(UTC).replace(microsecond=999_999)
    _end(who.uid, at)
    for second, counts in ((-1, False), (0, False), (1, True)):
        began = int(at.timestamp()) + second
        token = Identity(who.uid, None, auth_time=began, issued_at=began + 600)
        if counts:
            sessions.check(token, fresh=True)
        else:
            with pytest.raises(Unauthenticated):
                sessions.check(token, fresh=True)


def test_a_clock_that_is_late_does_not_bring_ended_sessions_back(call: Call) -> None:
    who = person(call)
    now = datetime.now(UTC)
    _end(who.uid, now)
    _end(who.uid, now - timedelta(minutes=3))
    began = int((now - timedelta(minutes=1)).timestamp())
    with pytest.raises(Unauthenticated):
        sessions.check(Identity(who.uid, None, began, began), fresh=True)


def test_it_works_while_the_identity_service_is_down(
    call: Call, services: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(call)
    down(monkeypatch)
    assert writes(call, who.access) == 503
    sign_out(call, who)
    up(services, monkeypatch)
    assert writes(call, who.access) == 401
    assert call("POST", "/api/token/refresh/", json={"refresh": who.refresh}).status_code == 401
    # A client may ask the identity service itself, which never heard of it, and gets a token of the old session.
    refreshed = Client(services["identity"]).refresh(who.refresh).json()["id_token"]
    assert writes(call, refreshed) == 401
    assert writes(call, sign_in(call, who)) == 200


def down(monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity service does not answer; certificates are cached by the process as before."""
    monkeypatch.setenv("IDENTITY_TOOLKIT_URL", NOBODY)
    monkeypatch.setenv("SECURE_TOKEN_URL", NOBODY)
    from shared.config import config

    config.cache_clear()


def up(services: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(services["identity"], monkeypatch)


def test_when_the_identity_service_is_down_writes_and_the_export_fail_closed(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(call)
    assert reads(call, who.access) == 200
    down(monkeypatch)
    for method, path in (
        ("PATCH", "/api/users/me/"), ("DELETE", "/api/users/me/"), ("GET", "/api/users/me/export/"),
    ):  # fmt: skip
        answer = call(method, path, who.access, **({"json": {"savings": 1}} if method == "PATCH" else {}))
        assert answer.json is not None
        assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
    assert reads(call, who.access) == 200


def test_when_our_own_state_cannot_be_asked_writes_fail_closed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    who = person(call)
    assert reads(call, who.access) == 200

    def nobody(*_: object) -> None:
        raise Unavailable("The store cannot be reached at the moment.")

    monkeypatch.setattr(sessions, "get_each", nobody)
    assert writes(call, who.access) == 503
    assert call("POST", PATH, who.access).status_code == 503
    assert reads(call, who.access) == 200
    age_what_is_kept(sessions.KEPT_S)
    assert reads(call, who.access) == 503


def test_a_key_gives_the_sign_out_one_effect_and_its_old_token_nothing_but_that_answer(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(call)
    asked: list[str] = []
    monkeypatch.setattr(identity, "revoke", asked.append)
    answers = [call("POST", PATH, who.access, headers={"Idempotency-Key": "out"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [204, 204, 204]
    assert [answer.headers.get("Idempotent-Replay") for answer in answers] == [None, "true", "true"]
    assert asked == [who.uid]
    for headers in ({"Idempotency-Key": "another"}, {}):
        assert call("POST", PATH, who.access, headers=headers).status_code == 401
    answer = call("PATCH", "/api/users/me/", who.access, json={}, headers={"Idempotency-Key": "out"})
    assert answer.status_code == 401


def test_what_the_identity_service_knows_stops_a_sign_out_too(call: Call, services: dict[str, str]) -> None:
    who = person(call)
    assert Client(services["identity"]).admin(":update", {"localId": who.uid, "disableUser": True}).ok
    assert call("POST", PATH, who.access).status_code == 401


def test_recent_is_five_minutes() -> None:
    assert timedelta(minutes=5) == leaving.RECENT
