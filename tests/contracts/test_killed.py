"""kill -9 at every numbered step of a request, of a worker and of a sweep: afterwards there is exactly one effect.

The child works on the real Firestore and Pub/Sub emulators; what travelled is pulled and delivered, twice, to the
workers that are subscribed to it.
"""

import base64
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import main
from dev.declaration import load
from dev.parts import PROJECT
from dev.wire import call
from shared.clock import system_clock
from shared.events import decode, encode
from shared.gcp import outbox, pubsub
from shared.gcp.firestore import user
from tests import emulators
from tests.contracts import dying
from tests.contracts.ground import World, world
from tests.contracts.scenarios import crossing, message
from tests.contracts.test_idempotency import services
from tests.ground import sign_in_as

__all__ = ["services"]
WORDS = "groceries 1100 DZD"
LISTENED = [one for one in load().subscriptions if one.topic in {"expenses", "budgets", "notifications", "profiles"}]
About = dict[str, str]


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with emulators.pubsub() as host:
        base = f"http://{host}/v1/projects/{PROJECT}"
        for topic in load().topics:
            call("PUT", f"{base}/topics/{topic}", {})
            call("PUT", f"{base}/subscriptions/all-{topic}", {"topic": f"projects/{PROJECT}/topics/{topic}"})
        yield host


@contextmanager
def stage(services: dict[str, str], broker: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An empty store, and the real broker instead of a list."""
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", broker)
    pubsub._publisher.cache_clear()
    # A patch inside that of the world, undone before it: the other way round the world's list would stay for ever.
    with world(services) as one, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pubsub, "publish", dying.PUBLISH)
        sign_in_as(one.uid, patch)
        list(pulled(broker))
        yield one


def pulled(broker: str) -> Iterator[tuple[str, Any]]:
    """(topic, message) of all that travelled."""
    for topic in sorted({one.topic for one in LISTENED}):
        base = f"http://{broker}/v1/projects/{PROJECT}/subscriptions/all-{topic}"
        while found := (call("POST", f"{base}:pull", {"maxMessages": 100, "returnImmediately": True}) or {}).get(
            "receivedMessages"
        ):
            call("POST", f"{base}:acknowledge", {"ackIds": [one["ackId"] for one in found]})
            yield from ((topic, one["message"]) for one in found)


def settle(broker: str) -> None:
    """Sweep and deliver until nothing travels any more."""
    outbox.sweep(datetime.now(UTC) + timedelta(minutes=2))
    while travelled := list(pulled(broker)):
        for topic, one in travelled:
            kind = one["attributes"]["type"]
            for listener in LISTENED:
                if listener.topic == topic and kind in listener.types:
                    for _ in range(2):
                        getattr(main, listener.worker)(message(kind, base64.b64decode(one["data"])))


def child(about: About, services: dict[str, str], broker: str, last: int, told: Path) -> int | None:
    """Run the work in a process of its own; its exit code."""
    fork = multiprocessing.get_context("forkserver")
    fork.set_forkserver_preload(["tests.contracts.dying"])
    places = {name: value for name, value in services.items() if name.isupper()}
    places |= {"PUBSUB_EMULATOR_HOST": broker, "GOOGLE_CLOUD_PROJECT": PROJECT}
    process = fork.Process(target=dying.work, args=(places | about, last, str(told)))
    process.start()
    process.join(60)
    return process.exitcode


def _request(one: World) -> About:
    one.ground.budget(one.uid, "Groceries", 1000)
    return {"kind": "request", "uid": one.uid, "body": WORDS}


def _budget_worker(one: World) -> About:
    with pytest.MonkeyPatch.context() as patch:
        travelled: list[bytes] = []
        patch.setattr(pubsub, "publish", lambda _topic, data, _about: travelled.append(data))
        one.ground.spend(one.uid, 1100, one.ground.budget(one.uid, "Groceries", 1000))
    return {"kind": "budget_on_expense", "event": travelled[-1].decode()}


def _notify_worker(one: World) -> About:
    return {"kind": "notify_on_event", "event": encode(crossing(one.uid)).decode()}


def _sweep(one: World) -> About:
    event, long_ago = crossing(one.uid), datetime.now(UTC) - timedelta(minutes=5)
    row = {"topic": event.topic, "type": event.type, "data": encode(event).decode(), "created_at": long_ago}
    user(one.uid).collection("outbox").document(event.event_id).set(row)
    return {"kind": "sweep", "event": ""}


WORK: dict[str, Callable[[World], About]] = {
    "request": _request,
    "budget worker": _budget_worker,
    "notify worker": _notify_worker,
    "sweep": _sweep,
}
MUST_BE_THERE = {
    "request": ["before commit", "after commit", "before publish", "after publish"],
    "budget worker": ["before commit", "after commit", "before publish", "after publish"],
    "notify worker": ["before commit", "after commit", "before publish", "after publish"],
    "sweep": ["after publish", "before remove"],
}


def again(about: About, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after the death: the client asks again with its key, or the message is delivered again."""
    if about["kind"] == "request":
        # A claim of the dead ends after 60 s.
        monkeypatch.setattr("shared.web.app.system_clock", lambda: system_clock() + timedelta(seconds=61))
        answered = dying.ask(about["body"])
        assert answered.status_code == 201, answered.text
    elif about["kind"] != "sweep":
        getattr(main, about["kind"])(message(decode(about["event"]).type, about["event"].encode()))


@pytest.mark.parametrize("name", sorted(WORK))
def test_killed_at_any_step_there_is_one_effect(
    services: dict[str, str], broker: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    told, prepare = tmp_path / "steps", WORK[name]

    def tried(last: int) -> tuple[int | None, dict[str, Any]]:
        with stage(services, broker, monkeypatch) as one, monkeypatch.context() as after:
            about = prepare(one)
            code = child(about, services, broker, last, told)
            again(about, after)
            settle(broker)
            return code, one.weight()["documents"] | {"sums": one.weight()["sums"], "left": left(one.uid)}

    code, whole = tried(0)
    steps = told.read_text(encoding="utf-8").splitlines()
    assert code == 0
    assert [step for step in MUST_BE_THERE[name] if step not in steps] == []
    assert whole["notifications"] == 1
    assert whole["left"] == 0
    for number in range(1, len(steps) + 1):
        code, found = tried(number)
        assert code == -signal.SIGKILL, steps[number - 1]
        assert found == whole, f"killed {steps[number - 1]} ({number} of {len(steps)})"


def left(uid: str) -> int:
    """How many rows wait in the outbox."""
    return len(list(user(uid).collection("outbox").stream()))
