"""What a caller of an agent must be ready for. No text of the SDK and no word of a person is ever in them.

AgentError
├── ModelUnavailable    no usable answer could be had; `reason` says why
└── ModelAnswerInvalid  the model answered, but never as asked, repairs included
"""

from typing import Literal

Reason = Literal[
    "not_configured",  # neither a key nor Vertex
    "timeout",  # the total deadline passed
    "connection",  # refused, reset or cut
    "rate_limited",  # 429
    "server_error",  # 5xx, or an answer that is not Gemini's
    "not_found",  # neither the model nor a successor exists
    "refused",  # 400 or 403: the request or the key
    "blocked",  # prompt or answer stopped by a filter
    "max_tokens",  # the answer was cut at its limit
    "empty",  # no candidate, or one without text
    "malformed_call",  # a function call that could not be read, twice
    "over_budget",  # the turn's model calls or tokens are used up
    "not_finished",  # any other end than STOP
]


class AgentError(Exception):
    """An agent gave no result."""


class ModelUnavailable(AgentError):
    """No usable answer: work without the model, or try later."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"the model is unavailable: {reason}")
        self.reason: Reason = reason


class ModelAnswerInvalid(AgentError):
    """The answer and all its repairs failed validation. `faults` counts what was wrong with the last."""

    def __init__(self, faults: int) -> None:
        super().__init__(f"the model's answer was not usable: {faults} faults")
        self.faults = faults
