"""People with devices, preferences and something to be told."""

from datetime import datetime
from typing import Any

from functions.notify import service
from functions.notify.models import Text
from functions.users import service as users
from shared.context import Context
from shared.events import NotificationCreated
from shared.gcp.firestore import user
from shared.gcp.idempotency import Processed
from shared.ids import new_id
from tests.ground import Ground, context

ALGIERS = "Africa/Algiers"  # one hour ahead of UTC, all the year


def register(uid: str, *tokens: str, at: datetime | None = None) -> None:
    for token in tokens:
        service.register_device(context(uid, at), token, "android", lambda: (204, ""))


def tokens(uid: str) -> set[str]:
    return {row.get("token") for row in user(uid).collection("devices").stream()}


def prefer(uid: str, **wanted: Any) -> None:
    known: dict[str, Any] = {"types": {}, "quiet_hours": None, "digest": "off", "thresholds": [80, 100]}
    users.set_preferences(context(uid), known | wanted, lambda: (200, "{}"))


def tell(ground: Ground, uid: str, title: str, now: datetime, priority: Any = "medium") -> NotificationCreated:
    """A notification by an agent; its event."""
    asked = context(uid, now)
    commit = asked.commit()
    text = Text("system", priority, title, f"About {title}")
    assert service.tell_from_agent(asked, commit, new_id("evt"), text) == "told"
    asked.finish(commit)
    event: NotificationCreated = ground.of_type("notification.created")[-1]
    return event


def push(event: NotificationCreated, now: datetime) -> None:
    """What the worker does with the event at that moment."""
    guard = Processed(event.uid, "push_notifications", event.event_id, now)
    service.push_notification(Context(event.uid, now, guard), event)


def held(uid: str) -> dict[str, dict[str, Any]]:
    """What waits, by the notification."""
    return {row.id: row.to_dict() or {} for row in user(uid).collection("held").stream()}
