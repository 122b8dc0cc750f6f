"""The sweeper and the dead letters, through the functions that Pub/Sub pushes to."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cloudevents.http import CloudEvent

from shared.config import config
from shared.events import ProfileChanged, encode
from shared.gcp import pubsub
from shared.gcp.firestore import client, user
from tests import emulators


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    with emulators.firestore() as host:
        yield host


@pytest.fixture
def published(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, dict[str, str]]]]:
    """What reaches Pub/Sub; the store is the real emulator, with a project of its own."""
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", emulators.own_project("outbox"))
    config.cache_clear()
    sent: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(pubsub, "publish", lambda topic, _data, attributes: sent.append((topic, attributes)))
    yield sent
    config.cache_clear()


def pushed(kind: str, data: bytes) -> CloudEvent:
    message: dict[str, Any] = {"data": base64.b64encode(data).decode(), "attributes": {"type": kind}}
    attributes = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
    return CloudEvent(attributes, {"message": message})


def wait_in_outbox(seconds: int) -> ProfileChanged:
    event = ProfileChanged(uid="u1", fields=("savings",))
    row = {
        "topic": event.topic,
        "type": event.type,
        "data": encode(event).decode(),
        "created_at": datetime.now(UTC) - timedelta(seconds=seconds),
    }
    user("u1").collection("outbox").document(event.event_id).set(row)
    return event


def test_the_sweeper_publishes_what_waited_for_over_a_minute_and_nothing_younger(
    published: list[tuple[str, dict[str, str]]],
) -> None:
    from functions.outbox.subscribers import sweep_outbox

    wait_in_outbox(90)
    young = wait_in_outbox(10)
    sweep_outbox(pushed("schedule.sweep_outbox", b"{}"))
    assert published == [("profiles", {"type": "profile.changed"})]
    left = [row.id for row in user("u1").collection("outbox").stream()]
    assert left == [young.event_id]


def test_a_type_that_a_worker_does_not_handle_is_taken_without_effect(
    published: list[tuple[str, dict[str, str]]],
) -> None:
    from functions.outbox.subscribers import sweep_outbox

    wait_in_outbox(90)
    sweep_outbox(pushed("schedule.something_else", b"{}"))
    assert published == []


def test_a_dead_letter_is_kept_once(published: list[tuple[str, dict[str, str]]]) -> None:
    from functions.outbox.subscribers import park_dead_letters

    for _ in range(2):
        park_dead_letters(pushed("expense.recorded", b"\xff not an event"))
    kept = [row.to_dict() or {} for row in client().collection("dead_letters").stream()]
    assert len(kept) == 1
    assert kept[0]["type"] == "expense.recorded"
    assert base64.b64decode(kept[0]["data"]) == b"\xff not an event"
