"""What an answer tells while it is being made. It ends in exactly one of Done and Failed."""

from dataclasses import dataclass
from typing import Any

from shared.ai.audit import AuditRecord, Outcome
from shared.ai.errors import AgentError
from shared.ai.run import Run


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the final text, fit to be shown."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolStarted:
    """A tool is about to run."""

    agent: str
    tool: str


@dataclass(frozen=True, slots=True)
class ToolFinished:
    """A tool call ended in any way but by being denied."""

    agent: str
    tool: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ToolDenied:
    """A tool call was denied by the gate or by the tool."""

    agent: str
    tool: str


@dataclass(frozen=True, slots=True)
class Done:
    """The answer is whole: `run.output` is the text that was given, or the validated model."""

    run: Run[Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no more. `tools` are the calls that were done before and stay done.

    `text_given` tells whether a part of an answer was handed out, which then has to be called unfinished.
    """

    error: AgentError
    tools: tuple[AuditRecord, ...]
    text_given: bool


Event = TextDelta | ToolStarted | ToolFinished | ToolDenied | Done | Failed
