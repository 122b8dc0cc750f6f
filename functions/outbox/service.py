"""Keeps the promise that a committed event is published, even when its request died in between."""

from datetime import datetime

from shared import logs
from shared.gcp import outbox


def publish_waiting(now: datetime) -> None:
    """Publish what has waited in the outbox for more than 60 s."""
    if sent := outbox.sweep(now):
        logs.info("outbox.swept", rows=sent)
