"""Worker functions: what Pub/Sub pushes, decoded and handed to one handler by its type.

An exception means "deliver again". A message that is no event of ours is kept aside and acknowledged. Types that a
worker does not handle are acknowledged without effect: the emulator ignores the subscriptions' filters.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import functions_framework
from cloudevents.http import CloudEvent
from pydantic import ValidationError

from shared import logs
from shared.clock import system_clock
from shared.context import Context
from shared.events import Event, decode
from shared.gcp.firestore import AlreadyDone
from shared.gcp.idempotency import Processed
from shared.gcp.outbox import keep_aside
from shared.web.auth import refuse_unsafe_start

Handler = Callable[[Context, Any], None]
Job = Callable[[datetime], None]
Parker = Callable[[str, str, datetime], None]
Worker = Callable[[CloudEvent], None]


def subscriber(
    name: str,
    events: Mapping[type[Event], Handler] | None = None,
    jobs: Mapping[str, Job] | None = None,
    anything: Parker | None = None,
) -> Worker:
    """The worker function `name`: `events` by their model, `jobs` by the type of their schedule.

    `anything` is handed type, undecoded data and time of whatever is neither.
    """
    refuse_unsafe_start()
    logs.configure()
    handlers = {model.model_fields["type"].default: handler for model, handler in (events or {}).items()}

    def work(event: CloudEvent) -> None:
        message = event.data["message"]
        kind = (message.get("attributes") or {}).get("type", "")
        if jobs and kind in jobs:
            jobs[kind](system_clock())
        elif kind in handlers:
            _handle(name, handlers[kind], message)
        elif anything is not None:
            anything(kind, str(message.get("data", "")), system_clock())

    work.__name__ = work.__qualname__ = name
    functions_framework.cloud_event(work)
    return work


def _handle(name: str, handler: Handler, message: Mapping[str, Any]) -> None:
    now, data = system_clock(), str(message.get("data", ""))
    try:
        event = decode(base64.b64decode(data, validate=True))
    except (ValidationError, binascii.Error):
        _quarantine(name, data, now)
        return
    guard = Processed(event.uid, name, event.event_id, now)
    try:
        handler(Context(event.uid, now, guard, event.cause.request_id), event)
    except AlreadyDone:
        logs.info("event.duplicate", consumer=name, type=event.type)


def _quarantine(name: str, data: str, now: datetime) -> None:
    keep_aside("quarantine", name, data, now)
    logs.error("event.malformed", consumer=name)
