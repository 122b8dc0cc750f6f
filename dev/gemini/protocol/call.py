"""A request that reached a model."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dev.gemini.body import field
from dev.gemini.protocol.models import family_of
from dev.gemini.protocol.refusal import Json


@dataclass(frozen=True)
class ModelCall:
    """The body of a request that the protocol accepted, and the model and the service that it was sent to."""

    body: Json
    model: str
    vertex: bool = False

    @cached_property
    def options(self) -> Any:
        """The generationConfig, or None."""
        return field(self.body, "generationConfig")

    @cached_property
    def family(self) -> int:
        """The generation of the model: 2 or 3."""
        return family_of(self.model)

    @cached_property
    def thinks(self) -> bool:
        """3.x always thinks; 2.5 unless the budget is 0, flash-lite only with a budget; older ones never."""
        budget = field(field(self.options, "thinkingConfig"), "thinkingBudget")
        if self.family != 2:
            return self.family > 2
        if not self.model.startswith("gemini-2.5"):
            return False
        return budget != 0 if budget is not None else "lite" not in self.model

    @cached_property
    def shows_thoughts(self) -> bool:
        """Whether summaries of thoughts were asked for."""
        return self.thinks and bool(field(field(self.options, "thinkingConfig"), "includeThoughts"))
