"""Requests and workers as tasks that run one at a time and give way only where they call the outside.

A crash is a task that is never resumed: no `finally` of it runs, as in a process that was killed.
"""

from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet  # type: ignore[import-untyped]


class Task:
    """Something that runs. `owner` is what it belongs to: the operation of a person, or the delivery of a message.

    `process` is shared with the threads that it starts; `ready` tells when one that waits may go on; `born` is the
    moment at which it began, as the world tells it.
    """

    def __init__(
        self,
        name: str,
        owner: Any,
        work: Callable[[], Any],
        ended: Callable[["Task"], None],
        process: object = None,
    ) -> None:
        self.name = name
        self.owner = owner
        self.process = process or object()
        self.ready: Callable[[], bool] | None = None
        self.born: Any = None
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
            self.end()

    def end(self) -> None:
        """Tell that it is over."""
        self._ended(self)

    def kill(self) -> None:
        """Let go of one that was never finished."""
        if not self._greenlet.dead:
            self._greenlet.throw(GreenletExit)


class Tasks:
    """All tasks of one run. Outside of any task nothing pauses."""

    def __init__(self, moment: Callable[[], Any] = lambda: None) -> None:
        self._moment = moment
        self.running: list[Task] = []
        self.current: Task | None = None
        self._over = False
        self._crashed: list[Task] = []
        self._main = getcurrent()

    @property
    def able(self) -> list[Task]:
        """Those that run and do not wait for another one."""
        return [one for one in self.running if one.ready is None or one.ready()]

    def spawn(
        self,
        name: str,
        owner: Any,
        work: Callable[[], Any],
        ended: Callable[[Task], None],
        process: object = None,
    ) -> Task:
        """A new task, which waits for its first turn; in a process of its own, or as a thread of another."""
        task = Task(name, owner, work, ended, process)
        self.running.append(task)
        return task

    def resume(self, task: Task) -> None:
        """Give this task a turn."""
        self.current = task
        task.born = task.born or self._moment()
        try:
            task.resume()
        finally:
            self.current = None
            if task.is_over:
                self.running.remove(task)
            if task.crashed:
                self._die_with(task)

    def _die_with(self, crashed: Task) -> None:
        """A process dies with all its threads."""
        for task in [one for one in self.running if one.process is crashed.process]:
            task.crashed = True
            self._crashed.append(task)
            self.running.remove(task)
            task.end()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Give way until something is so."""
        if self.current is not None and not ready():
            task = self.current
            task.ready = ready
            self.pause()
            task.ready = None

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
