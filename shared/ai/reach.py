"""Reaching a model: retries that honour what the service asks, then the successor, all before one deadline."""

import random
import threading
import time
from collections.abc import Callable, Generator
from typing import TypeVar

from shared import logs
from shared.ai import client
from shared.ai.errors import ModelUnavailable, Reason
from shared.ai.events import Event
from shared.ai.failures import CallFailed
from shared.config import config

_ATTEMPTS = 3  # on the first model of a tier; a successor gets one
_FIRST_PAUSE_S = 0.2
_gone: set[str] = set()
_gone_lock = threading.Lock()
T = TypeVar("T")
# One request to a model by its id, within seconds; it may tell events meanwhile. Raises CallFailed when another
# request may help, and ModelUnavailable when none may follow.
Attempt = Callable[[str, float], Generator[Event, None, T]]


def reset() -> None:
    """Forget the client and which models were found gone. For tests."""
    client.reset()
    with _gone_lock:
        _gone.clear()


def reach(
    agent: str, tier: str, attempt: Attempt[T], ends: float, first: str | None
) -> Generator[Event, None, tuple[str, T]]:
    """The model that answered and its answer, by `ends` on the monotonic clock.

    The tier names the models, `first` the one that spoke before: retries on the first, then the others. Raises
    ModelUnavailable.
    """
    reason: Reason = "not_found"
    attempts = _ATTEMPTS
    for model in _models(tier, first):
        try:
            return model, (yield from _retried(attempt, model, ends, attempts))
        except CallFailed as failed:
            reason = failed.reason
            if reason in {"refused", "timeout"}:
                break
            if reason == "not_found":
                _retire(model, tier)
            else:
                attempts = 1
    logs.warning("model unavailable", agent=agent, reason=reason)
    raise ModelUnavailable(reason)


def _retried(attempt: Attempt[T], model: str, ends: float, attempts: int) -> Generator[Event, None, T]:
    """Up to `attempts` requests to one model. Raises CallFailed: the last, or the first that no retry mends."""
    for number in range(attempts):
        left = ends - time.monotonic()
        if left <= 0:
            raise CallFailed("timeout")
        try:
            return (yield from attempt(model, left))
        except CallFailed as failed:
            pause = _pause(failed, number)
            last = number + 1 == attempts
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


def _models(tier: str, first: str | None) -> list[str]:
    configured = config().models.get(tier, ())
    with _gone_lock:
        alive = [model for model in configured if model not in _gone]
    # Rather ask once more than be deaf for the life of the instance.
    models = alive or list(configured)
    return sorted(models, key=lambda model: model != first)


def _retire(model: str, tier: str) -> None:
    """A model that does not exist is not asked again by this process; said once."""
    with _gone_lock:
        new = model not in _gone
        _gone.add(model)
    if new:
        logs.warning("model id not found, its successor is used", model=model, tier=tier)
