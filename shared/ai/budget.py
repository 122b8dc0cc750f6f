"""What one turn of one person may use, together with all the agents that it asks."""

import threading
import time
from dataclasses import dataclass, field

from shared.ai.errors import ModelUnavailable
from shared.ai.usage import CallUsage, Usage

MODEL_CALLS = 16
TOOL_CALLS = 8
TOKENS = 200_000
SECONDS = 30.0
DEPTH = 2  # chatbot, coordinator, specialist


@dataclass(frozen=True, slots=True)
class Limits:
    """`tokens` counts prompt, output and thoughts of all calls; `depth` is how deep agents may ask other agents."""

    model_calls: int = MODEL_CALLS
    tool_calls: int = TOOL_CALLS
    tokens: int = TOKENS
    seconds: float = SECONDS
    depth: int = DEPTH


@dataclass(slots=True)
class Budget:
    """What is left of a turn's limits. Its clock runs from when it is made. Safe to use from threads."""

    limits: Limits = field(default_factory=Limits)
    ends: float = field(init=False)
    _model_calls: int = field(init=False, default=0)
    _tool_calls: int = field(init=False, default=0)
    _calls: list[CallUsage] = field(init=False, default_factory=list)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Start the clock."""
        self.ends = time.monotonic() + self.limits.seconds

    def take_model_call(self, kept: int) -> None:
        """Count a call that is about to be made; `kept` calls stay for the agents above.

        Raises ModelUnavailable: "timeout" or "over_budget".
        """
        with self._lock:
            if time.monotonic() >= self.ends:
                raise ModelUnavailable("timeout")
            if self._model_calls + kept >= self.limits.model_calls or self._tokens() >= self.limits.tokens:
                raise ModelUnavailable("over_budget")
            self._model_calls += 1

    def take_tool_call(self) -> bool:
        """Count a tool call that the model made, whatever becomes of it; False when there is none left."""
        with self._lock:
            if self._tool_calls >= self.limits.tool_calls:
                return False
            self._tool_calls += 1
            return True

    def spend(self, call: CallUsage) -> None:
        """Count what an answered call used."""
        with self._lock:
            self._calls.append(call)

    def must_answer(self, kept: int) -> bool:
        """Whether the next answer has to be in words: no tool call is left, or no model call after the next."""
        with self._lock:
            last_call = self._model_calls + kept + 1 >= self.limits.model_calls
            return last_call or self._tool_calls >= self.limits.tool_calls

    def ended(self, *, by_calls: bool = True) -> bool:
        """Whether no further call of the model is possible: nothing more is begun then.

        Without `by_calls` their number does not count: the calls at hand are the answer, and none has to follow.
        """
        with self._lock:
            used_up = by_calls and self._model_calls >= self.limits.model_calls
            return used_up or self._tokens() >= self.limits.tokens or time.monotonic() >= self.ends

    def calls(self) -> tuple[CallUsage, ...]:
        """The answered calls so far."""
        with self._lock:
            return tuple(self._calls)

    def usage(self) -> Usage:
        """All answered calls added up."""
        return sum((call.usage for call in self.calls()), Usage())

    def _tokens(self) -> int:
        return sum(call.usage.tokens for call in self._calls)
