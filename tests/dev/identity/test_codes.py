"""Each refusal of the identity server, under the code that Firebase gives it."""

from typing import Any

import pytest
import requests

from tests.dev.identity.conftest import ADMIN, EMAIL, PASSWORD, Client, code, running

SIGN_UP = [
    ({"email": "no-at-sign", "password": PASSWORD}, "INVALID_EMAIL"),
    ({"email": "a@b", "password": PASSWORD}, "INVALID_EMAIL"),
    ({"email": ["a@example.com"], "password": PASSWORD}, "INVALID_EMAIL"),
    ({"email": "a@example.com\n", "password": PASSWORD}, "INVALID_EMAIL"),
    ({"password": PASSWORD}, "MISSING_EMAIL"),
    ({"email": "a@example.com"}, "MISSING_PASSWORD"),
    ({"email": "a@example.com", "password": ""}, "MISSING_PASSWORD"),
    ({"email": "a@example.com", "password": "12345"}, "WEAK_PASSWORD"),
    ({"email": "a@example.com", "password": "x" * 4097}, "PASSWORD_DOES_NOT_MEET_REQUIREMENTS"),
    ({"returnSecureToken": True}, "ADMIN_ONLY_OPERATION"),
]
SIGN_IN = [
    ({"email": EMAIL, "password": "wrong-horse"}, "INVALID_LOGIN_CREDENTIALS"),
    ({"email": "nobody@example.com", "password": PASSWORD}, "INVALID_LOGIN_CREDENTIALS"),
    ({"email": "nonsense", "password": PASSWORD}, "INVALID_EMAIL"),
    ({"password": PASSWORD}, "MISSING_EMAIL"),
    ({"email": EMAIL}, "MISSING_PASSWORD"),
]
REFRESH = [
    ({"grant_type": "refresh_token", "refresh_token": "invented"}, "INVALID_REFRESH_TOKEN"),
    ({"grant_type": "refresh_token", "refresh_token": 7}, "INVALID_REFRESH_TOKEN"),
    ({"grant_type": "refresh_token"}, "MISSING_REFRESH_TOKEN"),
    ({"grant_type": "password", "refresh_token": "x"}, "INVALID_GRANT_TYPE"),
    ({"refresh_token": "x"}, "MISSING_GRANT_TYPE"),
]


@pytest.mark.parametrize(("body", "expected"), SIGN_UP, ids=lambda value: str(value)[:40])
def test_a_wrong_sign_up_is_named(body: dict[str, Any], expected: str, client: Client) -> None:
    answer = client.post("accounts:signUp", body)
    assert (answer.status_code, code(answer)) == (400, expected)


@pytest.mark.parametrize(("body", "expected"), SIGN_IN, ids=lambda value: str(value)[:40])
def test_a_wrong_sign_in_is_named(body: dict[str, Any], expected: str, client: Client) -> None:
    client.sign_up()
    answer = client.post("accounts:signInWithPassword", body)
    assert (answer.status_code, code(answer)) == (400, expected)


@pytest.mark.parametrize(("body", "expected"), REFRESH, ids=lambda value: str(value)[:40])
def test_a_wrong_refresh_is_named(body: dict[str, Any], expected: str, client: Client) -> None:
    assert code(client.post("token", body)) == expected


def test_the_body_of_a_refusal_has_the_form_of_google(client: Client) -> None:
    client.sign_up()
    body = client.post("accounts:signUp", {"email": EMAIL.upper(), "password": PASSWORD}).json()
    reason = {"message": "EMAIL_EXISTS", "domain": "global", "reason": "invalid"}
    assert body == {"error": {"code": 400, "message": "EMAIL_EXISTS", "errors": [reason]}}


@pytest.mark.parametrize("method", ["accounts:lookup", "accounts:update", "accounts:delete"])
@pytest.mark.parametrize("token", [None, "", 7, "a.b.c", "e30.e30.", "[" * 2000])
def test_a_token_that_is_none_is_named(method: str, token: Any, client: Client) -> None:
    assert code(client.post(method, {"idToken": token})) == "INVALID_ID_TOKEN"


