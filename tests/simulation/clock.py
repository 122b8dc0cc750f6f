"""What stands in place of the machine's time, chance and sleep: all of it is the run's."""

import datetime as real
import queue
import random
import secrets
import threading
import time
import uuid
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tests.simulation.threads import queue_of, thread_of

if TYPE_CHECKING:
    from tests.simulation.stage import Stage


class _Instances(type):
    """Moments are instances of `datetime` also where that name is ours."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, real.datetime)


def datetime_of(stage: "Stage") -> type:
    """A `datetime` whose `now` is the run's; everything else is the real one's."""

    class Datetime(real.datetime, metaclass=_Instances):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return stage.world.now.astimezone(tz)

        @classmethod
        def fromisoformat(cls, text: str) -> Any:
            return real.datetime.fromisoformat(text)

    return Datetime


class _Replaced(ModuleType):
    """A module some of whose functions are ours; the others are the real ones."""

    def __init__(self, module: ModuleType, **ours: Any) -> None:
        super().__init__(module.__name__)
        self._module = module
        self.__dict__.update(ours)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def modules_of(stage: "Stage") -> dict[ModuleType, ModuleType]:
    """What product code is given instead of these modules."""

    def seconds() -> float:
        return stage.world.now.timestamp()

    def sleep(duration: float) -> None:
        stage.world.sleep(duration)

    class Event(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if timeout is not None and not self.is_set():
                stage.world.sleep(timeout)
            return self.is_set()

    return {
        time: _Replaced(
            time, time=seconds, monotonic=seconds, sleep=sleep, monotonic_ns=lambda: int(seconds() * 1_000_000_000)
        ),
        threading: _Replaced(threading, Event=Event, Thread=thread_of(stage)),
        queue: _Replaced(queue, SimpleQueue=queue_of(stage)),
        **_chances_of(stage),
    }


def _chances_of(stage: "Stage") -> dict[ModuleType, ModuleType]:
    """The modules that give chance: all of it is drawn from the run that is on at that moment."""

    def chance() -> random.Random:
        return stage.world.chance.ids

    def token_bytes(count: int = 32) -> bytes:
        return chance().randbytes(count)

    return {
        secrets: _Replaced(
            secrets,
            randbits=lambda count: chance().getrandbits(count),
            token_bytes=token_bytes,
            token_hex=lambda count=32: token_bytes(count).hex(),
            token_urlsafe=lambda count=32: token_bytes(count).hex(),
            randbelow=lambda count: chance().randrange(count),
        ),
        random: _Replaced(
            random,
            random=lambda: chance().random(),
            uniform=lambda low, high: chance().uniform(low, high),
        ),
        uuid: _Replaced(uuid, uuid4=lambda: uuid.UUID(int=chance().getrandbits(128), version=4)),
    }
