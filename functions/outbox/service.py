"""Keeps the promise that a committed event is published, even when its request died in between."""

from datetime import datetime

from shared import logs
from shared.gcp import outbox


def publish_waiting(now: datetime) -> None:
    """Publish what has waited in the outbox for more than 60 s."""
    if sent := outbox.sweep(now):
        logs.info("outbox.swept", rows=sent)


def park(kind: str, data: str, now: datetime) -> None:
    """Keep a message that no worker could take, and say so: somebody has to look at it."""
    outbox.keep_aside("dead_letters", kind, data, now)
    logs.error("event.dead_letter", type=kind)
