"""An agent is a declaration: what it is told, what it must answer, which tier of model it runs on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

Tier = Literal["flash", "flash_lite"]
Out = TypeVar("Out", bound=BaseModel)
_NAME = re.compile(r"[a-z][a-z_]{0,62}")


@dataclass(frozen=True, slots=True)
class Agent(Generic[Out]):
    """One agent, declared in a file of the same name.

    `output` is the answer's model and its schema; `hand_over_when` tells other agents, in one sentence, when
    to ask this one.
    """

    name: str
    output: type[Out]
    instructions: str
    tools: tuple[Callable[..., Any], ...] = ()
    tier: Tier = "flash"
    hand_over_when: str | None = None

    def __post_init__(self) -> None:
        """Refuse a name that could not stand on the first line of the system instruction."""
        if not _NAME.fullmatch(self.name):
            raise ValueError("an agent's name is lower case letters and underscores")

    @property
    def system_instruction(self) -> str:
        """The stable prefix of every request: the same bytes each time, so that it can be cached."""
        return f"Agent: {self.name}\n{self.instructions}"
