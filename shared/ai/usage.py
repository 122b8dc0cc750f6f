"""What calls of a model used and what they cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.config import Price

if TYPE_CHECKING:
    from google.genai import types

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens and USD of one call, or of several added up.

    `cached` is a part of `prompt`; thoughts are billed as output. `cost` is None when it is not known, never 0 then:
    the model has no price, or the service did not tell what was used.
    """

    calls: int = 0
    prompt: int = 0
    output: int = 0
    thoughts: int = 0
    cached: int = 0
    cost: Decimal | None = Decimal(0)

    @property
    def tokens(self) -> int:
        """All tokens that count."""
        return self.prompt + self.output + self.thoughts

    def __add__(self, other: "Usage") -> "Usage":
        """Both together."""
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Usage(
            self.calls + other.calls,
            self.prompt + other.prompt,
            self.output + other.output,
            self.thoughts + other.thoughts,
            self.cached + other.cached,
            cost,
        )


@dataclass(frozen=True, slots=True)
class CallUsage:
    """One answered call: whose, of which model, and what it used."""

    agent: str
    model: str
    usage: Usage


def usage_of(
    response: "types.GenerateContentResponse", model: str, prices: Mapping[str, Sequence[Price]], day: date
) -> Usage:
    """What one answer used; an alias of a model is priced by the version that answered."""
    told = response.usage_metadata
    if told is None:
        return Usage(calls=1, cost=None)
    used = Usage(
        calls=1,
        prompt=(told.prompt_token_count or 0) + (told.tool_use_prompt_token_count or 0),
        output=told.candidates_token_count or 0,
        thoughts=told.thoughts_token_count or 0,
        cached=told.cached_content_token_count or 0,
    )
    known = prices.get(model) or prices.get(response.model_version or "") or ()
    return used + Usage(cost=cost_of(used, known, day))


def cost_of(used: Usage, prices: Sequence[Price], day: date) -> Decimal | None:
    """USD at the price that was valid on the day; None without one."""
    valid = [price for price in prices if price.since is None or price.since <= day]
    if not valid:
        return None
    price = max(valid, key=lambda one: one.since or date.min)
    cached = min(used.cached, used.prompt)
    fresh = (used.prompt - cached) * price.input + cached * (price.input if price.cached is None else price.cached)
    return (fresh + (used.output + used.thoughts) * price.output) / _MILLION
