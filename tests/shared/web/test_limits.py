"""Nobody may ask without end, and nobody pays for another's haste."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Response, g
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from shared.config import config
from shared.gcp.token_claims import Identity
from shared.web import auth, limits
from shared.web.app import answer, make_app
from shared.web.limits import Meter, limited


class Clock:
    """A time that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 2000), st.lists(st.floats(0, 90), max_size=60))
def test_no_minute_lets_through_more_than_twice_the_limit_and_a_fresh_start_exactly_the_limit(
    limit: int, pauses: list[float]
) -> None:
    clock = Clock()
    meter = Meter(clock)
    passed = sum(meter.take(("others", "u"), limit).wait_s == 0 for _ in range(limit + 5))
    assert passed == limit
    moments = [clock.now] * passed
    for pause in pauses:
        clock.now += pause
        if meter.take(("others", "u"), limit).wait_s == 0:
            moments.append(clock.now)
    for start in moments:
        assert sum(start <= one < start + 60 for one in moments) <= 2 * limit


@given(st.integers(1, 2000))
def test_who_waits_as_long_as_was_said_gets_in(limit: int) -> None:
    clock = Clock()
    meter = Meter(clock)
    for _ in range(limit):
        meter.take(("ai", "u"), limit)
    refused = meter.take(("ai", "u"), limit)
    assert (refused.left, refused.wait_s >= 1) == (0, True)
    clock.now += refused.wait_s
    assert meter.take(("ai", "u"), limit).wait_s == 0


def test_racers_get_exactly_the_limit() -> None:
    meter = Meter(Clock())
    with ThreadPoolExecutor(20) as pool:
        verdicts = list(pool.map(lambda _: meter.take(("ai", "u"), 60), range(200)))
    assert sum(one.wait_s == 0 for one in verdicts) == 60


def test_it_remembers_no_more_than_it_may() -> None:
    meter = Meter(Clock())
    for number in range(25_000):
        meter.take(("others", str(number)), 10)
    assert len(meter._paid_at) == 20_000


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """An app with a route of each kind; the person is who the header `As` says."""
    monkeypatch.setenv("RATE_LIMIT_SCALE", "0.1")  # 6 to AI routes, 60 to others, 3 sign-ins
    monkeypatch.setenv("FORWARDED_HOPS", "1")
    config.cache_clear()
    monkeypatch.setattr(limits, "_METER", Meter(Clock()))

    def sign_in() -> Identity:
        from flask import request

        g.uid = request.headers["As"]
        return Identity(g.uid, None, 0, 0)

    monkeypatch.setattr(auth, "sign_in", sign_in)
    app = make_app("limits")

    @app.get("/ai/", doc_ui=False)
    @limited("ai")
    def ai() -> Response:
        return answer({})

    @app.get("/plain/", doc_ui=False)
    def plain() -> Response:
        return answer({})

    @app.get("/token/", doc_ui=False)
    @auth.public
    @limited("sign-in")
    def token() -> Response:
        return answer({})

    @app.get("/docs/", doc_ui=False)
    @auth.public
    def docs() -> Response:
        return answer({})

    yield app.test_client()
    config.cache_clear()


def statuses(client: Client, path: str, times: int, **headers: str) -> list[int]:
    return [client.get(path, headers=headers).status_code for _ in range(times)]


def refused(client: Client, path: str, **headers: str) -> TestResponse:
    answered = client.get(path, headers=headers)
    assert (answered.status_code, answered.json["code"]) == (429, "rate_limited")  # type: ignore[index]
    assert answered.mimetype == "application/problem+json"
    return answered


def test_a_person_is_told_what_is_left_and_then_to_wait_while_others_go_on(client: Client) -> None:
    first = client.get("/ai/", headers={"As": "u1"})
    assert first.headers["RateLimit-Policy"] == '"ai";q=6;w=60'
    assert first.headers["RateLimit"] == '"ai";r=5;t=10'
    assert statuses(client, "/ai/", 5, As="u1") == [200] * 5
    late = refused(client, "/ai/", As="u1")
    assert late.headers["Retry-After"] == "10"
    assert late.headers["RateLimit"] == '"ai";r=0;t=60'
    assert statuses(client, "/ai/", 1, As="u2") == [200]
    assert statuses(client, "/plain/", 60, As="u1") == [200] * 60
    refused(client, "/plain/", As="u1")


def test_an_address_may_sign_in_so_often_whatever_it_writes_before_our_proxys_entry(client: Client) -> None:
    for number in range(3):
        assert client.get("/token/", headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"}).status_code == 200
    refused(client, "/token/", **{"X-Forwarded-For": "10.9.9.9, 192.0.2.1"})
    assert client.get("/token/", headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 200


def test_public_pages_are_not_counted(client: Client) -> None:
    assert statuses(client, "/docs/", 100) == [200] * 100


def test_the_routes_of_the_product_have_their_limits() -> None:
    from functions.expenses.api import app as expenses
    from functions.users.api import app as users

    def kind(app: Any, endpoint: str) -> Any:
        view = app.view_functions[endpoint]
        return getattr(view, limits.LIMIT, None) or getattr(getattr(view, "__wrapped__", None), limits.LIMIT, None)

    assert kind(expenses, "record_expenses") == "ai"
    assert {kind(users, name) for name in ("create_user", "sign_in", "refresh")} == {"sign-in"}
