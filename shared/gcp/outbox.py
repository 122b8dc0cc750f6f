"""The outbox: events are committed with their state, published right after, and swept when that failed."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from google.cloud.firestore import FieldFilter

from shared import logs
from shared.events import Event, encode
from shared.gcp import pubsub
from shared.gcp.firestore import client, read_all, user

SWEEP_AFTER = timedelta(seconds=60)
SWEEP_LIMIT = 200
# Below the minute after which the next sweep begins.
SWEEP_SECONDS = 45.0


_later: ContextVar[list[Event] | None] = ContextVar("_later", default=None)


@contextmanager
def removing_later() -> Iterator[Callable[[], None]]:
    """Within it, rows of published events stay; the function that it gives removes them.

    For answers to people, who need not wait for that. Should the process end in between, the sweeper publishes once
    more what is published already, and the consumers have seen it.
    """
    rows: list[Event] = []
    token = _later.set(rows)
    try:
        yield lambda: _remove(rows)
    finally:
        _later.reset(token)


def publish(events: Iterable[Event]) -> None:
    """Publish committed events and take them out of the outbox. Never raises: what fails is swept later."""
    sent = [event for event in events if _is_sent(event)]
    if (later := _later.get()) is not None:
        later += sent
    else:
        _remove(sent)


def _remove(sent: Sequence[Event]) -> None:
    if not sent:
        return
    batch = client().batch()
    for event in sent:
        batch.delete(user(event.uid).collection("outbox").document(event.event_id))
    try:
        batch.commit(timeout=5.0)
    except Exception as error:  # noqa: BLE001 - swept and sent once more, which its consumers do not mind
        logs.warning("outbox.row_left", where=logs.where_of(error))


def _is_sent(event: Event) -> bool:
    try:
        pubsub.publish(event.topic, encode(event), {"type": event.type})
    except Exception as error:  # noqa: BLE001 - the row stays, so nothing is lost
        logs.warning("outbox.publish_failed", where=logs.where_of(error))
        return False
    return True


def waiting(before: datetime) -> list[Any]:
    """The rows that were committed before a moment and not published since, the oldest first; up to SWEEP_LIMIT."""
    rows = client().collection_group("outbox").where(filter=FieldFilter("created_at", "<", before))
    return read_all(rows.order_by("created_at").limit(SWEEP_LIMIT))


def send(row: Any) -> bool:
    """Publish a row and remove it. False when that failed: the row stays, and may go out once more."""
    stored = row.to_dict() or {}
    try:
        pubsub.publish(stored["topic"], stored["data"].encode(), {"type": stored["type"]})
        row.reference.delete(timeout=5.0)
    except Exception as error:  # noqa: BLE001 - tried again at the next sweep
        logs.warning("outbox.sweep_failed", where=logs.where_of(error))
        return False
    return True


def sweep(now: datetime, seconds: float = SWEEP_SECONDS) -> int:
    """Publish again what has waited for more than 60 s, for up to `seconds`; returns how many rows went out."""
    sent, ends = 0, time.monotonic() + seconds
    while rows := waiting(now - SWEEP_AFTER):
        gone = sum(send(row) for row in rows if time.monotonic() < ends)
        sent += gone
        if not gone or len(rows) < SWEEP_LIMIT or time.monotonic() >= ends:
            break
    return sent
