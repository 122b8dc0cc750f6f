"""Threads and queues of the product as tasks of the run: a thread is a task more of its process, and dies with it."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from queue import Empty
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.simulation.stage import Stage
    from tests.simulation.tasks import Task


def thread_of(stage: "Stage") -> type:
    """A `Thread` whose work goes on beside that of who started it, one step at a time."""

    class Thread:
        def __init__(self, target: Callable[..., Any], args: tuple[Any, ...] = (), **_: Any) -> None:
            self._work = lambda: target(*args)
            self._task: Task | None = None

        def start(self) -> None:
            tasks, begun_by = stage.world.tasks, stage.world.task
            assert begun_by is not None
            self._task = tasks.spawn(f"{begun_by.name} thread", begun_by.owner, self._work, _ended, begun_by.process)

        def join(self, timeout: float) -> None:
            world, task = stage.world, self._task
            ends = world.now + timedelta(seconds=timeout)
            world.tasks.wait(lambda: task is None or task.is_over or world.now >= ends)

    return Thread


def _ended(task: "Task") -> None:
    if task.error is not None:
        raise task.error


def queue_of(stage: "Stage") -> type:
    """A `SimpleQueue` whose reader gives way until there is something, or its time is over."""

    class SimpleQueue:
        def __init__(self) -> None:
            self._items: deque[Any] = deque()

        def put(self, item: Any) -> None:
            self._items.append(item)

        def get(self, timeout: float) -> Any:
            world = stage.world
            ends = world.now + timedelta(seconds=timeout)
            world.tasks.wait(lambda: bool(self._items) or world.now >= ends)
            if not self._items:
                raise Empty
            return self._items.popleft()

    return SimpleQueue
