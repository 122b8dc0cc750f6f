"""What an agent answered."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from shared.ai.usage import Usage

Out = TypeVar("Out", bound=BaseModel | str)


@dataclass(frozen=True, slots=True)
class Run(Generic[Out]):
    """An agent's validated answer, the model that gave it, and what the agent's own calls used.

    What other agents used that it asked is in the turn.
    """

    output: Out
    model: str
    usage: Usage

    @property
    def input_tokens(self) -> int:
        """Of all its calls."""
        return self.usage.prompt

    @property
    def output_tokens(self) -> int:
        """Of all its calls; thoughts count as output."""
        return self.usage.output + self.usage.thoughts

    @property
    def calls(self) -> int:
        """How many calls of a model were answered."""
        return self.usage.calls
