"""Reaching a model: retries that honour what the service asks, then the successor, all before one deadline."""

import random
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared import logs
from shared.ai import client
from shared.ai.agent import Agent, Out
from shared.ai.client import CallFailed
from shared.ai.errors import ModelUnavailable, Reason
from shared.config import config

if TYPE_CHECKING:
    from google.genai import types

_ATTEMPTS = 3  # on the first model of a tier; a successor gets one
_FIRST_PAUSE_S = 0.2
_gone: set[str] = set()
_gone_lock = threading.Lock()


def reset() -> None:
    """Forget the client and which models were found gone. For tests."""
    client.reset()
    with _gone_lock:
        _gone.clear()


def reach(
    agent: Agent[Out], contents: Sequence["types.Content"], ends: float
) -> tuple[str, "types.GenerateContentResponse"]:
    """The model that answered and its answer, by `ends` on the monotonic clock.

    The agent's tier names the models: retries on the first, then its successors. Raises ModelUnavailable.
    """
    client.client()  # made here, so that the first call's share of the deadline is not spent on it unseen
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
    jittered = _FIRST_PAUSE_S * (1 << attempt) * random.uniform(0.5, 1.0)  # noqa: S311 (jitter)
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
