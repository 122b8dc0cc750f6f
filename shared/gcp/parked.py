"""Messages that nobody could work on, kept to be looked at and sent again: `dead_letters` and `quarantine`.

A row is named by consumer and content, so that it is kept once however often the message comes; one that comes back
after it was sent again waits anew. Nothing is kept of a person whose account is closed.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from google.api_core import exceptions as api_errors

from shared.events import AnyEvent, decode
from shared.gcp import pubsub
from shared.gcp.firestore import answering, client, get, read_all, where
from shared.gcp.tombstones import is_gone

Place = Literal["dead_letters", "quarantine"]
Reason = Literal["undeliverable", "malformed", "newer_version"]
_LARGEST = 500_000
_AT_ONCE = 500
_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class Message:
    """What a consumer could not work on, and why. `data` is undecoded base64."""

    consumer: str
    type: str
    reason: Reason
    data: str


@dataclass(frozen=True, slots=True)
class Parked(Message):
    """A kept message. `uid` is None where none could be read in it."""

    place: Place
    id: str
    at: datetime
    uid: str | None = None
    replayed_at: datetime | None = None

    def event(self) -> AnyEvent:
        """The event in it. Raises ValueError when this code cannot read it (pydantic's errors are ValueErrors)."""
        return decode(base64.b64decode(self.data, validate=True))


def uid_of(data: str) -> str | None:
    """Whose message this is, as far as that can be read."""
    try:
        found = json.loads(base64.b64decode(data, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    uid = found.get("uid") if isinstance(found, dict) else None
    return uid if isinstance(uid, str) and uid else None


def park(place: Place, message: Message, now: datetime) -> int | None:
    """Keep a message; gives how many wait there now, None when its person is gone and nothing was kept."""
    uid = uid_of(message.data)
    if uid is not None and is_gone(uid):
        return None
    key = hashlib.sha256(f"{message.consumer}\n{message.data}".encode()).hexdigest()[:40]
    row = asdict(message) | {"data": message.data[:_LARGEST], "at": now, "uid": uid, "replayed_at": None}
    with answering():
        client().collection(place).document(key).set(row, timeout=_TIMEOUT_S)
    return waiting_count(place)


def _waiting(place: Place) -> Any:
    return where(client().collection(place), "replayed_at", "==", None)


def waiting_count(place: Place) -> int:
    """How many messages wait there."""
    with answering():
        return int(_waiting(place).count().get(timeout=_TIMEOUT_S)[0][0].value)


def waiting(place: Place) -> list[Parked]:
    """What waits there, the oldest first; up to 500."""
    rows = read_all(_waiting(place).order_by("at").limit(_AT_ONCE))
    return [Parked(place=place, id=row.id, **(row.to_dict() or {})) for row in rows]


def send_again(one: Parked, now: datetime) -> bool:
    """Publish the event to its topic, then mark the row. False when it cannot be read, or was sent in the meantime.

    All consumers of the topic get it: an effect that they had is not repeated. Raises what publishing raises.
    """
    try:
        event = one.event()
    except (ValueError, binascii.Error):
        return False
    snapshot = get(client().collection(one.place).document(one.id))
    if (snapshot.to_dict() or {}).get("replayed_at", now) is not None:
        return False
    pubsub.publish(event.topic, base64.b64decode(one.data), {"type": event.type})
    try:
        option = client().write_option(last_update_time=snapshot.update_time)
        snapshot.reference.update({"replayed_at": now}, option=option, timeout=5.0)
    except (api_errors.FailedPrecondition, api_errors.NotFound):
        pass  # parked anew or sent by another at this moment
    return True
