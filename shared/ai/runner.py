"""Runs an agent: one call with a schema, our own validation, at most one repair, within one deadline of wall time.

Retries and successors are about reaching a model; the repair is about its answer. Both end at the same deadline.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from pydantic import ValidationError

from shared import logs
from shared.ai import client
from shared.ai.agent import Agent, Out
from shared.ai.client import CallFailed
from shared.ai.errors import AgentError, ModelAnswerInvalid, ModelUnavailable, Reason
from shared.ai.request import File, Request, first_turn, repair_turn
from shared.config import config

if TYPE_CHECKING:
    from google.genai import types

__all__ = ["AgentError", "File", "ModelAnswerInvalid", "ModelUnavailable", "Request", "Run", "run"]

Check = Callable[[Out], Sequence[str]]
_ANSWERS = 2  # the first and one repair
_ATTEMPTS = 3  # on the first model of a tier; a successor gets one
_FIRST_PAUSE_S = 0.2
_BLOCKED = {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY"}
_gone: set[str] = set()
_gone_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Run(Generic[Out]):
    """What an agent answered. Tokens are summed over the calls that were answered; thoughts count as output."""

    output: Out
    model: str
    input_tokens: int
    output_tokens: int
    calls: int


@dataclass(slots=True)
class _Spent:
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, response: "types.GenerateContentResponse") -> None:
        """Count one answer, also one that is of no use."""
        usage = response.usage_metadata
        self.calls += 1
        if usage:
            self.input_tokens += usage.prompt_token_count or 0
            self.output_tokens += (usage.candidates_token_count or 0) + (usage.thoughts_token_count or 0)


def reset() -> None:
    """Forget the client and which models were found gone. For tests."""
    client.reset()
    with _gone_lock:
        _gone.clear()


def run(
    agent: Agent[Out], request: Request, *, check: Check[Out] | None = None, deadline_s: float | None = None
) -> Run[Out]:
    """Ask the agent and return its validated answer.

    `check` names, in words fit for the model, what is wrong with an answer of the right shape (empty: nothing).
    `deadline_s` is the total in wall time, by default the configured one. Raises ModelUnavailable and
    ModelAnswerInvalid.
    """
    ends = time.monotonic() + (config().model_deadline_s if deadline_s is None else deadline_s)
    contents, spent, faults = [first_turn(request)], _Spent(), ["no answer"]
    for _ in range(_ANSWERS):
        model, response = _reach(agent, contents, ends)
        spent.add(response)
        text, said = _text_of(response)
        output, faults = _validated(agent, text, check)
        if output is not None and not faults:
            return Run(output, model, spent.input_tokens, spent.output_tokens, spent.calls)
        contents = [*contents, said, repair_turn(faults)]
    logs.warning("agent answer invalid", agent=agent.name, faults=len(faults))
    raise ModelAnswerInvalid(len(faults))


def _validated(agent: Agent[Out], text: str, check: Check[Out] | None) -> tuple[Out | None, list[str]]:
    try:
        output = agent.output.model_validate_json(text)
    except ValidationError as error:
        return None, [
            f"{'.'.join(map(str, fault['loc'])) or 'answer'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        ]
    return output, list(check(output)) if check else []


def _text_of(response: "types.GenerateContentResponse") -> tuple[str, "types.Content"]:
    """The text of a finished answer without thoughts, and the turn itself, kept verbatim for a repair."""
    feedback = response.prompt_feedback
    if feedback and feedback.block_reason:
        raise ModelUnavailable("blocked")
    if not response.candidates:
        raise ModelUnavailable("empty")
    candidate = response.candidates[0]
    finish = candidate.finish_reason.value if candidate.finish_reason else ""
    if finish != "STOP":
        raise ModelUnavailable(_end_of(finish))
    parts = (candidate.content.parts if candidate.content else None) or []
    text = "".join(part.text for part in parts if part.text and not part.thought)
    if not text or candidate.content is None:
        raise ModelUnavailable("empty")
    return text, candidate.content


def _end_of(finish: str) -> Reason:
    if finish == "MAX_TOKENS":
        return "max_tokens"
    return "blocked" if finish in _BLOCKED else "not_finished"


def _reach(
    agent: Agent[Out], contents: Sequence["types.Content"], ends: float
) -> tuple[str, "types.GenerateContentResponse"]:
    """The first answer of a model of the tier: retries on one, then its successors, until the deadline."""
    reason: Reason = "not_found"
    attempts = _ATTEMPTS
    for model in _models(agent.tier):
        try:
            return model, _call(agent, model, contents, ends, attempts)
        except CallFailed as failed:
            reason = failed.reason
            if reason in {"refused", "timeout"}:
                break
            if reason == "not_found":
                _retire(model, agent.tier)
            else:
                attempts = 1
    logs.warning("model unavailable", agent=agent.name, reason=reason)
    raise ModelUnavailable(reason)


def _call(
    agent: Agent[Out], model: str, contents: Sequence["types.Content"], ends: float, attempts: int
) -> "types.GenerateContentResponse":
    """Up to `attempts` requests to one model. Raises CallFailed: the last, or the first that no retry mends."""
    schema = agent.output.model_json_schema()
    for attempt in range(attempts):
        left = ends - time.monotonic()
        if left <= 0:
            raise CallFailed("timeout")
        try:
            return client.generate(model, agent.system_instruction, contents, schema, left)
        except CallFailed as failed:
            pause = _pause(failed, attempt)
            last = attempt + 1 == attempts
            if last or pause is None or time.monotonic() + pause >= ends:
                raise
            time.sleep(pause)
    raise CallFailed("server_error")


def _pause(failed: CallFailed, attempt: int) -> float | None:
    """Seconds until the next try; None when another try is of no use. What the service asks for is a minimum."""
    if failed.reason not in {"rate_limited", "server_error", "connection"}:
        return None
    jittered = _FIRST_PAUSE_S * 2**attempt * random.uniform(0.5, 1.0)  # noqa: S311 (jitter)
    return jittered if failed.retry_after is None else failed.retry_after + jittered


def _models(tier: str) -> list[str]:
    configured = config().models.get(tier, ())
    with _gone_lock:
        alive = [model for model in configured if model not in _gone]
    # Rather ask once more than be deaf for the life of the instance.
    return alive or list(configured)


def _retire(model: str, tier: str) -> None:
    """A model that does not exist is not asked again by this process; said once."""
    with _gone_lock:
        new = model not in _gone
        _gone.add(model)
    if new:
        logs.warning("model id not found, its successor is used", model=model, tier=tier)
