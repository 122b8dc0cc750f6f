"""What the journal keeps: each change of a person's data, by whom, and how it was before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, Protocol, runtime_checkable

from shared.clock import next_midnight

Resource = Literal["expense", "budget", "goal", "profile", "notification"]
Status = Literal["needs_confirmation", "done", "undone", "rejected", "expired"]
Scope = Literal["action", "turn"]
Decision = Literal["allow", "confirm", "deny"]
Fields = Mapping[str, Any]


class Blocked(Exception):
    """A change cannot be taken back, because the resource is not as the change left it. `reason` is fit for people."""

    def __init__(self, resource: str, id: str, reason: str) -> None:  # noqa: A002 - the name that resources have
        super().__init__(f"{resource} {id}")
        self.resource = resource
        self.id = id
        self.reason = reason


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
class Versions:
    """Under which versions a resource last stood in the state before and in the state after a change.

    They are those of the change until something is undone: then the former state has come back under a new version.
    """

    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Call:
    """The one tool call that a proposed Action stands for: its arguments as canonical JSON, and their SHA-256.

    `reasons` tell why the person is asked first, `origins` where each argument came from.
    """

    arguments: str
    sha256: str
    reasons: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One change or several that were committed together. `agent` is `user` for what people do themselves.

    `summary` is one line fit for the person. `input_tokens`, `output_tokens` and `cost_usd` are None where no model
    was asked. `changes` stay as they were made; `versions`, one for each change, follow undoing and redoing, the last
    of which was at `turned_at`.
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
    versions: tuple[Versions, ...] = ()
    turned_at: datetime | None = None
    call: Call | None = None

    def __post_init__(self) -> None:
        if not self.versions:
            made = tuple(Versions(one.version_before, one.version_after) for one in self.changes)
            object.__setattr__(self, "versions", made)

    @property
    def standing(self) -> tuple[Change, ...]:
        """The changes with the versions under which their states stand today."""
        return tuple(
            replace(change, version_before=now.before, version_after=now.after)
            for change, now in zip(self.changes, self.versions, strict=True)
        )


@runtime_checkable
class Overseer(Protocol):
    """A guard that answers for what is committed under it: it is shown the Action, and writes it itself."""

    def oversee(self, action: Action) -> Action:
        """The Action as it will stand in the commit."""

    def propose(self, action: Action, row: Mapping[str, Any]) -> None:
        """Write the audit row of another Action, one that only asks and stands in the same commit."""


# Puts the inverse of a change into a commit: the resource gets the state `before`, if its version is `version_after`.
# Gives the change that this makes, with its new version. Raises Blocked, and Contended when somebody is faster.
# (context, commit, change) -> change; the types are those of shared, which models do not know.
Applier = Callable[[Any, Any, Change], Change]


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that a call of the last day moved without being confirmed. Minor units."""

    at: datetime
    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Spending:
    """What a person's turns used in a calendar month (UTC), against the cap. `micros` are millionths of a USD."""

    month: str
    tokens: int
    micros: int
    cap_micros: int
    tokens_today: int = 0
    tokens_a_day: int = 0

    @property
    def is_used_up(self) -> bool:
        """Whether the model may not be asked any more, until the month or the day is over."""
        return self.micros >= self.cap_micros or self.tokens_today >= self.tokens_a_day

    def resumes_at(self, now: datetime) -> datetime:
        """When it may be asked again: with the next month, or with the next day where only that one is used up."""
        tomorrow = next_midnight(now)
        if self.micros < self.cap_micros or tomorrow.day == 1:
            return tomorrow
        return (tomorrow.replace(day=1) + timedelta(days=32)).replace(day=1)
