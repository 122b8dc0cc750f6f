"""Runs one tool, or asks the gate whether it may, and turns whatever happens into a response for the model."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from shared import logs
from shared.ai.arguments import Refusal
from shared.ai.audit import Outcome, canonical
from shared.ai.errors import AgentError
from shared.ai.tool import Result, Tool, ToolRefused
from shared.ai.turn import Allowed, Denied, Turn

MAX_RESULT_BYTES = 64 * 1024
_READING = "This task only looks things up. Nothing was changed."
_FAILED = "The tool did not work. Do not call it again with the same arguments; say what could not be done."
_NO_ANSWER = "That agent cannot answer now. Say what could not be done."
_TOO_LARGE = "The result is too large. Ask for less."
_GATE_FAILED = "Whether this may be done could not be decided. Nothing was done."
_DONE_UNSEEN = "It was done; its result cannot be shown."


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a call: its audit outcome, the response for the model, and sizes in bytes of JSON."""

    outcome: Outcome
    response: dict[str, Any]
    size: int = 0
    milliseconds: int = 0


def refused(refusal: Refusal) -> Carried:
    """A call that is not carried out."""
    return Carried(refusal.outcome, {"error": refusal.words})


def gate_of(turn: Turn[Any], tool: Tool, arguments: BaseModel) -> Carried | Callable[[], Result]:
    """What forbids a change, or how it is done. A gate that breaks forbids."""
    if turn.reading:
        return refused(Refusal("denied", _READING))
    try:
        answer = turn.gate(turn, tool, arguments)
    except Exception as error:  # noqa: BLE001 (its text may hold what a person wrote)
        logs.error("the gate of a tool failed", tool=tool.name, where=logs.where_of(error))
        return refused(Refusal("failed", _GATE_FAILED))
    if isinstance(answer, Denied):
        return refused(Refusal("denied", answer.words))
    return answer.call if isinstance(answer, Allowed) else partial(tool, turn, arguments)


def carry_out(tool: Tool, call: Callable[[], Result]) -> Carried:
    """Run a call of the tool. Never raises what the tool raises."""
    start = time.perf_counter()
    outcome, response, size = _ran(tool, call)
    return Carried(outcome, response, size, round((time.perf_counter() - start) * 1000))


def _ran(tool: Tool, call: Callable[[], Result]) -> tuple[Outcome, dict[str, Any], int]:
    try:
        result = call()
    except ToolRefused as refusal:
        return "denied", {"error": refusal.words}, 0
    except AgentError:  # logged where it was raised
        return "failed", {"error": _NO_ANSWER}, 0
    except Exception as error:  # noqa: BLE001 (its text may hold what a person wrote)
        logs.error("a tool failed", tool=tool.name, where=logs.where_of(error))
        return "failed", {"error": _FAILED}, 0
    told, size = _told(result)
    if told is None and tool.effect == "read":
        return "failed", {"error": _TOO_LARGE}, size
    return "done", {"output": _DONE_UNSEEN if told is None else told}, size


def _told(result: Result) -> tuple[Any, int]:
    """The result as JSON and its size; None for one that is too large or no JSON."""
    try:
        value = result.model_dump(mode="json") if isinstance(result, BaseModel) else _plain(result)
        size = len(canonical(value))
    except (ValueError, TypeError, RecursionError):
        return None, 0
    return (None if size > MAX_RESULT_BYTES else value), size


def _plain(result: Mapping[str, Any]) -> Any:
    return to_jsonable_python(dict(result), inf_nan_mode="constants")
