"""The outbox: events are committed with their state, published right after, and swept when that failed."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from google.cloud.firestore import FieldFilter

from shared import logs
from shared.events import Event, encode
from shared.gcp import pubsub
from shared.gcp.firestore import client, read_all, user

SWEEP_AFTER = timedelta(seconds=60)
SWEEP_LIMIT = 200


def publish(events: Iterable[Event]) -> None:
    """Publish committed events and take them out of the outbox. Never raises: what fails is swept later."""
    sent = [event for event in events if _is_sent(event)]
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


def sweep(now: datetime) -> int:
    """Publish again what has waited for more than 60 s; returns how many rows went out."""
    due = (
        client()
        .collection_group("outbox")
        .where(filter=FieldFilter("created_at", "<", now - SWEEP_AFTER))
        .order_by("created_at")
        .limit(SWEEP_LIMIT)
    )
    sent = 0
    for row in read_all(due):
        stored = row.to_dict() or {}
        try:
            pubsub.publish(stored["topic"], stored["data"].encode(), {"type": stored["type"]})
            row.reference.delete(timeout=5.0)
            sent += 1
        except Exception as error:  # noqa: BLE001 - tried again at the next sweep
            logs.warning("outbox.sweep_failed", where=logs.where_of(error))
    return sent


def keep_aside(collection: str, source: str, data: str, now: datetime) -> None:
    """Keep a message that could not be worked on. It is named by its content, so that it is kept once."""
    key = hashlib.sha256(f"{source}\n{data}".encode()).hexdigest()[:40]
    row = {"source": source, "data": data[:500_000], "at": now}
    client().collection(collection).document(key).set(row)
