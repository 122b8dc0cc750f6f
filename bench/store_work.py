"""How many documents an action reads and writes, all its workers included: `python -m bench.store_work`.

Each action is repeated by one person with the simulation's budgets, in calm weather, on the store of the whole-system
simulation: the product's own code runs, and every call to the store passes one place, where it is counted. A read is a
document that came back, or the one that a query without result costs; a write is a document of a commit, be it written
or deleted. Accounts are looked up in Firebase, not in the store.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from dev.declaration import load
from tests.simulation.operations import TITLES, NewPerson, Operation, Plan
from tests.simulation.run import run
from tests.simulation.stage import Stage, staged
from tests.simulation.transport import Transport
from tests.simulation.weather import CALM

_REPEATED = 10
_SCHEDULED = {one.worker for one in load().subscriptions if one.topic == "schedules"}
# The model looks at the budgets once, then answers.
_ASKED: dict[str, Any] = {
    "msg": "How are my budgets?",
    "manner": "honest",
    "rounds": [[("list_budgets", {})]],
    "ending": "plain",
}
ACTIONS: dict[str, tuple[str, Any]] = {
    "say what was spent": ("words", {"message": "I spent 500 DZD on groceries", "amount": "500", "days_ago": 0}),
    "photograph a receipt": ("receipt", {"picture": 0, "keep": True}),
    "ask the chat": ("talk", _ASKED),
    "list the entries": ("list", ""),
    "list the budgets": ("budgets", None),
    "list the notifications": ("notifications", ""),
    "count what is unread": ("unread", None),
}


@dataclass(frozen=True, slots=True)
class Work:
    """Documents of one action, on the average."""

    reads: float
    writes: float


def _follows(task: str) -> bool:
    """Whether a task is the action or follows from it. `-` is the simulation that looks; schedules would run anyway."""
    return task != "-" and task.split(maxsplit=1)[0] not in _SCHEDULED


def _documents(found: Any) -> int:
    return max(1, len(found)) if isinstance(found, list) else 1


def measured(stage: Stage, kind: str, body: Any) -> Work:
    """The work of one action, from so many of them. Raises RuntimeError when the run finds a fault."""
    reads = 0

    def counted(self: Transport, what: str, call: Callable[[], Any]) -> Any:
        nonlocal reads
        found = original(self, what, call)
        task = self._world.task
        reads += _documents(found) if task and _follows(task.name) else 0
        return found

    original = Transport.read
    person = NewPerson("Africa/Algiers", 1, tuple(50_000_000 for _ in TITLES))
    made = tuple(Operation(number, 0, kind, body) for number in range(_REPEATED))
    with patch.object(Transport, "read", counted):
        outcome = run(stage, Plan(1, datetime(2026, 11, 10, 9, tzinfo=UTC), CALM, (person,), made))
    if outcome.found:
        raise RuntimeError(outcome.fault)
    writes = sum(len(one.writes) for one in outcome.world.commits if _follows(one.task))
    return Work(reads / _REPEATED, writes / _REPEATED)


def main() -> None:
    with staged() as stage:
        print("| action, with all that follows from it | documents read | documents written |\n|---|--:|--:|")
        for name, (kind, body) in ACTIONS.items():
            work = measured(stage, kind, body)
            print(f"| {name} | {work.reads:.1f} | {work.writes:.1f} |")


if __name__ == "__main__":
    main()
