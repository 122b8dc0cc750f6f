"""The outbox: events are committed with their state, published right after, and swept when that failed."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from google.cloud.firestore import FieldFilter

from shared import logs
from shared.events import Event, encode
from shared.gcp import pubsub
from shared.gcp.firestore import client, read_all, user

SWEEP_AFTER = timedelta(seconds=60)
# What waits for longer was met by several sweeps and by none sent: somebody has to look.
LATE_AFTER = timedelta(minutes=5)
SWEEP_LIMIT = 200
# Below the minute after which the next sweep begins.
SWEEP_SECONDS = 45.0


# An event on its way, and what waits until it has arrived.
Sending = tuple[Event, Callable[[], None]]
_later: ContextVar[list[Sending] | None] = ContextVar("_later", default=None)


@contextmanager
def settling_later() -> Iterator[Callable[[], None]]:
    """Within it, events are sent, but nobody waits for them; what it gives does, and then takes them out of the outbox.

    For answers to people. Should the process end in between, the sweeper sends once more what it finds in the outbox,
    and consumers that have it already take no notice.
    """
    sent: list[Sending] = []
    token = _later.set(sent)
    try:
        yield lambda: _remove(event for event, arrive in sent if _has_gone(arrive))
    finally:
        _later.reset(token)


def publish(events: Iterable[Event]) -> None:
    """Publish committed events and take them out of the outbox. Never raises: what fails is swept later."""
    if (later := _later.get()) is None:
        _remove(event for event in events if _has_gone(partial(pubsub.publish, *_message(event))))
        return
    for event in events:
        _has_gone(partial(_begin, event, later))


def _begin(event: Event, sent: list[Sending]) -> None:
    sent.append((event, pubsub.begin(*_message(event))))


def _message(event: Event) -> tuple[str, bytes, dict[str, str]]:
    return event.topic, encode(event), {"type": event.type}


def _has_gone(send: Callable[[], None]) -> bool:
    try:
        send()
    except Exception as error:  # noqa: BLE001 - the row stays, so nothing is lost
        logs.warning("outbox.publish_failed", where=logs.where_of(error))
        return False
    return True


def _remove(events: Iterable[Event]) -> None:
    if not (gone := list(events)):
        return
    batch = client().batch()
    for event in gone:
        batch.delete(user(event.uid).collection("outbox").document(event.event_id))
    try:
        batch.commit(timeout=5.0)
    except Exception as error:  # noqa: BLE001 - swept and sent once more, which its consumers do not mind
        logs.warning("outbox.row_left", where=logs.where_of(error))


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


def _tell_late(waited: timedelta) -> None:
    if waited > LATE_AFTER:
        logs.error("outbox.late", waited_s=int(waited.total_seconds()))


def sweep(now: datetime, seconds: float = SWEEP_SECONDS) -> int:
    """Publish again what has waited for more than 60 s, for up to `seconds`; returns how many rows went out.

    Logs `outbox.late` with the seconds that the oldest row waited, where that is too long.
    """
    sent, ends = 0, time.monotonic() + seconds
    while rows := waiting(now - SWEEP_AFTER):
        _tell_late(now - rows[0].to_dict()["created_at"])
        gone = sum(send(row) for row in rows if time.monotonic() < ends)
        sent += gone
        if not gone or len(rows) < SWEEP_LIMIT or time.monotonic() >= ends:
            break
    return sent
