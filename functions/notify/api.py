"""Routes of notifications."""

from dataclasses import asdict
from typing import Any, Literal

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, RootModel

from functions.notify import service
from functions.notify.models import Notification, NotificationType, Platform, Priority
from shared.clock import rfc3339
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.shapes import SIGNED_IN, Cursor, Limit, Moment

app = make_app("AI-On notify")
_TAG = [Tag(name="notify", description="What a person is told")]
_EXAMPLE: dict[str, Any] = {
    "id": "ntf_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "notification_type": "budget_alert",
    "priority": "high",
    "title": "⚠️ Overspending in Groceries",
    "message": "You have exceeded your budget for Groceries. Budget: 20000.00 DZD, Spent: 21000.00 DZD",
    "is_read": False,
    "created_at": "2026-11-22T03:00:00Z",
    "read_at": None,
    "related_budget_id": "bud_5f8h2k4m6n8p0r2t4v6x8z0b1",
    "related_expense_id": "exp_3d5f7h9k1m3p5r7t9v1x3z5b7",
    "action_url": "/budget/bud_5f8h2k4m6n8p0r2t4v6x8z0b1",
    "action_data": None,
}


_HOUR = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
# Visible ASCII without a slash: it is a part of a path when the device is removed.
_SLASHLESS = r"^[\x21-\x2e\x30-\x7e]+$"


class ListQuery(BaseModel):
    """`read` chooses the read or the unread ones; without it all are given."""

    read: Literal["true", "false"] | None = None
    limit: Limit = None
    cursor: Cursor = None


class NotificationPath(BaseModel):
    id: str


class NotificationOut(BaseModel):
    """One message to a person."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    id: str
    notification_type: NotificationType
    priority: Priority
    title: str
    message: str
    is_read: bool
    created_at: Moment
    read_at: Moment | None
    related_budget_id: str | None
    related_expense_id: str | None
    action_url: str | None
    action_data: dict[str, Any] | None


class NotificationsOut(RootModel[list[NotificationOut]]):
    """The next page is in the `Link` header."""


class Marked(BaseModel):
    marked_count: int = Field(examples=[5])


class Unread(BaseModel):
    unread_count: int = Field(examples=[3])


def _out(notification: Notification) -> dict[str, Any]:
    shown = asdict(notification)
    shown["created_at"] = rfc3339(notification.created_at)
    shown["read_at"] = rfc3339(notification.read_at) if notification.read_at else None
    return shown


def _kept(notification: Notification) -> tuple[int, str]:
    return 200, dumps(_out(notification))


@app.get(
    "/api/notify/",
    tags=_TAG,
    summary="Notifications, newest first",
    security=SIGNED_IN,
    responses={200: NotificationsOut},
)
def list_notifications(query: ListQuery) -> Response:
    page = page_of()
    after: Any = position_of(page, moment, name)
    is_read = None if query.read is None else query.read == "true"
    found, more = service.list_notifications(context(), is_read, after, page.limit)
    position = (rfc3339(found[-1].created_at), found[-1].id) if more else None
    return with_next(answer([_out(one) for one in found]), position)


@app.get(
    "/api/notify/unread-count/",
    tags=_TAG,
    summary="How many are unread",
    security=SIGNED_IN,
    responses={200: Unread},
)
def unread_count() -> Response:
    return answer({"unread_count": service.unread_count(context())})


@app.post("/api/notify/mark-all-read/", tags=_TAG, summary="Mark all read", security=SIGNED_IN, responses={200: Marked})
def mark_all_read() -> Response:
    count = service.mark_all_read(context(), lambda marked: (200, dumps({"marked_count": marked})))
    return answer({"marked_count": count})


@app.get(
    "/api/notify/<id>/",
    tags=_TAG,
    summary="One notification; it is marked read",
    security=SIGNED_IN,
    responses={200: NotificationOut},
)
def get_notification(path: NotificationPath) -> Response:
    return answer(_out(service.read_notification(context(), path.id, _kept)))


@app.patch(
    "/api/notify/<id>/read/",
    tags=_TAG,
    summary="Mark one read",
    security=SIGNED_IN,
    responses={200: NotificationOut},
)
def mark_read(path: NotificationPath) -> Response:
    return answer(_out(service.read_notification(context(), path.id, _kept)))


@app.delete(
    "/api/notify/<id>/delete/",
    tags=_TAG,
    summary="Remove one",
    security=SIGNED_IN,
    responses={204: None},
)
def remove_notification(path: NotificationPath) -> Response:
    service.remove_notification(context(), path.id, lambda: (204, ""))
    return Response(status=204)


class Channels(BaseModel):
    """Where notifications of one type are shown."""

    model_config = ConfigDict(extra="forbid", strict=True)

    in_app: bool = True
    push: bool = True


class QuietHours(BaseModel):
    """From when to when nothing is pushed, in the person's time zone; it may go over midnight."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    start: str = Field(alias="from", pattern=_HOUR, examples=["22:00"])
    end: str = Field(alias="to", pattern=_HOUR, examples=["07:00"])


class Preferences(BaseModel):
    """How a person wants to be notified. PUT takes the whole document; types that are left out have both channels."""

    model_config = ConfigDict(extra="forbid", strict=True)

    types: dict[NotificationType, Channels]
    quiet_hours: QuietHours | None
    digest: Literal["off", "daily", "weekly"]
    thresholds: list[int] = Field(description="percentages of a budget, 1 to 200, ascending", examples=[[80, 100]])


@app.get(
    "/api/notify/preferences/",
    tags=_TAG,
    summary="How the person wants to be notified",
    security=SIGNED_IN,
    responses={200: Preferences},
)
def get_preferences() -> Response:
    return answer(service.preferences(context()))


@app.put(
    "/api/notify/preferences/",
    tags=_TAG,
    summary="Replace how the person wants to be notified",
    security=SIGNED_IN,
    responses={200: Preferences},
)
def put_preferences(body: Preferences) -> Response:
    wanted = body.model_dump(by_alias=True)
    wanted["types"] = {**service.every_type(), **wanted["types"]}
    service.set_preferences(context(), wanted, lambda: (200, dumps(wanted)))
    return answer(wanted)


class DeviceIn(BaseModel):
    """An installed app that takes pushes; `token` is what the Firebase SDK gave it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    token: str = Field(min_length=1, max_length=4096, pattern=_SLASHLESS, examples=["dVeX0g9F:APA91bGq"])
    platform: Platform


class DevicePath(BaseModel):
    token: str


@app.post(
    "/api/notify/devices/",
    tags=_TAG,
    summary="Push to this device",
    security=SIGNED_IN,
    responses={204: None},
)
def register_device(body: DeviceIn) -> Response:
    service.register_device(context(), body.token, body.platform, lambda: (204, ""))
    return Response(status=204)


@app.delete(
    "/api/notify/devices/<token>/",
    tags=_TAG,
    summary="Push no more to this device",
    security=SIGNED_IN,
    responses={204: None},
)
def remove_device(path: DevicePath) -> Response:
    service.remove_device(context(), path.token, lambda: (204, ""))
    return Response(status=204)


notify = http_function("notify", app)
