"""What a person is told, and the devices that it is pushed to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

NotificationType = Literal["budget_alert", "expense_alert", "advisor_tip", "goal_milestone", "system"]
Priority = Literal["low", "medium", "high", "urgent"]
Platform = Literal["android", "ios", "web"]
# Why a push waits.
Why = Literal["quiet_hours", "digest"]
# What became of a wish to tell: made, of a type that the person does not want, or over the cap of the day.
Told = Literal["told", "unwanted", "over_cap"]


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a notification, with its type and priority."""

    notification_type: NotificationType
    priority: Priority
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class About:
    """What a notification is about, and where the app goes when it is tapped."""

    budget_id: str | None = None
    expense_id: str | None = None
    action_url: str | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """One message to a person. The order of the fields is the order in which clients see them."""

    id: str
    notification_type: NotificationType
    priority: Priority
    title: str
    message: str
    is_read: bool
    created_at: datetime
    read_at: datetime | None = None
    related_budget_id: str | None = None
    related_expense_id: str | None = None
    action_url: str | None = None
    action_data: None = None


@dataclass(frozen=True, slots=True)
class Device:
    """An installed app that takes pushes. `token` is FCM's; `seen_at` is when the app registered it last."""

    id: str
    token: str
    platform: Platform
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A push that waits until `due_at`; the notification itself can be read in the app all the while."""

    notification_id: str
    why: Why
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """When a notification is pushed: at once, when `held` is due, or never."""

    now: bool = False
    why: Why | None = None
    due_at: datetime | None = None
