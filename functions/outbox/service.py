"""Keeps the promise that a committed event is published, even when its request died in between."""

from collections.abc import Mapping
from datetime import datetime

from shared import logs
from shared.events import EVENT_TYPES
from shared.gcp import outbox, parked
from shared.gcp.parked import Message

# What Pub/Sub writes onto a message that it has given up.
_SUBSCRIPTION = "CloudPubSubDeadLetterSourceSubscription"
_ATTEMPTS = "CloudPubSubDeadLetterSourceDeliveryCount"
_SCHEDULED = "schedule."


def publish_waiting(now: datetime) -> None:
    """Publish what has waited in the outbox for more than 60 s."""
    if sent := outbox.sweep(now):
        logs.info("outbox.swept", rows=sent)


def park(attributes: Mapping[str, str], data: str, now: datetime) -> None:
    """Keep a message that no worker could take, and say so: somebody has to look at it.

    The log tells type, consumer and how many wait (`count`, for an alert), and nothing of what is in the message.
    """
    kind, consumer = attributes.get("type", ""), attributes.get(_SUBSCRIPTION, "unknown").rpartition("/")[2]
    if kind not in EVENT_TYPES and not kind.startswith(_SCHEDULED):
        kind = "unknown"
    count = parked.park("dead_letters", Message(consumer, kind, "undeliverable", data), now)
    if count is not None:
        logs.error("event.dead_letter", type=kind, consumer=consumer, attempts=attributes.get(_ATTEMPTS), count=count)