def test_a_disabled_account_is_refused_everywhere(client: Client) -> None:
    tokens = client.sign_up()
    client.admin(":update", {"localId": tokens["localId"], "disableUser": True})
    credentials = {"email": EMAIL, "password": PASSWORD}
    assert code(client.post("accounts:signInWithPassword", credentials)) == "USER_DISABLED"
    assert code(client.refresh(tokens["refreshToken"])) == "USER_DISABLED"
    assert code(client.post("accounts:lookup", {"idToken": tokens["idToken"]})) == "USER_DISABLED"
    wrong = credentials | {"password": "wrong-horse"}
    assert code(client.post("accounts:signInWithPassword", wrong)) == "INVALID_LOGIN_CREDENTIALS"


def test_a_deleted_account_is_not_found_and_its_refresh_token_is_unknown(client: Client) -> None:
    tokens = client.sign_up()
    assert client.post("accounts:delete", {"idToken": tokens["idToken"]}).status_code == 200
    assert code(client.post("accounts:lookup", {"idToken": tokens["idToken"]})) == "USER_NOT_FOUND"
    assert code(client.refresh(tokens["refreshToken"])) == "INVALID_REFRESH_TOKEN"
    assert code(client.admin(":delete", {"localId": tokens["localId"]})) == "USER_NOT_FOUND"
    assert code(client.admin(":update", {"localId": tokens["localId"]})) == "USER_NOT_FOUND"


def test_a_revoked_session_is_expired(client: Client) -> None:
    tokens = client.sign_up()
    user = client.post("accounts:lookup", {"idToken": tokens["idToken"]}).json()["users"][0]
    later = str(int(user["validSince"]) + 1)
    client.admin(":update", {"localId": tokens["localId"], "validSince": later})
    assert code(client.refresh(tokens["refreshToken"])) == "TOKEN_EXPIRED"
    assert code(client.post("accounts:lookup", {"idToken": tokens["idToken"]})) == "TOKEN_EXPIRED"


def test_guessing_is_slowed_for_known_and_unknown_addresses_alike() -> None:
    with running(attempts=3) as client:
        client.sign_up()
        for email in (EMAIL, "nobody@example.com"):
            wrong = {"email": email, "password": "wrong-horse"}
            codes = [code(client.post("accounts:signInWithPassword", wrong)) for _ in range(4)]
            assert codes == ["INVALID_LOGIN_CREDENTIALS"] * 3 + ["TOO_MANY_ATTEMPTS_TRY_LATER"]
        right = {"email": EMAIL, "password": PASSWORD}
        assert code(client.post("accounts:signInWithPassword", right)) == "TOO_MANY_ATTEMPTS_TRY_LATER"


def test_an_administrator_is_asked_for_the_token_and_the_project(client: Client) -> None:
    method = "projects/demo-ai-on/accounts:lookup"
    assert client.post(method, {}).status_code == 401
    assert client.post(method, {}, headers={"Authorization": "Bearer guess"}).status_code == 401
    assert code(client.post("projects/other/accounts:lookup", {}, headers=ADMIN)) == "PROJECT_NOT_FOUND"


def test_a_call_without_a_key_is_refused_as_in_production(client: Client) -> None:
    answer = requests.post(f"{client.url}/v1/accounts:signUp", json={}, timeout=10)
    assert answer.status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b"[" * 100_000, b"\xff", b'"text"'])
def test_an_odd_body_is_refused_and_the_server_lives(body: bytes, client: Client) -> None:
    url = f"{client.url}/v1/accounts:signUp?key=local"
    assert requests.post(url, data=body, timeout=10).status_code == 400
    assert requests.post(f"{client.url}/v1/nothing?key=local", data=body, timeout=10).status_code in {400, 404}
    assert requests.get(f"{client.url}/healthz", timeout=10).status_code == 200


def test_a_body_without_end_is_refused(client: Client) -> None:
    url = f"{client.url}/v1/accounts:signUp?key=local"
    assert requests.post(url, data=b"x" * 2_000_000, timeout=10).status_code == 413
