"""Worker functions: what Pub/Sub pushes, decoded and handed to one handler by its type.

An exception means "deliver again". A message that is no event of ours, or one in a version that this code does not
know, is kept aside and acknowledged. Events of people whose account is closed are dropped. Types that a worker does
not handle are acknowledged without effect: the emulator ignores the subscriptions' filters.
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
from shared.events import Event, NewerVersion, decode
from shared.gcp.firestore import AlreadyDone, Gone
from shared.gcp.idempotency import Processed
from shared.gcp.parked import Message, Reason, park
from shared.gcp.tombstones import is_gone
from shared.web.auth import refuse_unsafe_start

Handler = Callable[[Context, Any], None]
Job = Callable[[datetime], None]
# (the message's attributes, its undecoded data, now)
Parker = Callable[[Mapping[str, str], str, datetime], None]
Worker = Callable[[CloudEvent], None]
# Under this name a worker carries the types that it handles.
TYPES = "_ai_on_types"


def subscriber(
    name: str,
    events: Mapping[type[Event], Handler] | None = None,
    jobs: Mapping[str, Job] | None = None,
    anything: Parker | None = None,
    of_the_gone: bool = False,
) -> Worker:
    """The worker function `name`: `events` by their model, `jobs` by the type of their schedule.

    `anything` is handed attributes, undecoded data and time of whatever is neither. `of_the_gone` is for the worker
    that closes accounts: it alone is handed events of people whose account is closed.
    """
    refuse_unsafe_start()
    logs.configure()
    handlers = {model.model_fields["type"].default: handler for model, handler in (events or {}).items()}

    def work(event: CloudEvent) -> None:
        message = event.data["message"]
        attributes = message.get("attributes") or {}
        kind = attributes.get("type", "")
        if jobs and kind in jobs:
            jobs[kind](system_clock())
        elif kind in handlers:
            _handle(name, kind, handlers[kind], message, of_the_gone=of_the_gone)
        elif anything is not None:
            anything(attributes, str(message.get("data", "")), system_clock())

    work.__name__ = work.__qualname__ = name
    setattr(work, TYPES, frozenset({*handlers, *(jobs or {})}))
    functions_framework.cloud_event(work)
    return work


def _handle(name: str, kind: str, handler: Handler, message: Mapping[str, Any], *, of_the_gone: bool) -> None:
    now, data = system_clock(), str(message.get("data", ""))
    try:
        event = decode(base64.b64decode(data, validate=True))
    except NewerVersion:
        _quarantine(name, kind, "newer_version", data, now)
        return
    except (ValidationError, binascii.Error):
        _quarantine(name, kind, "malformed", data, now)
        return
    guard = Processed(event.uid, name, event.event_id, now)
    try:
        gone = not of_the_gone and is_gone(event.uid)
        if not gone:
            handler(Context(event.uid, now, guard, event.cause.request_id), event)
    except AlreadyDone:
        logs.info("event.duplicate", consumer=name, type=event.type)
        return
    except Gone:
        gone = True  # closed while the handler was at work
    if gone:
        logs.info("event.dropped", consumer=name, type=event.type)


def _quarantine(name: str, kind: str, reason: Reason, data: str, now: datetime) -> None:
    count = park("quarantine", Message(name, kind, reason, data), now)
    if count is not None:
        logs.error(f"event.{reason}", consumer=name, type=kind, count=count)
