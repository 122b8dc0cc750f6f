"""The way to the store: each call is a step, and the weather decides what becomes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from google.api_core import exceptions as api_errors
from google.api_core.retry import if_exception_type

from tests.simulation.weather import Fault, write_faults

if TYPE_CHECKING:
    from tests.simulation.world import World

T = TypeVar("T")
_ERRORS: dict[str, type[api_errors.GoogleAPICallError]] = {
    "aborted": api_errors.Aborted,
    "unavailable": api_errors.ServiceUnavailable,
    "lost": api_errors.ServiceUnavailable,
    "deadline": api_errors.DeadlineExceeded,
    "deadline lost": api_errors.DeadlineExceeded,
    "exhausted": api_errors.ResourceExhausted,
}
# What the google client retries by itself where a call names no policy.
_BY_DEFAULT = if_exception_type(api_errors.ResourceExhausted, api_errors.ServiceUnavailable)
_PATIENCE_S = 10.0


class Transport:
    """Stands between the client of the store and the documents."""

    def __init__(self, world: "World") -> None:
        self._world = world

    def read(self, what: str, call: Callable[[], T]) -> T:
        world = self._world
        if not world.step(what):
            return call()
        if world.chance.store.random() < world.weather.reads:
            world.note("unreadable")
            # Transient errors of reads are retried inside the google client, so only lasting ones are seen.
            raise world.chance.store.choice([api_errors.DeadlineExceeded, api_errors.ServiceUnavailable])("unreadable")  # type: ignore[no-untyped-call]
        if world.chance.store.random() < world.weather.crashes / 4:
            world.crash("crash")
        return call()

    def write(self, what: str, call: Callable[[], T], retry: Any) -> T:
        world = self._world
        if not world.step(what):
            return call()
        faults = write_faults(world.chance.store, world.weather)
        may_retry = retry._predicate if retry is not None else _BY_DEFAULT
        waited, pause = 0.0, 0.05
        for attempt in range(100):
            try:
                return self._attempt(call, faults[attempt] if attempt < len(faults) else None)
            except api_errors.GoogleAPICallError as error:
                if not may_retry(error):
                    raise
                waited += pause
                if waited > _PATIENCE_S:
                    raise api_errors.RetryError("out of patience", cause=error) from error  # type: ignore[no-untyped-call]
            world.sleep(pause)
            pause = min(1.0, pause * 2)
        raise AssertionError("a commit was tried a hundred times")

    def _attempt(self, call: Callable[[], T], fault: Fault | None) -> T:
        world = self._world
        if fault is None:
            return call()
        world.note(fault)
        if fault == "crash before":
            world.crash(fault)
        if fault in {"lost", "deadline lost", "crash after"}:
            call()
        if fault == "crash after":
            world.crash(fault)
        raise _ERRORS[fault](fault)
