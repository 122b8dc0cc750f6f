"""The answers that a Firebase web client reads, and the claims of the tokens."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
import requests
from cryptography import x509

from tests.dev.identity.conftest import EMAIL, PASSWORD, Client

PREFIXES = ["", "/identitytoolkit.googleapis.com"]


def _claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))


def test_a_token_carries_exactly_the_claims_of_firebase(client: Client) -> None:
    before = int(time.time())
    answer = client.sign_up()
    claims = _claims(answer["idToken"])
    issued = claims["iat"]
    assert before <= issued <= time.time()
    assert claims == {
        "iss": "https://securetoken.google.com/demo-ai-on",
        "aud": "demo-ai-on",
        "auth_time": claims["auth_time"],
        "user_id": answer["localId"],
        "sub": answer["localId"],
        "iat": issued,
        "exp": issued + 3600,
        "email": EMAIL,
        "email_verified": False,
        "firebase": {"identities": {"email": [EMAIL]}, "sign_in_provider": "password"},
    }
    assert before <= claims["auth_time"] <= issued


def test_a_name_is_in_the_token_and_in_the_look_up(client: Client) -> None:
    body = {"email": EMAIL, "password": PASSWORD, "displayName": "Ann"}
    token = client.post("accounts:signUp", body).json()["idToken"]
    assert _claims(token)["name"] == "Ann"
    user = client.post("accounts:lookup", {"idToken": token}).json()["users"][0]
    assert (user["displayName"], user["email"], user["emailVerified"]) == ("Ann", EMAIL, False)
    assert int(user["createdAt"]) // 1000 == int(user["validSince"])
    assert "password" not in user
    assert "disabled" not in user


@pytest.mark.parametrize("path", ["/certificates", "/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com"])
def test_the_certificates_verify_the_tokens(path: str, client: Client) -> None:
    token = client.sign_up()["idToken"]
    served = requests.get(client.url + path, timeout=10)
    assert "max-age=" in served.headers["Cache-Control"]
    header = jwt.get_unverified_header(token)
    assert header == {"alg": "RS256", "kid": header["kid"], "typ": "JWT"}
    certificate = x509.load_pem_x509_certificate(served.json()[header["kid"]].encode())
    key: Any = certificate.public_key()
    assert jwt.decode(token, key, algorithms=["RS256"], audience="demo-ai-on")


def test_a_refresh_keeps_the_session_and_answers_in_snake_case(client: Client) -> None:
    first = client.sign_up()
    answer = client.refresh(first["refreshToken"]).json()
    assert answer["user_id"] == first["localId"]
    assert answer["expires_in"] == "3600"
    assert answer["token_type"] == "Bearer"
    assert _claims(answer["id_token"])["auth_time"] == _claims(first["idToken"])["auth_time"]
    assert client.refresh(answer["refresh_token"]).status_code == 200


def test_a_refresh_may_be_json(client: Client) -> None:
    body = {"grant_type": "refresh_token", "refresh_token": client.sign_up()["refreshToken"]}
    assert client.post("token", body).json()["id_token"]


def test_an_address_is_one_in_any_case(client: Client) -> None:
    uid = client.sign_up("New@Example.com")["localId"]
    body = {"email": "nEW@example.com", "password": PASSWORD}
    answer = client.post("accounts:signInWithPassword", body).json()
    assert (answer["localId"], answer["email"]) == (uid, "new@example.com")


def test_a_new_password_ends_the_old_sessions_and_opens_one(client: Client) -> None:
    first = client.sign_up()
    body = {"idToken": first["idToken"], "password": "another-horse", "returnSecureToken": True}
    second = client.post("accounts:update", body).json()
    assert client.refresh(first["refreshToken"]).status_code == 400
    assert client.refresh(second["refreshToken"]).status_code == 200
    old = {"email": EMAIL, "password": PASSWORD}
    assert client.post("accounts:signInWithPassword", old).status_code == 400
    new = old | {"password": "another-horse"}
    assert client.post("accounts:signInWithPassword", new).status_code == 200


def test_an_address_in_use_cannot_be_taken_over(client: Client) -> None:
    client.sign_up("new@example.com")
    body = {"idToken": client.sign_up()["idToken"], "email": "new@example.com"}
    assert client.post("accounts:update", body).json()["error"]["message"] == "EMAIL_EXISTS"


def test_an_administrator_makes_an_account_with_a_chosen_id(client: Client) -> None:
    client.admin(":delete", {"localId": "chosen"})
    body = {"localId": "chosen", "email": EMAIL, "password": PASSWORD, "emailVerified": True}
    assert client.admin("", body).json()["localId"] == "chosen"
    assert client.admin("", body).json()["error"]["message"] == "DUPLICATE_LOCAL_ID"
    odd = client.admin("", body | {"localId": "a/b"})
    assert odd.json()["error"]["message"] == "INVALID_LOCAL_ID"
    user = client.admin(":lookup", {"localId": ["chosen", "nobody"]}).json()["users"]
    assert [(one["localId"], one["emailVerified"]) for one in user] == [("chosen", True)]
    assert client.post("accounts:signInWithPassword", {"email": EMAIL, "password": PASSWORD}).ok
    assert "users" not in client.admin(":lookup", {"email": ["nobody@example.com"]}).json()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_web_page_of_any_origin_may_ask(prefix: str, client: Client) -> None:
    url = f"{client.url}{prefix}/v1/accounts:signUp?key=local"
    asked = {"Origin": "http://localhost:3000", "Access-Control-Request-Headers": "x-client-version"}
    preflight = requests.options(url, headers=asked, timeout=10)
    assert preflight.headers["Access-Control-Allow-Headers"] == "x-client-version"
    answer = requests.post(url, json={"email": EMAIL, "password": PASSWORD}, timeout=10)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")


def test_the_prefix_of_the_refresh_is_understood(client: Client) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": client.sign_up()["refreshToken"]}
    url = f"{client.url}/securetoken.googleapis.com/v1/token?key=local"
    assert requests.post(url, data=form, timeout=10).json()["id_token"]
