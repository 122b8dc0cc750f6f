"""Health: ok while the store answers, down when it does not, and never waiting for long."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from werkzeug.test import Client

from functions.docs import service
from shared.config import config


@pytest.mark.parametrize("path", ["/api/health/", "/api/health"])
def test_health_is_ok_while_the_store_answers(
    client: Client, store: str, project: str, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "version": config().version, "parts": {"firestore": "ok"}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_health_is_down_when_nobody_listens_at_the_store(
    client: Client, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening: every connection is refused
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{taken.getsockname()[1]}")
        answer = client.get("/api/health/")
    assert answer.status_code == 503
    assert answer.json == {"status": "down", "version": config().version, "parts": {"firestore": "down"}}
    assert int(answer.headers["Retry-After"]) > 0


@pytest.fixture
def silence() -> Iterator[threading.Event]:
    """Something that a part waits for; set at the end, so that no thread stays."""
    event = threading.Event()
    yield event
    event.set()


def test_a_store_that_is_silent_is_down_and_is_ok_when_it_speaks_again(
    client: Client, silence: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = service.Probe(silence.wait)
    monkeypatch.setattr(service, "_STORE", probe)
    monkeypatch.setattr(service, "_PROBE_S", 0.01)
    assert client.get("/api/health/").status_code == 503
    silence.set()
    assert probe.answers(30)
    monkeypatch.setattr(service, "_PROBE_S", 30)
    assert client.get("/api/health/").status_code == 200


def test_many_callers_cost_one_question(silence: threading.Event) -> None:
    asked: list[int] = []

    def ask() -> None:
        asked.append(1)
        silence.wait()

    probe = service.Probe(ask)
    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(lambda _: probe.answers(0.01), range(8)))
        assert len(asked) == 1
        silence.set()
        assert all(pool.map(lambda _: probe.answers(30), range(8)))
