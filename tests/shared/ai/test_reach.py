"""Reaching a model: retries, what the service asks for, successors, and the total deadline."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.errors import ModelUnavailable
from shared.ai.failures import retry_after
from shared.ai.request import Request
from shared.ai.runner import run
from shared.config import config
from tests.shared.ai.asking import AGENT, GOOD, ask, asked, retry_info

SUCCESSOR = "gemini-3.5-flash-lite"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_fault_is_survived(server: GeminiServer, status: int) -> None:
    result = ask(server, {"status": status}, {"status": status}, GOOD)
    assert (result.model, result.calls, asked(server)) == ("gemini-2.5-flash", 1, 3)


@pytest.mark.parametrize(("status", "reason"), [(429, "rate_limited"), (500, "server_error"), (503, "server_error")])
def test_a_lasting_fault_ends_after_the_successor(server: GeminiServer, status: int, reason: str) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, {"status": status, "times": 50})
    assert (caught.value.reason, asked(server)) == (reason, 4)


def test_a_model_that_stays_down_is_replaced_for_this_call_only(server: GeminiServer) -> None:
    assert ask(server, {"status": 503, "times": 3}, GOOD).model == SUCCESSOR
    assert ask(server, GOOD).model == "gemini-2.5-flash"


def test_the_delay_that_the_service_asks_for_is_kept(server: GeminiServer) -> None:
    start = time.monotonic()
    result = ask(server, retry_info("0.7s"), GOOD)
    assert time.monotonic() - start >= 0.7
    assert result.model == "gemini-2.5-flash"


def test_retry_after_is_kept_as_well(server: GeminiServer) -> None:
    start = time.monotonic()
    ask(server, {"status": 503, "headers": {"Retry-After": "1"}}, GOOD)
    assert time.monotonic() - start >= 1


def test_retry_after_may_be_a_date(server: GeminiServer) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=3)
    start = time.monotonic()
    ask(server, {"status": 429, "headers": {"Retry-After": format_datetime(moment, usegmt=True)}}, GOOD)
    assert time.monotonic() - start >= 1  # such a date has whole seconds


def test_a_date_beyond_the_deadline_is_not_waited_for(server: GeminiServer) -> None:
    later = {"status": 503, "headers": {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}}
    assert ask(server, later, GOOD).model == SUCCESSOR


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("10000000", 10_000_000.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),  # over
        ("Wed Oct 21 07:28:00 2015", 0.0),  # the form of asctime
        ("", None),
        ("soon", None),
        ("-5", None),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
        ("Wed, 21 Oct 2015 07:28:00 +9999999999", None),
    ],
)
def test_what_retry_after_may_hold(header: str, seconds: float | None) -> None:
    assert retry_after(header) == seconds


def test_a_delay_beyond_the_deadline_is_not_waited_for(server: GeminiServer) -> None:
    start = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, retry_info("48s"), retry_info("48.9s"))
    assert (caught.value.reason, asked(server)) == ("rate_limited", 2)
    assert time.monotonic() - start < 9


@pytest.mark.parametrize("slow", [{"delay_ms": 5_000}, {"drip_ms": 400}])
def test_the_deadline_is_the_total_and_not_per_read(server: GeminiServer, slow: dict[str, int]) -> None:
    start = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, {**GOOD, **slow}, deadline_s=0.9)
    assert caught.value.reason == "timeout"
    assert time.monotonic() - start < 3


def test_the_repair_shares_the_deadline(server: GeminiServer) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, {"body": {"text": "no"}, "delay_ms": 500}, {**GOOD, "delay_ms": 5_000}, deadline_s=1.5)
    assert (caught.value.reason, asked(server)) == ("timeout", 2)


def test_no_time_is_no_request(server: GeminiServer) -> None:
    with pytest.raises(ModelUnavailable, match="timeout"):
        ask(server, GOOD, deadline_s=0)
    assert asked(server) == 0


def test_a_cut_connection_is_tried_again(server: GeminiServer) -> None:
    assert ask(server, {**GOOD, "cut": True}, GOOD).model == "gemini-2.5-flash"
    with pytest.raises(ModelUnavailable, match="connection"):
        ask(server, {**GOOD, "cut": True, "times": 50})


def test_a_page_of_a_gateway_is_a_fault_of_the_service(server: GeminiServer) -> None:
    assert ask(server, {"body": "<html>gateway</html>"}, GOOD).calls == 1


@pytest.mark.parametrize("body", ["", "[1, 2]", '"text"', "null", "7", '{"candidates": 3}', '{"candidates": [3]}'])
def test_a_body_that_is_not_geminis_has_a_defined_end(server: GeminiServer, body: str) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, {"body": body, "times": 50})
    assert caught.value.reason in {"empty", "server_error"}


def test_nobody_listening_is_a_connection_fault(server: GeminiServer) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(ModelUnavailable, match="connection"):
        run(AGENT, Request("hello"), deadline_s=10)


def test_a_bad_request_is_not_repeated(server: GeminiServer) -> None:
    with pytest.raises(ModelUnavailable, match="refused"):
        ask(server, {"status": 400, "times": 9})
    assert asked(server) == 1


def test_a_model_id_that_is_gone_is_replaced_for_good_and_logged_once(
    server: GeminiServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MODELS_FLASH", f"gemini-9-gone,{SUCCESSOR}")
    config.cache_clear()
    monkeypatch.setattr(logging.getLogger("ai-on"), "propagate", True)
    with caplog.at_level(logging.WARNING, logger="ai-on"):
        assert [ask(server, GOOD).model for _ in range(3)] == [SUCCESSOR] * 3
    # A set: the capturing handler may sit on the logger and on its root, and then sees the one record twice.
    assert len({id(record) for record in caplog.records if "not found" in record.getMessage()}) == 1
    assert asked(server) == 3


def test_a_tier_without_any_model_is_asked_again_later(server: GeminiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELS_FLASH", "gemini-2.5-flash")
    config.cache_clear()
    with pytest.raises(ModelUnavailable, match="not_found"):
        ask(server, {"status": 404})
    assert ask(server, GOOD).model == "gemini-2.5-flash"


def test_one_client_serves_many_threads(server: GeminiServer) -> None:
    server.script.load({"mode": "script", "queue": [{**GOOD, "times": 24}]})
    with ThreadPoolExecutor(12) as pool:
        results = list(pool.map(lambda _: run(AGENT, Request("hello"), deadline_s=20), range(24)))
    assert [result.output.count for result in results] == [2] * 24
    assert asked(server) == 24


def test_the_model_being_down_is_said_quickly(server: GeminiServer) -> None:
    server.script.load({"mode": "down"})
    start = time.monotonic()
    with pytest.raises(ModelUnavailable, match="server_error"):
        run(AGENT, Request("hello"), deadline_s=25)
    assert time.monotonic() - start < 5
