"""Small agents with tools, and the pieces of script with which the tests of the loop put calls into a model's mouth."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.budget import Budget, Limits
from shared.ai.request import Request
from shared.ai.runner import run
from shared.ai.tool import Tool, ToolRefused, tool
from shared.ai.turn import Denied, Gate, Turn
from tests.shared.ai.asking import Verdict

MODEL_3 = "gemini-3.5-flash-lite"


class Titled(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str


class Amount(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    minor: int = Field(ge=0)


@dataclass(slots=True)
class Desk:
    """The identity of these tests: what the tools did, in order, and what they do besides."""

    log: list[str] = field(default_factory=list)
    on: dict[str, Callable[[Turn["Desk"]], Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, entry: str) -> None:
        with self.lock:
            self.log.append(entry)


def _worked(turn: Turn[Desk], name: str, title: str) -> dict[str, Any]:
    desk = turn.identity
    desk.note(f"{name} {title} begins")
    extra = desk.on[title](turn) if title in desk.on else None
    desk.note(f"{name} {title} ends")
    return {"title": title} | ({"extra": extra} if extra else {})


@tool("read")
def look_up(turn: Turn[Desk], arguments: Titled) -> dict[str, Any]:
    """Looks a title up. Use it when one is named."""
    return _worked(turn, "look_up", arguments.title)


@tool("write")
def put_down(turn: Turn[Desk], arguments: Amount) -> Titled:
    """Writes an amount down. Use it when the person says so."""
    return Titled(title=_worked(turn, "put_down", arguments.title)["title"])


@tool("destructive")
def tear_up(turn: Turn[Desk], arguments: Titled) -> dict[str, Any]:
    """Tears a title up. Use it only when the person asks for that."""
    if arguments.title == "nobody's":
        raise ToolRefused("There is no such title.")
    return _worked(turn, "tear_up", arguments.title)


TOOLS: tuple[Tool, ...] = (look_up, put_down, tear_up)
CLERK = Agent("clerk", str, "You keep a book.", TOOLS)
JUDGE = Agent("judge", Verdict, "You judge.", TOOLS)


def allow(turn: Turn[Any], tool: Tool, arguments: BaseModel) -> Denied | None:
    return None


def turn_of(desk: Desk | None = None, gate: Gate = allow, **limits: Any) -> Turn[Desk]:
    """A turn with a gate that allows everything unless another is given."""
    return Turn(desk or Desk(), gate, Budget(Limits(**limits)))


def call(name: Any, args: Any = None, *, id: str | None = None, sign: str | None = None) -> dict[str, Any]:  # noqa: A002
    """A part that calls a function."""
    made = {"name": name, "args": args} | ({"id": id} if id else {})
    return {"functionCall": made} | ({"thoughtSignature": sign} if sign else {})


def parts(*given: dict[str, Any], finish: str = "STOP") -> dict[str, Any]:
    """An answer of these parts."""
    return {"body": {"candidates": [{"content": {"role": "model", "parts": list(given)}, "finishReason": finish}]}}


def read(title: str, **more: Any) -> dict[str, Any]:
    return call("look_up", {"title": title}, **more)


def write(title: str, minor: int = 1, **more: Any) -> dict[str, Any]:
    return call("put_down", {"title": title, "minor": minor}, **more)


def words(text: str = "Done.") -> dict[str, Any]:
    return parts({"text": text})


def serve(server: GeminiServer, turn: Turn[Desk], *queue: dict[str, Any], agent: Agent[Any] = CLERK) -> Any:
    """What the agent answers to this script."""
    server.script.load({"mode": "script", "queue": list(queue)})
    return run(agent, Request("hello"), turn=turn).output


def responses(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The function responses of the last turn of a request."""
    return [part["functionResponse"] for part in body["contents"][-1]["parts"]]


def outcomes(turn: Turn[Any]) -> list[tuple[str, str]]:
    """Tool and outcome of each audit record."""
    return [(record.tool, record.outcome) for record in turn.audit]
