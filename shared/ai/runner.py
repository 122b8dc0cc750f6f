"""Runs an agent: one call with a schema, our own validation, at most one repair, within one deadline of wall time.

Retries and successors are about reaching a model; the repair is about its answer. Both end at the same deadline.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from pydantic import ValidationError

from shared import logs
from shared.ai.agent import Agent, Out
from shared.ai.errors import AgentError, ModelAnswerInvalid, ModelUnavailable, Reason
from shared.ai.reach import reach
from shared.ai.request import File, Request, first_turn, repair_turn
from shared.config import config

if TYPE_CHECKING:
    from google.genai import types

__all__ = ["AgentError", "File", "ModelAnswerInvalid", "ModelUnavailable", "Request", "Run", "run"]

Check = Callable[[Out], Sequence[str]]
_ANSWERS = 2  # the first and one repair
_BLOCKED = {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY"}


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
        model, response = reach(agent, contents, ends)
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
