"""Holding a scripted conversation with an agent: each of its tools is called, and it ends in the answer expected."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pydantic import BaseModel

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.request import Request
from shared.ai.runner import run
from shared.ai.turn import Turn


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is asked, what the model says step by step (items of the script), and what has to come out of it.

    `expected` is text, or the JSON of the answer's model. `turn` makes the turn in which the tools of the agent work:
    whom it is for, and a gate that lets them; it is called on the `ground`, such as a store.
    """

    request: Request
    script: tuple[dict[str, Any], ...]
    expected: object
    turn: Callable[[], Turn[Any]] = lambda: Turn(None)
    ground: Callable[[], AbstractContextManager[object]] = nullcontext


def conversation_of(name: str, package: str = "tests.architecture.conversations") -> Conversation:
    """The conversation of the agent of this name. Raises AssertionError when nobody wrote one."""
    if find_spec(f"{package}.{name}") is None:
        raise AssertionError(f"no scripted conversation of {name}: write {package}.{name}")
    found: Conversation = import_module(f"{package}.{name}").CONVERSATION
    return found


def faults_in(conversation: Conversation, agent: Agent[Any], server: GeminiServer) -> list[str]:
    """What went otherwise than it should."""
    queue = [{"when": {"agent": agent.name}, **item} for item in conversation.script]
    server.script.load({"mode": "script", "queue": queue})
    with conversation.ground():
        turn = conversation.turn()
        output = run(agent, conversation.request, turn=turn).output
    said = output.model_dump(mode="json") if isinstance(output, BaseModel) else output
    done = {record.tool for record in turn.audit if record.agent == agent.name and record.outcome == "done"}
    faults = [f"{tool.name} was not called" for tool in agent.tools if tool.name not in done]
    faults += [f"{record.tool} was {record.outcome}" for record in turn.audit if record.outcome != "done"]
    if said != conversation.expected:
        faults.append("it ended in another answer")
    if server.script.state()["left"]:
        faults.append("the script was not played to its end")
    return faults
