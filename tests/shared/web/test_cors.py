"""Web pages of configured origins may call every function; others may not."""

from collections.abc import Iterator

import pytest
from werkzeug.test import Client

from shared.config import config

PAGE = "https://app.example.com"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setenv("ALLOWED_ORIGINS", f"{PAGE}, https://other.example.com")
    config.cache_clear()
    from functions.notify.api import app

    yield app.test_client()
    config.cache_clear()


def asking(origin: str) -> dict[str, str]:
    return {"Origin": origin, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match"}


def test_a_page_of_the_list_may_ask_without_a_token(client: Client) -> None:
    answer = client.options("/api/notify/ntf_1/read/", headers=asking(PAGE))
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    allowed = answer.headers["Access-Control-Allow-Headers"].casefold()
    assert all(name in allowed for name in ("authorization", "if-match", "idempotency-key", "content-type"))
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example.com", f"{PAGE}.evil.com", "null", "", f"{PAGE}:8443"])
def test_a_page_of_another_origin_is_allowed_nothing(client: Client, origin: str) -> None:
    asked = client.options("/api/notify/", headers=asking(origin))
    got = client.get("/api/notify/", headers={"Origin": origin})
    for answer in (asked, got):
        assert not [name for name, _ in answer.headers.items() if name.startswith("Access-Control-Allow")]
        assert "Origin" in answer.headers["Vary"]


def test_errors_can_be_read_by_the_page_too(client: Client) -> None:
    answer = client.get("/api/notify/", headers={"Origin": PAGE})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


def test_an_options_request_that_is_no_preflight_is_not_a_way_in(client: Client) -> None:
    assert client.options("/api/notify/", headers={"Origin": PAGE}).status_code in {401, 405}
