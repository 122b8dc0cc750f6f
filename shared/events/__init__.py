"""Events: past-tense frozen facts, committed with the state that they report. CONTRACT of what travels on Pub/Sub."""

from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter, ValidationError

from shared.events.event import MAX_BYTES, MAX_REBALANCED, MAX_SPLITS, Cause, Event
from shared.events.money import (
    BudgetChanged,
    BudgetCreated,
    BudgetDeleted,
    BudgetsRebalanced,
    ExpenseChanged,
    ExpenseDeleted,
    ExpenseRecorded,
    ExpenseState,
    RebalancedBudget,
    ReceiptPending,
    SplitShare,
    ThresholdCrossed,
    TotalsMoved,
)
from shared.events.people import DeletionRequested, NotificationCreated, OnboardingCompleted, ProfileChanged

__all__ = [
    "EVENT_TYPES",
    "MAX_BYTES",
    "MAX_REBALANCED",
    "MAX_SPLITS",
    "AnyEvent",
    "BudgetChanged",
    "BudgetCreated",
    "BudgetDeleted",
    "BudgetsRebalanced",
    "Cause",
    "DeletionRequested",
    "Event",
    "ExpenseChanged",
    "ExpenseDeleted",
    "ExpenseRecorded",
    "ExpenseState",
    "NewerVersion",
    "NotificationCreated",
    "OnboardingCompleted",
    "ProfileChanged",
    "RebalancedBudget",
    "ReceiptPending",
    "SplitShare",
    "ThresholdCrossed",
    "TotalsMoved",
    "decode",
    "encode",
]

AnyEvent = Annotated[
    ExpenseRecorded
    | ExpenseChanged
    | ExpenseDeleted
    | TotalsMoved
    | BudgetCreated
    | BudgetChanged
    | BudgetDeleted
    | ThresholdCrossed
    | BudgetsRebalanced
    | ProfileChanged
    | OnboardingCompleted
    | ReceiptPending
    | NotificationCreated
    | DeletionRequested,
    Field(discriminator="type"),
]
_ANY: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)
EVENT_TYPES: dict[str, type[Event]] = {
    model.model_fields["type"].default: model for model in get_args(get_args(AnyEvent)[0])
}


class NewerVersion(ValueError):
    """An event of ours in a version that this code does not know; a later deployment may read it."""


def encode(event: Event) -> bytes:
    """The JSON that travels; at most MAX_BYTES, mostly a few hundred bytes."""
    return event.model_dump_json().encode()


def decode(data: bytes | str) -> AnyEvent:
    """The inverse of `encode`. Raises NewerVersion, and pydantic.ValidationError for what is no event of ours."""
    try:
        return _ANY.validate_json(data)
    except ValidationError as error:
        if any(_is_newer(row) for row in error.errors(include_url=False)):
            raise NewerVersion from None
        raise


def _is_newer(row: Any) -> bool:
    """Whether this complaint is about the version of one of our types (`loc` is the type and then the field)."""
    kind, *field = row["loc"] or ("",)
    return kind in EVENT_TYPES and field == ["version"] and isinstance(row["input"], int) and row["input"] > 1
