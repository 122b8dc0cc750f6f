"""An agent is a declaration: what it is told, what it must answer, with which tools, and on which tier of model."""

import re
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel

from shared.ai.tool import Tool

Tier = Literal["flash", "flash_lite"]
Out = TypeVar("Out", bound=BaseModel | str)
_NAME = re.compile(r"[a-z][a-z_]{0,62}")


@dataclass(frozen=True, slots=True)
class Agent(Generic[Out]):
    """One agent, declared in a file of the same name.

    `output` is the answer's model and its schema, or `str` for an agent that answers in words; `hand_over_when` tells
    other agents, in one sentence, when to ask this one. With `answers_by_call` the answer is a call: the run ends with
    the first answer of which a call was done, words alone are refused, and the output (`str`) is empty.
    """

    name: str
    output: type[Out]
    instructions: str
    tools: tuple[Tool, ...] = ()
    tier: Tier = "flash"
    hand_over_when: str | None = None
    answers_by_call: bool = False

    def __post_init__(self) -> None:
        """Refuse a name that could not stand on the first line of the system instruction, and tools of one name."""
        if not _NAME.fullmatch(self.name):
            raise ValueError("an agent's name is lower case letters and underscores")
        if not (self.output is str or issubclass(self.output, BaseModel)):
            raise ValueError("an agent answers in a pydantic model or in str")
        if not all(isinstance(tool, Tool) for tool in self.tools):
            raise ValueError("the tools of an agent are declared by @tool")
        if len({tool.name for tool in self.tools}) != len(self.tools):
            raise ValueError("two tools of an agent have the same name")
        if self.answers_by_call and not (self.tools and self.output is str):
            raise ValueError("an agent that answers by a call has tools, and no other output")

    @property
    def system_instruction(self) -> str:
        """The stable prefix of every request: the same bytes each time, so that it can be cached."""
        return f"Agent: {self.name}\n{self.instructions}"
