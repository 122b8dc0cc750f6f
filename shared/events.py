"""Events: past-tense frozen facts, committed with the state that they report. CONTRACT of what travels on Pub/Sub.

Amounts are integer minor units beside a currency. No text of receipts and no prompt ever travels here.
"""

from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from shared.ids import new_id


class Cause(BaseModel):
    """What led to the event, for tracing."""

    model_config = ConfigDict(frozen=True)

    action_id: str | None = None
    request_id: str | None = None


class Event(BaseModel):
    """What every event carries. `topic` is the noun whose Pub/Sub topic it travels on."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    topic: ClassVar[str]

    type: str
    event_id: str = Field(default_factory=lambda: new_id("evt"))
    version: Literal[1] = 1
    uid: str
    occurred_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    cause: Cause = Cause()


class SplitShare(BaseModel):
    """The part of an expense that one budget bears."""

    model_config = ConfigDict(frozen=True)

    budget_id: str | None
    minor: int


class ExpenseState(BaseModel):
    """What an expense weighs in which period, before or after a change."""

    model_config = ConfigDict(frozen=True)

    period_start: str
    splits: tuple[SplitShare, ...]
    currency: str


class _ExpenseEvent(Event):
    topic: ClassVar[str] = "expenses"
    expense_id: str
    entry_version: int
    period_start: str
    splits: tuple[SplitShare, ...]
    currency: str
    kind: str


class ExpenseRecorded(_ExpenseEvent):
    type: Literal["expense.recorded"] = "expense.recorded"


class ExpenseChanged(_ExpenseEvent):
    type: Literal["expense.changed"] = "expense.changed"
    before: ExpenseState
    after: ExpenseState


class ExpenseDeleted(_ExpenseEvent):
    type: Literal["expense.deleted"] = "expense.deleted"
    before: ExpenseState


class BudgetCreated(Event):
    topic: ClassVar[str] = "budgets"
    type: Literal["budget.created"] = "budget.created"
    budget_id: str
    title: str
    minor: int


class ThresholdCrossed(Event):
    """`threshold` is a percentage; `spent` and `limit` are minor units; `arming` counts re-armings."""

    topic: ClassVar[str] = "budgets"
    type: Literal["budget.threshold_crossed"] = "budget.threshold_crossed"
    budget_id: str
    title: str
    currency: str
    period_start: str
    threshold: int
    over: bool
    arming: int
    spent: int
    limit: int
    expense_id: str | None = None


class ProfileChanged(Event):
    topic: ClassVar[str] = "profiles"
    type: Literal["profile.changed"] = "profile.changed"
    fields: tuple[str, ...]


class ReceiptPending(Event):
    topic: ClassVar[str] = "receipts"
    type: Literal["receipt.pending"] = "receipt.pending"
    expense_id: str
    receipt_id: str


class NotificationCreated(Event):
    topic: ClassVar[str] = "notifications"
    type: Literal["notification.created"] = "notification.created"
    notification_id: str
    notification_type: str
    priority: str


AnyEvent = Annotated[
    ExpenseRecorded
    | ExpenseChanged
    | ExpenseDeleted
    | BudgetCreated
    | ThresholdCrossed
    | ProfileChanged
    | ReceiptPending
    | NotificationCreated,
    Field(discriminator="type"),
]
_ANY: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
EVENT_TYPES: dict[str, type[Event]] = {
    model.model_fields["type"].default: model for model in get_args(get_args(AnyEvent)[0])
}


def encode(event: Event) -> bytes:
    """The JSON that travels; at most a few hundred bytes."""
    return event.model_dump_json().encode()


def decode(data: bytes | str) -> AnyEvent:
    """The inverse of `encode`. Raises pydantic.ValidationError for what is no event of ours."""
    return _ANY.validate_json(data)
