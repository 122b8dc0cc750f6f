"""Carries out the calls of one answer and gives each exactly one response.

Neighbouring reads run at the same time; what changes something runs alone, in its order, after the gate allowed it.
A model learns what went wrong in words of ours, never in those of an exception.
"""

import time
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from shared.ai.agent import Agent
from shared.ai.arguments import Refusal, known_tool, unknown_tool, validated
from shared.ai.audit import UNKNOWN_TOOL, AuditRecord, fingerprint
from shared.ai.carry_out import Carried, carry_out, gate_of, refused
from shared.ai.events import Event, ToolDenied, ToolFinished, ToolStarted
from shared.ai.tool import FINAL_ANSWER, Tool
from shared.ai.turn import Turn
from shared.ai.waiting import side_by_side

if TYPE_CHECKING:
    from google.genai import types

NO_CALL_LEFT = Refusal("over_budget", "No tool call is left in this turn. Answer in words with what you have.")
NO_TIME_LEFT = Refusal("over_budget", "The budget of this turn is used up. Whether it was done is not known.")
NOT_BEGUN = Refusal("over_budget", "The budget of this turn is used up. Nothing was done.")
_ANSWER_ALONE = "Nothing was taken. Call final_answer alone and once, after you have seen all other results."


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that may be carried out, at its place in the answer."""

    at: int
    tool: Tool
    arguments: BaseModel


@dataclass(slots=True)
class _Work:
    """The calls of one answer of `model` to `agent`, and their responses so far."""

    calls: Sequence["types.FunctionCall"]
    agent: Agent[Any]
    turn: Turn[Any]
    model: str
    responses: dict[int, dict[str, Any]]

    @property
    def ended(self) -> bool:
        """Whether nothing more is begun."""
        return self.turn.budget.ended(by_calls=not self.agent.answers_by_call)

    def close(self, at: int, tool: Tool | None, carried: Carried) -> None:
        """Write down what became of a call, and its response."""
        digest, size = fingerprint(self.calls[at].args or {})
        self.responses[at] = carried.response
        self.turn.audit.append(
            AuditRecord(
                agent=self.agent.name,
                tool=tool.name if tool else UNKNOWN_TOOL,
                effect=tool.effect if tool else None,
                outcome=carried.outcome,
                arguments_sha256=digest,
                arguments_bytes=size,
                result_bytes=carried.size,
                milliseconds=carried.milliseconds,
                model=self.model,
                depth=self.turn.depth,
            )
        )


def perform(
    calls: Sequence["types.FunctionCall"], agent: Agent[Any], turn: Turn[Any], model: str, *, takes_final: bool
) -> Generator[Event, None, "types.Content"]:
    """Carry out the calls and tell what becomes of them; the content to answer the model with."""
    work = _Work(calls, agent, turn, model, {})
    accepted = list(_accepted(work, takes_final=takes_final))
    for reads, group in groupby(accepted, key=lambda call: call.tool.effect == "read"):
        if reads:
            yield from _read(work, list(group))
        else:
            for call in group:
                yield from _change(work, call)
    return response_content(calls, [work.responses[at] for at in range(len(calls))])


def refuse(
    calls: Sequence["types.FunctionCall"], agent: Agent[Any], turn: Turn[Any], model: str, refusal: Refusal
) -> None:
    """Write down calls of which none is carried out."""
    work = _Work(calls, agent, turn, model, {})
    for at, call in enumerate(calls):
        work.close(at, known_tool(call, agent), refused(refusal))


def response_content(calls: Sequence["types.FunctionCall"], responses: Sequence[dict[str, Any]]) -> "types.Content":
    """One response for each call: by its id where it has one, and in the order of the calls."""
    from google.genai import types

    parts = [
        types.Part(function_response=types.FunctionResponse(id=call.id, name=call.name or UNKNOWN_TOOL, response=told))
        for call, told in zip(calls, responses, strict=True)
    ]
    return types.Content(role="user", parts=parts)


def _accepted(work: _Work, *, takes_final: bool) -> Iterable[_Call]:
    """The calls that may be carried out; the others are closed. Each counts, whatever becomes of it."""
    for at, call in enumerate(work.calls):
        if takes_final and call.name == FINAL_ANSWER:
            work.responses[at] = {"error": _ANSWER_ALONE}
            continue
        tool = known_tool(call, work.agent)
        if not work.turn.budget.take_tool_call():
            work.close(at, tool, refused(NO_CALL_LEFT))
        elif tool is None:
            work.close(at, None, refused(unknown_tool(work.agent)))
        elif isinstance(arguments := validated(call, tool), Refusal):
            work.close(at, tool, refused(arguments))
        else:
            yield _Call(at, tool, arguments)


def _read(work: _Work, calls: Sequence[_Call]) -> Generator[Event, None, None]:
    """Neighbouring reads at the same time; what is not done when the time is over is ignored."""
    if work.ended:
        for call in calls:
            work.close(call.at, call.tool, refused(NOT_BEGUN))
        return
    for call in calls:
        yield ToolStarted(work.agent.name, call.tool.name)
    turn, left = work.turn.only_reading(), work.turn.budget.ends - time.monotonic()
    tasks = [partial(carry_out, call.tool, partial(call.tool, turn, call.arguments)) for call in calls]
    came = [carried or refused(NO_TIME_LEFT) for carried in side_by_side(tasks, max(0.0, left))]
    for call, carried in zip(calls, came, strict=True):
        work.close(call.at, call.tool, carried)
    for call, carried in zip(calls, came, strict=True):
        yield _ended(work, call, carried)


def _change(work: _Work, call: _Call) -> Generator[Event, None, None]:
    """One call that changes something, if the budget and the gate let it."""
    if work.ended:
        work.close(call.at, call.tool, refused(NOT_BEGUN))
        return
    carried = gate_of(work.turn, call.tool, call.arguments)
    if not isinstance(carried, Carried):
        yield ToolStarted(work.agent.name, call.tool.name)
        carried = carry_out(call.tool, carried)
    elif carried.outcome != "denied":  # its gate broke: what ends has begun, for who listens
        yield ToolStarted(work.agent.name, call.tool.name)
    work.close(call.at, call.tool, carried)
    yield _ended(work, call, carried)


def _ended(work: _Work, call: _Call, carried: Carried) -> Event:
    if carried.outcome == "denied":
        return ToolDenied(work.agent.name, call.tool.name)
    return ToolFinished(work.agent.name, call.tool.name, carried.outcome)
