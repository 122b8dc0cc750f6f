"""A store in memory that applies a commit and loses its answer, or dies right after it."""

from collections.abc import Callable
from typing import Any

from google.api_core import exceptions as api_errors
from google.api_core.retry import Retry, if_exception_type

from tests.simulation.store.client import Direct, T

# What google's own client does with a commit that names no retry.
_RETRY = Retry(predicate=if_exception_type(api_errors.ServiceUnavailable), initial=0.01, timeout=1.0)


class Died(BaseException):
    """The process ends here."""


class Losing(Direct):
    """Loses the answer to the commit of this number, once; with `dies` nothing follows it. `count` counts commits."""

    def __init__(self) -> None:
        self.number = 0
        self.dies = False
        self.count = 0

    def lose(self, number: int, *, dies: bool = False) -> None:
        """From now on: which commit, counted from 1; 0 for none."""
        self.number, self.dies, self.count = number, dies, 0

    def write(self, what: str, call: Callable[[], T], retry: Any) -> T:
        self.count += 1
        lost = self.count == self.number

        def once() -> T:
            nonlocal lost
            result = call()
            if lost and self.dies:
                raise Died
            if lost:
                lost = False
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return (retry or _RETRY)(once)()
