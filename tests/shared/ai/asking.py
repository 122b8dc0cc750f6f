"""A small agent and the pieces of script that the tests of the runner share."""

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.request import Request
from shared.ai.runner import Run, run


class Verdict(BaseModel):
    """What the agent of these tests answers."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(description="One word")
    count: int = Field(ge=0)


AGENT = Agent("tester", Verdict, "Say a word and a count.")
GOOD = {"body": {"json": {"word": "tea", "count": 2}}}


def ask(
    server: GeminiServer,
    *queue: dict[str, Any],
    check: Callable[[Verdict], Sequence[str]] | None = None,
    deadline_s: float | None = 10,
    request: Request | None = None,
    repairs: int = 1,
) -> Run[Verdict]:
    """Run the agent against a script."""
    server.script.load({"mode": "script", "queue": list(queue)})
    return run(AGENT, request or Request("hello"), check=check, repairs=repairs, deadline_s=deadline_s)


def asked(server: GeminiServer) -> int:
    """How many requests reached the model."""
    return sum(server.script.calls.values())


def ended(finish: str, text: str = "") -> dict[str, Any]:
    """An answer that ended in this way."""
    parts = [{"text": text}] if text else []
    return {"body": {"candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": finish}]}}


def retry_info(delay: str) -> dict[str, Any]:
    """A 429 that asks for a delay, as Google's do."""
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay}
    error = {"status": "RESOURCE_EXHAUSTED", "message": "You exceeded your quota.", "details": [detail]}
    return {"status": 429, "error": error}
