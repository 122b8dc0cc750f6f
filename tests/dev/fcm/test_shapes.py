"""The stand-in of FCM: shapes of HTTP v1, errors in google.rpc form, and what it shows."""

from typing import Any

import pytest
import requests

from dev.fcm.messages import FAULTS
from tests.dev.fcm.conftest import Fcm, running

MESSAGE = {"token": "t1", "notification": {"title": "Hello", "body": "there"}, "data": {"a": "b"}}
FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"


def error_of(answer: requests.Response) -> dict[str, Any]:
    error: dict[str, Any] = answer.json()["error"]
    assert error["code"] == answer.status_code
    return error


def code_of(error: dict[str, Any]) -> str | None:
    return next((one["errorCode"] for one in error.get("details", []) if one["@type"] == FCM_ERROR), None)


def test_a_message_gets_a_name_and_is_shown(fcm: Fcm) -> None:
    answer = fcm.send({"message": MESSAGE})
    assert answer.status_code == 200
    assert list(answer.json()) == ["name"]
    assert answer.json()["name"].startswith("projects/*/messages/")
    shown = requests.get(f"{fcm.url}/messages/", timeout=10).json()["messages"]
    assert [(one["name"], one["message"]) for one in shown] == [(answer.json()["name"], MESSAGE)]
    assert shown[0]["received_at"].endswith("Z")


def test_messages_are_shown_in_order_and_by_token(fcm: Fcm) -> None:
    for token in ("t1", "t2", "t1"):
        fcm.send({"message": MESSAGE | {"token": token}})
    assert [one["token"] for one in fcm.pushed()] == ["t1", "t2", "t1"]
    assert [one["token"] for one in fcm.pushed("t2")] == ["t2"]


def test_a_message_that_is_only_to_be_checked_is_not_kept(fcm: Fcm) -> None:
    assert fcm.send({"message": MESSAGE, "validate_only": True}).status_code == 200
    assert fcm.pushed() == []


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_every_error_of_fcm_has_its_status_and_its_detail(fcm: Fcm, code: str) -> None:
    fcm.fail("t1", code)
    answer = fcm.send({"message": MESSAGE})
    assert answer.status_code == FAULTS[code][0]
    error = error_of(answer)
    assert (error["status"], error["message"], code_of(error)) == (*FAULTS[code][1:], code)
    assert fcm.pushed() == []


def test_a_token_fails_as_often_as_was_asked_and_others_do_not(fcm: Fcm) -> None:
    fcm.fail("t1", "UNAVAILABLE", 2)
    assert [fcm.send({"message": MESSAGE}).status_code for _ in range(3)] == [503, 503, 200]
    assert fcm.send({"message": MESSAGE | {"token": "t2"}}).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "message"),
        ({"message": []}, "message"),
        ({"message": MESSAGE, "extra": 1}, "message"),
        ({"message": {"notification": {}}}, "message"),
        ({"message": MESSAGE | {"topic": "news"}}, "message"),
        ({"message": MESSAGE | {"colour": "red"}}, "message.colour"),
        ({"message": MESSAGE | {"data": {"a": 1}}}, "message.data"),
        ({"message": MESSAGE | {"notification": {"title": "x" * 4100}}}, "message"),
    ],
)
def test_a_wrong_message_names_its_field(fcm: Fcm, body: Any, field: str) -> None:
    error = error_of(fcm.send(body))
    assert (error["code"], error["status"], code_of(error)) == (400, "INVALID_ARGUMENT", "INVALID_ARGUMENT")
    (told,) = [one for one in error["details"] if one["@type"].endswith("google.rpc.BadRequest")]
    assert [one["field"] for one in told["fieldViolations"]] == [field]


def test_a_token_that_cannot_be_one_is_an_invalid_argument(fcm: Fcm) -> None:
    error = error_of(fcm.send({"message": MESSAGE | {"token": "no token"}}))
    assert (error["status"], code_of(error)) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT")
    assert "registration token" in error["message"]


def test_nobody_sends_without_authority_or_for_another_project(fcm: Fcm) -> None:
    assert error_of(fcm.send({"message": MESSAGE}, headers={}))["status"] == "UNAUTHENTICATED"
    with running("mine") as strict:
        assert strict.send({"message": MESSAGE}, "mine").status_code == 200
        assert error_of(strict.send({"message": MESSAGE}, "other"))["status"] == "PERMISSION_DENIED"
        assert len(strict.pushed()) == 1


@pytest.mark.parametrize("path", ["/v1/projects/p/messages:forget", "/v1/projects/p/q/messages:send", "/elsewhere"])
def test_other_paths_are_not_there(fcm: Fcm, path: str) -> None:
    assert error_of(requests.post(f"{fcm.url}{path}", json={}, timeout=10))["status"] == "NOT_FOUND"
    assert requests.get(f"{fcm.url}{path}", timeout=10).status_code == 404
    assert requests.delete(f"{fcm.url}{path}", timeout=10).status_code == 404


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(fcm: Fcm, raw: bytes) -> None:
    url = f"{fcm.url}/v1/projects/p/messages:send"
    headers = {"Authorization": "Bearer owner"}
    assert error_of(requests.post(url, data=raw, headers=headers, timeout=10))["status"] == "INVALID_ARGUMENT"
