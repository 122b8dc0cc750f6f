"""What the journal keeps: each change of a person's data, by whom, and how it was before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

Resource = Literal["expense", "budget", "goal", "profile", "notification"]
Status = Literal["needs_confirmation", "done", "undone", "rejected", "expired"]
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One resource before and after, only the fields that changed, in the form that the store keeps.

    `before` is None when the resource did not exist, `after` when it exists no longer. The versions are the
    resource's own counters; undoing is refused when the resource has another version than `version_after`.
    """

    resource: Resource
    id: str
    before: Fields | None
    after: Fields | None
    version_before: int | None = None
    version_after: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One change or several that were committed together. `agent` is `user` for what people do themselves.

    `summary` is one line fit for the person. `input_tokens`, `output_tokens` and `cost_usd` are None where no model
    was asked.
    """

    id: str
    agent: str
    tool: str
    summary: str
    status: Status
    changes: tuple[Change, ...]
    created_at: datetime
    turn_id: str | None = None
    expires_at: datetime | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: Decimal | None = None


class Blocked(Exception):
    """A change cannot be undone: `resource` and `id` name what is in the way, `reason` is fit for the person."""

    def __init__(self, resource: Resource, id: str, reason: str) -> None:  # noqa: A002 - the field's name in a Change
        super().__init__(reason)
        self.resource = resource
        self.id = id
        self.reason = reason
