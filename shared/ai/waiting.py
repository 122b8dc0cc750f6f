"""Waiting for slow work no longer than there is time.

The SDK's timeouts are per read and a thread cannot be stopped, so work runs beside the waiting and is left behind when
the time is over. Threads are daemons: work that was left behind never keeps a process alive.
"""

import contextvars
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import TypeVar

from shared.ai.failures import CallFailed

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """The call's result or its CallFailed; CallFailed("timeout") once the time is over."""
    (result,) = side_by_side([lambda: _outcome(call)], seconds)
    if result is None:
        raise CallFailed("timeout")
    if isinstance(result[0], CallFailed):
        raise result[0]
    return result[0]


def _outcome(call: Callable[[], T]) -> tuple[T | CallFailed]:
    try:
        return (call(),)
    except CallFailed as failed:
        return (failed,)


def side_by_side(tasks: Sequence[Callable[[], T]], seconds: float) -> list[T | None]:
    """Run all tasks at the same time and tell their results in order; None for one that the time did not suffice for.

    What a task does after that is ignored. Tasks see the context variables of their caller and must not raise.
    """
    ends = time.monotonic() + seconds
    done: SimpleQueue[tuple[int, T]] = SimpleQueue()

    def work(at: int, task: Callable[[], T]) -> None:
        done.put((at, task()))

    for at, task in enumerate(tasks):
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(work, at, task), name="ai-work", daemon=True).start()
    results: list[T | None] = [None] * len(tasks)
    for _ in tasks:
        try:
            at, result = done.get(timeout=max(ends - time.monotonic(), 0.001))
        except Empty:
            break
        results[at] = result
    return results


def pumped(seconds: float, chunks: Callable[[], Generator[T, None, None]]) -> Iterator[T]:
    """The chunks as they come, all within `seconds` of wall time. Raises CallFailed, "timeout" once that is over.

    The source is read to its next chunk and closed when the time is over or the caller turns away.
    """
    ends = time.monotonic() + seconds
    queue: SimpleQueue[tuple[T] | CallFailed | None] = SimpleQueue()
    left = threading.Event()

    def pump() -> None:
        try:
            with closing(chunks()) as source:
                for chunk in source:
                    queue.put((chunk,))
                    if left.is_set():
                        return
            queue.put(None)
        except CallFailed as failed:
            queue.put(failed)

    threading.Thread(target=contextvars.copy_context().run, args=(pump,), name="ai-stream", daemon=True).start()
    try:
        while (came := _next(queue, ends)) is not None:
            yield came[0]
    finally:
        left.set()


def _next(queue: "SimpleQueue[tuple[T] | CallFailed | None]", ends: float) -> tuple[T] | None:
    seconds = ends - time.monotonic()
    try:
        came = queue.get(timeout=seconds) if seconds > 0 else CallFailed("timeout")
    except Empty:
        raise CallFailed("timeout") from None
    if isinstance(came, CallFailed):
        raise came
    return came
