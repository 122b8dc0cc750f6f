"""What the engine has to know of a task."""

from collections.abc import Callable
from dataclasses import dataclass

from dev.gemini.engine.asked import Asked
from dev.gemini.protocol.refusal import Json


@dataclass(frozen=True, slots=True)
class Task:
    """An agent's task. `fits` looks at schema and functions alone; `answer` gives the parts of the answer."""

    fits: Callable[[Asked], bool]
    answer: Callable[[Asked], list[Json]]
