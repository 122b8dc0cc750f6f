"""Requests and workers as tasks that run one at a time and give way only where they call the outside.

A crash is a task that is never resumed: no `finally` of it runs, as in a process that was killed.
"""

from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet  # type: ignore[import-untyped]


class Task:
    """Something that runs. `owner` is what it belongs to: the operation of a person, or the delivery of a message."""

    def __init__(self, name: str, owner: Any, work: Callable[[], Any], ended: Callable[["Task"], None]) -> None:
        self.name = name
        self.owner = owner
        self.result: Any = None
        self.error: BaseException | None = None
        self.crashed = False
        self._work = work
        self._ended = ended
        self._greenlet = greenlet(self._run)

    def _run(self) -> None:
        try:
            self.result = self._work()
        except GreenletExit:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever ends a request is looked at by the checks
            self.error = error

    @property
    def is_over(self) -> bool:
        return self.crashed or bool(self._greenlet.dead)

    def resume(self) -> None:
        """Run until the next pause, the end or a crash."""
        self._greenlet.switch()
        if self.is_over:
            self._ended(self)

    def kill(self) -> None:
        """Let go of one that was never finished."""
        if not self._greenlet.dead:
            self._greenlet.throw(GreenletExit)


class Tasks:
    """All tasks of one run. Outside of any task nothing pauses."""

    def __init__(self) -> None:
        self.running: list[Task] = []
        self.current: Task | None = None
        self._over = False
        self._crashed: list[Task] = []
        self._main = getcurrent()

    def spawn(self, name: str, owner: Any, work: Callable[[], Any], ended: Callable[[Task], None]) -> Task:
        """A new task, which waits for its first turn."""
        task = Task(name, owner, work, ended)
        self.running.append(task)
        return task

    def resume(self, task: Task) -> None:
        """Give this task a turn."""
        self.current = task
        try:
            task.resume()
        finally:
            self.current = None
            if task.is_over:
                self.running.remove(task)

    def pause(self) -> None:
        """Give way to the others."""
        if self._over:
            raise GreenletExit
        if self.current is not None:
            task, self.current = self.current, None
            self._main.switch()
            if self._over:
                raise GreenletExit
            self.current = task

    def crash(self) -> None:
        """The current task ends here, without a word."""
        assert self.current is not None
        self.current.crashed = True
        self._crashed.append(self.current)
        self._main.switch()
        raise GreenletExit

    def end(self) -> None:
        """Let go of everything."""
        self._over = True
        for task in (*self.running, *self._crashed):
            task.kill()
