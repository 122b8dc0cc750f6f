"""What no worker can take: kept aside, told by type, consumer and number, without a word of what is in it."""

import base64
import io
import json
import logging
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from cloudevents.http import CloudEvent

from functions.budget.subscribers import budget_on_expense
from functions.notify.subscribers import notify_on_event
from functions.outbox.subscribers import park_dead_letters
from shared.events import ExpenseChanged, ExpenseDeleted, ExpenseState, ProfileChanged, encode
from shared.gcp import outbox, parked
from shared.gcp.firestore import client, get, user
from tests.ground import Ground, pushed
from tests.outbox.test_replay import crossed

ABOUT = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}


def message(data: bytes, **attributes: str) -> CloudEvent:
    return CloudEvent(ABOUT, {"message": {"data": base64.b64encode(data).decode(), "attributes": attributes}})


def logged(log: io.StringIO, name: str) -> list[dict[str, Any]]:
    """The lines of the log with this message."""
    lines = [json.loads(line) for line in log.getvalue().splitlines() if line.startswith("{")]
    return [line for line in lines if line["message"] == name]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What our log prints."""
    printed = io.StringIO()
    for handler in logging.getLogger("ai-on").handlers:
        if isinstance(handler, logging.StreamHandler):
            monkeypatch.setattr(handler, "stream", printed)
    return printed


def test_a_dead_letter_is_reported_by_type_consumer_and_number(ground: Ground, log: io.StringIO) -> None:
    about = {
        "CloudPubSubDeadLetterSourceSubscription": "notify-on-event-budgets",
        "CloudPubSubDeadLetterSourceDeliveryCount": "10",
    }
    data = encode(crossed("u1"))
    for _ in range(2):
        park_dead_letters(message(data, type="budget.threshold_crossed", **about))
    park_dead_letters(message(encode(crossed("u2")), type="not a type of ours", **about))
    lines = logged(log, "event.dead_letter")
    told = [(one["type"], one["consumer"], one["attempts"], one["count"]) for one in lines]
    known = "budget.threshold_crossed", "notify-on-event-budgets", "10"
    assert told == [(*known, 1), (*known, 1), ("unknown", *known[1:], 2)]
    assert not [word for word in ("Food", "u1", "bud_1") if word in json.dumps(lines)]


def test_an_event_of_a_newer_version_is_quarantined_and_can_be_read_by_who_knows_it(
    ground: Ground, log: io.StringIO
) -> None:
    uid = ground.person()
    newer = json.loads(encode(crossed(uid))) | {"version": 2}
    notify_on_event(message(json.dumps(newer).encode(), type="budget.threshold_crossed"))
    notify_on_event(message(b"\xff", type="budget.threshold_crossed"))
    assert [one.reason for one in parked.waiting("quarantine")] == ["newer_version", "malformed"]
    assert [one["consumer"] for one in logged(log, "event.newer_version")] == ["notify_on_event"]
    assert list(user(uid).collection("notifications").stream()) == []


def test_a_message_that_comes_back_after_it_was_sent_again_waits_anew(ground: Ground) -> None:
    data = encode(crossed("u1"))
    park_dead_letters(message(data, type="budget.threshold_crossed"))
    (row,) = parked.waiting("dead_letters")
    assert parked.send_again(row, datetime.now(UTC))
    assert parked.waiting("dead_letters") == []
    assert not parked.send_again(row, datetime.now(UTC))
    park_dead_letters(message(data, type="budget.threshold_crossed"))
    assert len(parked.waiting("dead_letters")) == 1


def test_one_sweep_publishes_more_than_one_page_of_rows(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "SWEEP_LIMIT", 5)
    now = datetime.now(UTC)
    batch = client().batch()
    for rank in range(23):
        event = ProfileChanged(uid="u1", fields=("savings",))
        row = {"topic": event.topic, "type": event.type, "data": encode(event).decode()}
        batch.create(
            user("u1").collection("outbox").document(event.event_id),
            row | {"created_at": now - timedelta(seconds=61 + rank)},
        )
    batch.commit()
    assert outbox.sweep(now) == 23
    assert len(ground.published) == 23


@pytest.mark.parametrize(("minutes", "told"), [(4, []), (7, [420])])
def test_an_event_that_waited_for_over_five_minutes_is_told(
    ground: Ground, log: io.StringIO, minutes: int, told: list[int]
) -> None:
    now = datetime.now(UTC)
    for rank in (0, 1):
        row = {"created_at": now - timedelta(minutes=minutes, seconds=-rank)}
        user("u1").collection("outbox").document(f"broken{rank}").set(row)
    outbox.sweep(now)
    assert [line["waited_s"] for line in logged(log, "outbox.late")] == told


def test_rows_that_cannot_be_published_do_not_hold_a_sweep(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "SWEEP_LIMIT", 2)
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    for rank in range(2):
        user("u1").collection("outbox").document(f"broken{rank}").set({"created_at": long_ago})
    assert outbox.sweep(datetime.now(UTC)) == 0


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_thresholds_do_not_depend_on_the_order_of_events(ground: Ground, order: tuple[int, ...]) -> None:
    """The watcher recomputes from the totals, so that any order of the same news ends in the same watch."""
    uid = ground.person()
    food = ground.budget(uid, "Food", 1000)
    entry = ground.spend(uid, 850, food)
    recorded = ground.of_type("expense.recorded")[-1]
    state = ExpenseState(period_start=entry.period_start, splits=recorded.splits, currency="DZD")
    about = {**recorded.model_dump(exclude={"type", "event_id", "version"})}
    ground.spend(uid, 100, food, kind="refund")
    ground.spend(uid, 300, food)
    news = [recorded, ExpenseChanged(**about, before=state, after=state), ExpenseDeleted(**about, before=state)]
    for rank in order:
        budget_on_expense(pushed(news[rank]))
    watch = get(user(uid).collection("thresholds").document(f"{food.id}_{entry.period_start}")).to_dict() or {}
    assert (watch["reached"], watch["armings"]) == ([80, 100], {"80": 1, "100": 1})
    assert [one.threshold for one in ground.of_type("budget.threshold_crossed")] == [100]
