"""`python -m dev replay`: from a worker that fails, over its dead letter, to one effect after it was mended."""

import argparse
import base64
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.serving import make_server

from dev import replay, status
from dev.declaration import load
from dev.gateway import Functions, Gateway
from dev.topics import create_topics
from functions.notify import repository as notifications
from shared.config import config
from shared.events import ProfileChanged, ThresholdCrossed, encode
from shared.gcp import parked, pubsub
from shared.gcp.firestore import client, user
from shared.gcp.parked import Message
from tests import emulators
from tests.ground import Ground

NOTIFY = "notify_on_event"


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    replay.add_options(parser)
    return replay.run(parser.parse_args(list(arguments)))


def eventually(condition: Callable[[], Any], seconds: float = 240.0) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError("it did not happen")
        time.sleep(0.1)
    return found


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with emulators.pubsub() as host:
        yield host


@pytest.fixture
def pushed(store: str, broker: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The real store and broker with a project of their own; the broker pushes to our workers in this process."""
    project = emulators.own_project("replay")
    for name, value in {"FIRESTORE_EMULATOR_HOST": store, "PUBSUB_EMULATOR_HOST": broker}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", project)
    config.cache_clear()
    pubsub._publisher.cache_clear()
    gateway = Gateway(Functions(), load(), internal_port=0)

    def serve(environ: dict[str, Any], start: Any) -> Any:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        return gateway(environ | {"SERVER_PORT": "0", "wsgi.input": io.BytesIO(body)}, start)

    server = make_server("127.0.0.1", 0, serve, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    wanted = {NOTIFY: 5, "park_dead_letters": 5}
    quick = [
        replace(one, max_delivery_attempts=wanted[one.worker], minimum_backoff_s=0, maximum_backoff_s=1)
        for one in load().subscriptions
        if one.worker in wanted
    ]
    declared = replace(load(), subscriptions=tuple(quick))
    create_topics(declared, broker, project, f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    thread.join()
    server.server_close()
    config.cache_clear()


def crossed(uid: str) -> ThresholdCrossed:
    about: dict[str, Any] = {"budget_id": "bud_1", "title": "Food", "currency": "DZD", "period_start": "2026-11-01"}
    return ThresholdCrossed(uid=uid, threshold=100, over=True, arming=1, spent=1100, limit=1000, **about)


def told(uid: str) -> int:
    return len(list(user(uid).collection("notifications").stream()))


def test_a_dead_letter_of_a_worker_that_was_mended_has_its_effect_once(
    pushed: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uid = Ground().person()
    event = crossed(uid)
    with monkeypatch.context() as broken:

        def fail(*_: object) -> None:
            raise RuntimeError("this worker has a fault")

        broken.setattr(notifications, "add", fail)
        pubsub.publish(event.topic, encode(event), {"type": event.type})
        (row,) = eventually(lambda: parked.waiting("dead_letters"))
    assert (row.type, row.uid, row.reason) == (event.type, uid, "undeliverable")
    assert row.event() == event
    assert told(uid) == 0
    assert command("--dry-run") == 0
    assert "0 of 1 sent" in capsys.readouterr().out
    assert parked.waiting("dead_letters") == [row]
    assert command() == 0
    assert "1 of 1 sent from dead-letters." in capsys.readouterr().out
    eventually(lambda: told(uid))
    assert command() == 0
    assert "0 of 0 sent" in capsys.readouterr().out
    client().collection("dead_letters").document(row.id).update({"replayed_at": None})
    assert command("--id", event.event_id) == 0
    eventually(lambda: not parked.waiting("dead_letters"))
    time.sleep(1)
    assert told(uid) == 1


@pytest.fixture
def kept(ground: Ground) -> list[str]:
    """Three rows in quarantine: two events and something that is none; gives their ids, the oldest first."""
    now = datetime.now(UTC)
    for rank, data in enumerate([encode(crossed("u1")), encode(ProfileChanged(uid="u1", fields=("savings",))), b"?"]):
        kind = ["budget.threshold_crossed", "profile.changed", "profile.changed"][rank]
        message = Message(NOTIFY, kind, "malformed", base64.b64encode(data).decode())
        parked.park("quarantine", message, now - timedelta(days=3 - rank))
    return [one.id for one in parked.waiting("quarantine")]


@pytest.mark.parametrize(
    ("arguments", "sent"),
    [
        (["--type", "budget.threshold_crossed"], ["budget.threshold_crossed"]),
        (["--type", "nobody.knows"], []),
        (["--since", f"{datetime.now(UTC) - timedelta(days=2, hours=12):%Y-%m-%dT%H:%M:%S}"], ["profile.changed"]),
        (["--dry-run"], []),
    ],
)
def test_what_is_sent_is_chosen_by_type_and_time(
    ground: Ground, kept: list[str], arguments: list[str], sent: list[str]
) -> None:
    command("--from", "quarantine", *arguments)
    assert [one.type for one in ground.published] == sent
    command("--from", "quarantine", *arguments)
    assert [one.type for one in ground.published] == sent


def test_what_cannot_be_read_stays_and_is_told(
    ground: Ground, kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--from", "quarantine", "--id", kept[2]) == 1
    assert "not sent" in capsys.readouterr().out
    assert len(parked.waiting("quarantine")) == 3
    assert command("--from", "quarantine", "--id", kept[0]) == 0
    assert [one.id for one in parked.waiting("quarantine")] == kept[1:]


def test_nothing_of_a_message_is_printed(ground: Ground, kept: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command("--from", "quarantine", "--dry-run")
    out = capsys.readouterr().out
    assert kept[0] in out
    assert "Food" not in out
    assert "u1" not in out


def test_the_outbox_is_sent_and_emptied(ground: Ground) -> None:
    uid = ground.person()
    event = ProfileChanged(uid=uid, fields=("savings",))
    row = {"topic": event.topic, "type": event.type, "data": encode(event).decode(), "created_at": event.occurred_at}
    user(uid).collection("outbox").document(event.event_id).set(row)
    for _ in range(2):
        assert command("--from", "outbox") == 0
    assert ground.published == [event]


def test_without_a_stack_or_a_project_it_says_what_to_do(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRESTORE_EMULATOR_HOST", "GOOGLE_CLOUD_PROJECT"):
        monkeypatch.delenv(name, raising=False)
    assert command("--data", str(tmp_path)) == 2


def test_the_stack_of_a_data_folder_is_found_and_variables_win(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    running = {"firestore": {"url": "http://127.0.0.1:1"}, "pubsub": {"url": "http://127.0.0.1:2"}}
    monkeypatch.setattr(status, "read", lambda _data: {"parts": running})
    found = replay.environment(tmp_path, {})
    assert json.dumps(found) == json.dumps(
        {
            "GOOGLE_CLOUD_PROJECT": "demo-ai-on",
            "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1",
            "PUBSUB_EMULATOR_HOST": "127.0.0.1:2",
        }
    )
    assert replay.environment(tmp_path, {"GOOGLE_CLOUD_PROJECT": "real"}) == {}
