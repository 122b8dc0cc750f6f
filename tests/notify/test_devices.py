"""Devices: registered, seen again, moved to another person, removed; up to twenty of each person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.users.service import leaving
from shared.gcp import holdings
from tests.ground import Ground, sign_in_as
from tests.notify.people import register, tokens

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture
def uid(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> str:
    person = ground.person()
    sign_in_as(person, monkeypatch)
    return person


def call(path: str, method: str, body: Any = None) -> TestResponse:
    from functions.notify.api import app

    answered: TestResponse = app.test_client().open(f"/api/notify/devices/{path}", method=method, json=body)
    return answered


@pytest.mark.parametrize("platform", ["android", "ios", "web"])
def test_a_device_is_registered_once_however_often_and_removed(uid: str, platform: str) -> None:
    for _ in range(2):
        answered = call("", "POST", {"token": "abc:APA91-_x", "platform": platform})
        assert (answered.status_code, answered.data) == (204, b"")
    assert tokens(uid) == {"abc:APA91-_x"}
    assert call("abc:APA91-_x/", "DELETE").status_code == 204
    assert tokens(uid) == set()


def test_a_device_that_is_not_there_is_removed_without_complaint(uid: str) -> None:
    assert call("unknown/", "DELETE").status_code == 204
    assert tokens(uid) == set()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"token": "", "platform": "web"}, "invalid_field"),
        ({"token": "x" * 4097, "platform": "web"}, "invalid_field"),
        ({"token": "a b", "platform": "web"}, "invalid_field"),
        ({"token": "a/b", "platform": "web"}, "invalid_field"),
        ({"token": 7, "platform": "web"}, "invalid_field"),
        ({"token": "t", "platform": "windows"}, "invalid_field"),
        ({"token": "t"}, "invalid_field"),
        ({"token": "t", "platform": "web", "uid": "somebody"}, "unknown_field"),
    ],
)
def test_what_is_no_device_is_refused(uid: str, body: Any, code: str) -> None:
    answered = call("", "POST", body)
    assert answered.status_code == 400
    assert (answered.json or {})["code"] == code
    assert tokens(uid) == set()


@pytest.mark.parametrize(("path", "method"), [("", "POST"), ("t/", "DELETE")])
def test_nobody_registers_without_a_token_of_their_own(path: str, method: str) -> None:
    assert call(path, method, {"token": "t", "platform": "web"}).status_code == 401


def test_an_app_that_another_person_signs_in_to_is_theirs_alone(ground: Ground) -> None:
    first, second = ground.person(), ground.person()
    register(first, "shared", "own")
    register(second, "shared")
    assert (tokens(first), tokens(second)) == ({"own"}, {"shared"})


def test_nobody_can_remove_the_device_of_another(ground: Ground, uid: str) -> None:
    other = ground.person()
    register(other, "theirs")
    assert call("theirs/", "DELETE").status_code == 204
    assert tokens(other) == {"theirs"}
    assert tokens(uid) == set()


def test_the_twenty_first_device_takes_the_place_of_the_one_seen_longest_ago(ground: Ground) -> None:
    uid = ground.person()
    for number in range(20):
        register(uid, f"t{number}", at=NOON + timedelta(minutes=number))
    register(uid, "t0", at=NOON + timedelta(hours=1))
    assert len(tokens(uid)) == 20
    register(uid, "new", at=NOON + timedelta(hours=2))
    assert tokens(uid) == {f"t{number}" for number in range(20)} - {"t1"} | {"new"}


def test_devices_are_exported_and_go_first_when_an_account_closes(ground: Ground) -> None:
    uid = ground.person()
    register(uid, "t1")
    ((_, exported),) = holdings.documents(uid, "devices")
    assert (exported["token"], exported["platform"]) == ("t1", "android")
    assert "devices" in leaving._FIRST
    holdings.erase_documents(uid)
    assert tokens(uid) == set()
