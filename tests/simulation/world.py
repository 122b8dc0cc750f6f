"""Everything that one run happens in: time, chance, the store, the broker, the bucket, the model, and what was seen."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.simulation.broker import Broker
from tests.simulation.bucket import Bucket
from tests.simulation.store import Client, Documents, Written
from tests.simulation.store.values import Path
from tests.simulation.tasks import Task, Tasks
from tests.simulation.transport import Transport
from tests.simulation.weather import Weather


class Broken(AssertionError):
    """Something that must hold does not."""


class Chances:
    """Streams of chance, one for each part, so that a change in one does not move the others."""

    def __init__(self, seed: int) -> None:
        for name in self.__annotations__:
            setattr(self, name, Random(f"{seed} {name}"))

    store: Random
    broker: Random
    model: Random
    order: Random
    ids: Random
    clients: Random


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit as the store applied it. `owner` is the operation or delivery in whose task it happened."""

    at: datetime
    task: str
    owner: Any
    writes: list[Written]


@dataclass(frozen=True, slots=True)
class Look:
    """A read of several documents at one moment: after how many commits, and where it stands in the trace."""

    commits: int
    line: int
    task: str
    owner: Any
    paths: tuple[Path, ...]


@dataclass
class World:
    """One run. `begins` is the simulated moment at which it starts."""

    seed: int
    weather: Weather
    begins: datetime
    trace: list[tuple[datetime, str, str]] = field(default_factory=list)
    commits: list[Commit] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)  # calls of the model of the conversation
    calls: list[Any] = field(default_factory=list)  # answers of models, for whom and what they used
    foreign: dict[str, set[str]] = field(default_factory=dict)  # by person, words that others may have written
    is_calm: bool = False  # whether nothing fails from the beginning to the end
    failed: set[str] = field(default_factory=set)  # tasks that came to no good end
    steps: int = 0

    def __post_init__(self) -> None:
        self.now = self.begins
        self.chance = Chances(self.seed)
        self.tasks = Tasks(lambda: (len(self.commits), self.now))
        self.documents = Documents(clock=lambda: self.now, watching=self._committed)
        self.client = Client(self.documents, Transport(self))
        self.client.looking = self._looked
        self.broker = Broker(self)
        self.bucket = Bucket(self)
        self.watchers: list[Any] = []
        self.broken: Broken | None = None

    @property
    def task(self) -> Task | None:
        """The task that runs at the moment; None outside of any."""
        return self.tasks.current

    def note(self, what: str) -> None:
        """Write one line of the history."""
        self.trace.append((self.now, self.task.name if self.task else "-", what))

    def step(self, what: str) -> bool:
        """A call to the outside: time passes and others may run first. False outside of any task."""
        if self.task is None:
            self.tasks.pause()  # raises when the run is over
            return False
        self.steps += 1
        self.note(what)
        self.now += timedelta(microseconds=self.chance.order.randrange(200, 20_000))
        if self.chance.order.random() < self.weather.switching:
            self.tasks.pause()
        return True

    def sleep(self, seconds: float) -> None:
        """The current task waits."""
        self.now += timedelta(microseconds=round(seconds * 1_000_000))
        if self.weather.switching:
            self.tasks.pause()

    def crash(self, what: str) -> None:
        """The current task dies at this point."""
        self.note(f"DIES ({what})")
        self.tasks.crash()

    def _looked(self, commits: int, paths: list[Path]) -> None:
        task = self.task
        name, owner = (task.name, task.owner) if task else ("-", None)
        self.looks.append(Look(commits, len(self.trace), name, owner, tuple(paths)))

    def _committed(self, writes: list[Written]) -> None:
        task = self.task
        commit = Commit(self.now, task.name if task else "-", task.owner if task else None, writes)
        self.commits.append(commit)
        for watcher in self.watchers:
            try:
                watcher(commit)
            except Broken as broken:  # not raised here: the product would take it for an error of its own
                self.broken = self.broken or broken

    def digest(self) -> str:
        """A print of the whole history: two runs of a seed have the same."""
        lines = "\n".join(f"{at.isoformat()} {who} {what}" for at, who, what in self.trace)
        return hashlib.sha256(lines.encode()).hexdigest()
