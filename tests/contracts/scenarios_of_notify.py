"""Rows of devices, pushes and retention; see `tests.contracts.scenarios`."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from functions.notify import service
from functions.notify.models import Text
from functions.users import service as users
from shared.config import config
from shared.context import Context
from shared.errors import Unavailable
from shared.events import Event, NotificationCreated
from shared.gcp.firestore import user
from shared.gcp.idempotency import Processed
from tests.contracts.scenarios_of_money import Prepare, Prepared
from tests.ground import Ground, context

_ALWAYS_QUIET = {"from": "00:00", "to": "23:59"}
_DEVICE = {"token": "abc:APA91", "platform": "ios"}


def _register(uid: str, token: str) -> None:
    service.register_device(context(uid), token, "android", lambda: (204, ""))


def _registered(_ground: Ground, uid: str) -> Prepared:
    _register(uid, "abc:APA91")
    return "/api/notify/devices/abc:APA91/", None, {"surprise": 1}


ROUTES: Mapping[str, Prepare] = {
    "POST /api/notify/devices/": lambda _ground, _uid: (
        "/api/notify/devices/",
        _DEVICE,
        _DEVICE | {"platform": "web"},
    ),
    "DELETE /api/notify/devices/<token>/": _registered,
}


def _told(ground: Ground, uid: str, title: str = "Tip") -> NotificationCreated:
    asked = context(uid)
    commit = asked.commit()
    service.tell_from_agent(asked, commit, "coordinator", Text("system", "low", title, "Words"))
    asked.finish(commit)
    event: NotificationCreated = ground.of_type("notification.created")[-1]
    return event


def _with_device(ground: Ground, uid: str) -> NotificationCreated:
    _register(uid, f"of-{uid}")
    return _told(ground, uid)


def _wait(uid: str, name: str, why: str) -> None:
    row = {"why": why, "due_at": datetime.now(UTC) - timedelta(minutes=1)}
    user(uid).collection("held").document(name).set(row)


def _held(ground: Ground, uid: str) -> None:
    _wait(uid, _with_device(ground, uid).notification_id, "quiet_hours")


def _digest(ground: Ground, uid: str) -> None:
    _prefer(uid, digest="daily")
    for event in (_with_device(ground, uid), _told(ground, uid, "Another")):
        _wait(uid, event.notification_id, "digest")


def _old(ground: Ground, uid: str) -> None:
    name = _told(ground, uid).notification_id
    user(uid).collection("notifications").document(name).update({"created_at": datetime(2020, 1, 1, tzinfo=UTC)})


def _prefer(uid: str, **wanted: Any) -> None:
    known: dict[str, Any] = {"types": {}, "quiet_hours": None, "digest": "off", "thresholds": [80, 100]}
    users.set_preferences(context(uid), known | wanted, lambda: (200, "{}"))


DELIVERIES: Mapping[tuple[str, str], Callable[[Ground, str], Event]] = {
    ("push_notifications", "notification.created"): _with_device,
}
SCHEDULES: Mapping[tuple[str, str], Callable[[Ground, str], None]] = {
    ("push_notifications", "schedule.push_held"): _held,
    ("send_digests", "schedule.send_digests"): _digest,
    ("apply_retention", "schedule.apply_retention"): _old,
}


def _push(event: NotificationCreated) -> None:
    now = datetime.now(UTC)
    service.push_notification(Context(event.uid, now, Processed(event.uid, "push", event.event_id, now)), event)


def _hold_back(ground: Ground, uid: str) -> None:
    _prefer(uid, quiet_hours=_ALWAYS_QUIET)
    _push(_with_device(ground, uid))


def _reach_one_of_two(ground: Ground, uid: str) -> None:
    _register(uid, f"late-{uid}")
    wanted = {"token": f"late-{uid}", "error": "QUOTA_EXCEEDED"}
    requests.post(f"http://{config().fcm_emulator_host}/script/", json=wanted, timeout=10).raise_for_status()
    with suppress(Unavailable):
        _push(_with_device(ground, uid))


def _nobody_to_push_to(ground: Ground, uid: str) -> None:
    _wait(uid, _told(ground, uid).notification_id, "quiet_hours")
    service.push_held(datetime.now(UTC))


USES: Mapping[str, Callable[[Ground, str], None]] = {
    "hold_back": _hold_back,
    "reach_one_of_two": _reach_one_of_two,
    "nobody_to_push_to": _nobody_to_push_to,
}
