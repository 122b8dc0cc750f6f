"""What a person is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

NotificationType = Literal["budget_alert", "expense_alert", "advisor_tip", "goal_milestone", "system"]
Priority = Literal["low", "medium", "high", "urgent"]


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
