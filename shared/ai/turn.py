"""One turn of one person: who it is for, what it may use and do, and what was done. All agents in it share this."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic

from typing_extensions import TypeVar

from shared.ai.audit import AuditRecord
from shared.ai.budget import Budget
from shared.ai.usage import Usage

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.ai.agent import Agent
    from shared.ai.request import Request
    from shared.ai.run import Run
    from shared.ai.tool import Result, Tool

Identity = TypeVar("Identity", default=Any)
Out = TypeVar("Out", bound="BaseModel | str")


@dataclass(frozen=True, slots=True)
class Denied:
    """What a gate answers to a call that must not be done; `words` are for the model."""

    words: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a gate answers that does the call itself, under its own authority and with the arguments that it approved.

    `call` gives the tool's result, and raises what a tool may raise.
    """

    call: "Callable[[], Result]"


# Asked before every write and destructive tool, with validated arguments; None lets it be done as it is.
Gate = Callable[["Turn[Any]", "Tool", "BaseModel"], Denied | Allowed | None]

# Asked when the calls of one answer were carried out, with their records: the words that end the agent's work, when
# what was done tells itself, or None. It saves a call of the model, and no model can tell it otherwise.
Closing = Callable[["Turn[Any]", Sequence[AuditRecord]], str | None]


def never(turn: "Turn[Any]", records: Sequence[AuditRecord]) -> str | None:  # noqa: ARG001
    """The closing of a turn that was given none: the model always has the last word."""
    return None


def only_reads(turn: "Turn[Any]", tool: "Tool", arguments: "BaseModel") -> Denied | None:  # noqa: ARG001
    """The gate of a turn that was given none: what changes something has to be allowed by somebody."""
    return Denied("Nothing may be changed in this conversation. Tell the person what they could do themselves.")


@dataclass(frozen=True, slots=True)
class Turn(Generic[Identity]):
    """What one turn shares. `identity` is opaque here: who asks and what tools need, such as a `Context`.

    The clock of its budget runs from when that is made. `path` names the agents from the first to the one at work;
    while `reading`, nothing may be changed.
    """

    identity: Identity
    gate: Gate = only_reads
    budget: Budget = field(default_factory=Budget)
    audit: list[AuditRecord] = field(default_factory=list)
    path: tuple[str, ...] = ()
    reading: bool = False
    closing: Closing = never

    @property
    def depth(self) -> int:
        """How many agents stand above the one at work."""
        return max(0, len(self.path) - 1)

    @property
    def usage(self) -> Usage:
        """Tokens and cost of the whole turn so far."""
        return self.budget.usage()

    @property
    def done(self) -> tuple[AuditRecord, ...]:
        """The tool calls that were done so far."""
        return tuple(record for record in tuple(self.audit) if record.outcome == "done")

    def entered(self, name: str) -> "Turn[Identity]":
        """The same turn as the agent of this name sees it."""
        return replace(self, path=(*self.path, name))

    def only_reading(self) -> "Turn[Identity]":
        """The same turn for a tool that reads: it stands beside others, so nothing below it may change anything."""
        return replace(self, reading=True)

    def delegate(
        self,
        agent: "Agent[Out]",
        request: "Request",
        *,
        check: "Callable[[Out], Sequence[str]] | None" = None,
    ) -> "Run[Out]":
        """Ask another agent within this turn: the same identity, budget, gate and audit, one deeper. For tools.

        Raises ToolRefused, which the model of the asking agent is told, for an agent that is at work already or that
        is too deep; and AgentError.
        """
        from shared.ai.loop import ask
        from shared.ai.tool import ToolRefused

        if agent.name in self.path:
            raise ToolRefused("This agent is already at work on the task. Answer with what you have.")
        if len(self.path) > self.budget.limits.depth:
            raise ToolRefused("No further agent can be asked from here. Answer with what you have.")
        return ask(agent, request, self, check=check)
