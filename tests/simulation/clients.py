"""Apps of people: they send, wait, lose answers, and send again with the same key until they know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.simulation import budgeting, people, streams, undoing
from tests.simulation.operations import Operation
from tests.simulation.people import Answer, Asked, Person
from tests.simulation.tasks import Task
from tests.simulation.world import Broken, World

_MOST_TRIES = 50
_RECORDING = frozenset({"words", "receipt", "entries"})
# What is sent once more under its key, by the kind that does so.
_REPEATING = {"again": _RECORDING, "say again": frozenset({"talk"})}


@dataclass(slots=True)
class Doing:
    """An operation under way. `root` is the one whose effect its answer tells of, when a key is used again."""

    operation: Operation
    person: Person
    asked: Asked
    key: str | None
    begun: list[datetime] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    running: int = 0
    due: datetime | None = None
    is_known: bool = False
    is_over: bool = False
    base: "Doing | None" = None
    root: "Doing | None" = None

    @property
    def name(self) -> str:
        return f"{self.operation.number} {self.operation.kind}"

    @property
    def is_safe(self) -> bool:
        """Whether it may be sent again without a second effect."""
        return self.key is not None or self.asked.method == "GET"


class Clients:
    """All operations of a run, in the order in which they were begun."""

    def __init__(self, world: World, persons: list[Person], answered: Callable[[Doing, Answer], None]) -> None:
        self._world = world
        self._answered = answered
        self.people = persons
        self.all: list[Doing] = []

    def begin(self, operation: Operation) -> bool:
        """Send an operation for the first time. False when the person knows of nothing to do it with."""
        person = self.people[operation.who]
        others = [one for one in self.people if one is not person]
        base = None
        if operation.kind in _REPEATING:
            base = self._to_repeat(person, operation)
            asked = base.asked if base else None
        elif operation.kind in {"undo", "redo"}:
            asked = undoing.asked(self._world, person, operation)
        else:
            asked = people.request_of(self._world, person, others, operation)
        if asked is None:
            return False
        key = base.key if base else f"key-{operation.number}" if operation.with_key else None
        doing = Doing(operation, person, asked, key, base=base)
        self.all.append(doing)
        for _ in range(1 + (operation.racers if key and asked.method != "GET" and base is None else 0)):
            self.send(doing)
        return True

    def _to_repeat(self, person: Person, operation: Operation) -> Doing | None:
        known = [
            one
            for one in self.all
            if one.person is person and one.is_known and one.key and one.answers[-1].is_good
            if one.operation.kind in _REPEATING[operation.kind]
        ]
        if not known:
            return None
        chosen = known[int(operation.choice * len(known))]
        of_key = [one for one in self.all if one.person is person and one.key == chosen.key]
        if any(not one.is_known or not one.answers[-1].is_good for one in of_key):
            return None  # it is not clear what the key stands for now
        return of_key[-1]

    def send(self, doing: Doing) -> None:
        """One try."""
        doing.running += 1
        doing.due = None
        sent = len(doing.begun) + doing.running

        def work() -> Any:
            doing.begun.append(self._world.now)
            begun = self._world.now
            hears = doing.asked.hears if sent == 1 and doing.base is None else None
            return people.send(doing.asked, doing.person.uid, doing.key, hears), begun

        self._world.tasks.spawn(f"op {doing.name} try {sent}", doing, work, self._ended)

    def due(self) -> list[Doing]:
        """What is to be sent again now."""
        return [one for one in self.all if one.due is not None and one.due <= self._world.now]

    def waiting(self) -> list[datetime]:
        """When something will be sent again."""
        return [one.due for one in self.all if one.due is not None]

    def _ended(self, task: Task) -> None:
        world, doing = self._world, task.owner
        doing.running -= 1
        again = True
        if task.crashed:
            world.note(f"{task.name}: no answer")
        elif task.error is not None:
            raise task.error
        elif isinstance(task.result[0], streams.Broke):
            world.note(f"{task.name}: the connection broke after {task.result[0].events} events")
        else:
            response, begun = task.result
            answer = Answer(
                response.status_code,
                response.get_data(as_text=True),
                response.headers.get("Idempotent-Replay") == "true",
                begun,
                response.headers.get("ETag"),
            )
            doing.answers.append(answer)
            lost = world.chance.clients.random() < world.weather.lost_answers
            world.note(f"{task.name}: {answer.status}{' replayed' * answer.replayed}{' (lost)' * lost} {answer.body}")
            self._answered(doing, answer)
            again = lost or answer.status in {429, 503} or (answer.status == 409 and "Retry-After" in response.headers)
            if not again:
                _learn(doing, answer)
        self._decide(doing, again)

    def _decide(self, doing: Doing, again: bool) -> None:
        doing.is_known = doing.is_known or not again
        if doing.running:
            return
        if doing.is_known or doing.operation.gives_up or not doing.is_safe:
            doing.is_over = True
            doing.due = None
        elif doing.due is None:
            if len(doing.begun) > _MOST_TRIES:
                raise Broken(f"{doing.name} never came to an end: {doing.answers[-1:]}")
            wait = min(30.0, 0.5 * 2 ** len(doing.begun)) * (0.5 + self._world.chance.clients.random())
            doing.due = self._world.now + timedelta(seconds=wait)


def _learn(doing: Doing, answer: Answer) -> None:
    """What the app takes from an answer."""
    person, kind = doing.person, doing.operation.kind
    if not answer.is_good:
        return
    told = answer.json()
    if kind in _RECORDING or kind == "again":
        rows = told["expenses"] if isinstance(told, dict) else told
        _add(person.expenses, [row["id"] for row in rows])
    elif kind == "notifications":
        _add(person.notifications, [row["id"] for row in reversed(told)])
    elif kind in {"one", "edit", "restore"}:
        _add(person.etags.setdefault(told["id"], []), [answer.etag] if answer.etag else [])
        if kind == "restore":
            _add(person.expenses, [told["id"]])
    elif kind in budgeting.DRAWS:
        budgeting.learn(person, kind, doing.asked.path, told)
        if answer.etag:
            _add(person.etags.setdefault(told["id"], []), [answer.etag])
    elif kind == "delete":
        _add(person.deleted, [doing.asked.path.split("/")[3]])


def _add(known: list[str], new: list[str]) -> None:
    known.extend(one for one in new if one not in known)
