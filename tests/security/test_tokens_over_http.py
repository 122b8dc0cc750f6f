"""The same hostile tokens as headers of real requests to the real function, through functions_framework."""

import time
from collections.abc import Iterator

import pytest
from werkzeug.test import Client, TestResponse

from dev.gateway import Functions
from shared.config import config
from tests import emulators
from tests.dev.identity.conftest import running
from tests.security.conftest import forget_verifier
from tests.security.token_keys import CertificateServer, Keys
from tests.security.token_rows import ROWS, Row

SENDABLE = [row for row in ROWS if row.over_http is not None]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with emulators.firestore() as host:
        yield host


@pytest.fixture(scope="module")
def function() -> Client:
    return Client(Functions().app("expenses"))


@pytest.fixture
def ask(
    function: Client, store: str, certificates: CertificateServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    """The function, with the keys of the rows."""
    assert certificates
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    config.cache_clear()
    yield function
    config.cache_clear()


def send(client: Client, row: Row, keys: Keys, path: str = "/api/expenses/") -> TestResponse:
    values = row.make(keys, int(time.time()))
    if row.in_query:
        return client.get(path, query_string={"token": values[0], "access_token": values[0]} if values else {})
    # As a server hands over what a client sent: headers of one name joined, bytes as Latin-1.
    joined = ",".join(values)
    headers = [("Authorization", joined.encode("utf-8", "surrogateescape").decode("latin-1"))] if values else []
    return client.get(path, headers=headers)


@pytest.mark.parametrize("row", SENDABLE, ids=lambda row: row.name)
def test_a_request_is_answered_as_its_row_says(
    row: Row, ask: Client, token_keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    if row.expected == 200:
        monkeypatch.setattr("shared.web.auth.check_alive", lambda *_args, **_kwargs: None)
    answer = send(ask, row, token_keys)
    if row.expected == 200:
        assert answer.status_code == 200, answer.text
        return
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["code"] == "unauthenticated"  # type: ignore[index]
    assert answer.json["detail"] == "Sign in to continue."  # type: ignore[index]


def test_a_method_that_is_not_there_comes_before_the_token_and_the_token_before_what_is_not_there(ask: Client) -> None:
    assert ask.put("/api/expenses/").status_code == 405
    assert ask.get("/api/expenses/exp_0000000000000000000000000/").status_code == 401
    assert ask.get("/api/nothing/").status_code == 401


def test_without_certificates_people_are_told_to_wait(
    ask: Client, token_keys: Keys, certificates: CertificateServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ID_TOKEN_CERT_URL", "http://127.0.0.1:9/certificates")
    forget_verifier(monkeypatch)
    answer = ask.get("/api/expenses/", headers={"Authorization": f"Bearer {token_keys.token(int(time.time()))}"})
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")  # type: ignore[index]
    assert int(answer.headers["Retry-After"]) > 0


def test_a_right_token_of_an_account_that_lives_no_more_is_refused(
    ask: Client, token_keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as people:  # an identity service that does not know this account
        for name in ("IDENTITY_TOOLKIT_URL", "SECURE_TOKEN_URL"):
            monkeypatch.setenv(name, people.url)
        config.cache_clear()
        answer = ask.get("/api/expenses/", headers={"Authorization": f"Bearer {token_keys.token(int(time.time()))}"})
    assert answer.status_code == 401
