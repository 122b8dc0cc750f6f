"""The tasks that the engine knows: every file of this folder that has a `TASK`."""

import importlib
import pkgutil
from functools import cache

from dev.gemini.engine.task import Task


@cache
def tasks() -> tuple[Task, ...]:
    """All tasks, by name of file."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").TASK for name in names)
