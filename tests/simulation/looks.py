"""Which crossings people must be told of, reckoned from the committed history alone.

The watch is a machine of its own for each budget and period: it takes a step only where a worker looks, at one moment,
at budgets, sums and what is known to be reached. The simulation knows each such moment by the number of commits that
it sees; so the whole machine can be run here once more, over the states that the store went through.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.simulation import history
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, Commit, Look, World

_MOST_PERIODS = 24
Place = tuple[str, str, str]  # uid, budget, period


def reached(spent: int, limit: int) -> frozenset[int]:
    """80 from four fifths on, 100 above the limit."""
    found = set()
    if spent > 0 and spent * 5 >= limit * 4:
        found.add(80)
    if spent > limit:
        found.add(100)
    return frozenset(found)


def spoken(before: frozenset[int], after: frozenset[int]) -> int | None:
    """The threshold that a person is told of: the highest, if it is new. Nothing is said on the way down."""
    return max(after) if after and max(after) not in before else None


@dataclass(slots=True)
class State:
    """What one person's store has at a moment."""

    budgets: dict[str, Fields] = field(default_factory=dict)
    sums: dict[str, Any] = field(default_factory=dict)
    watches: dict[str, Fields] = field(default_factory=dict)

    def put(self, collection: str, name: str, fields: Fields) -> None:
        """Take over what a commit wrote."""
        kept = {"budgets": self.budgets, "periods": self.sums, "thresholds": self.watches}
        kept[collection][name] = fields

    def known(self, budget: str, period: str) -> frozenset[int]:
        """What is known to be reached."""
        return frozenset(self.watches.get(f"{budget}_{period}", {}).get("reached", ()))

    def spent(self, budget: Fields, name: str, period: str) -> int:
        """What was spent from a budget in a period."""
        return int(self.sums.get(period, {}).get("totals", {}).get(budget["currency"], {}).get(name, 0))

    def limit(self, budget: Fields, name: str, period: str) -> int:
        """What may be spent in a period: the amount, and what the periods since the budget was rolled left over."""
        minor, carried, since = int(budget["minor"]), int(budget["carried_over"]), budget["period_start"]
        if since is None or since >= period:
            return minor + carried
        if not budget["rollover"]:
            return minor
        for start in passed(since, period):
            carried = minor + carried - self.spent(budget, name, start)
        return minor + carried


def passed(since: str, period: str) -> list[str]:
    """The periods before this one, back to the one that starts on `since`."""
    found: list[str] = []
    year, month, day = date.fromisoformat(period).timetuple()[:3]
    while len(found) < _MOST_PERIODS:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        start = date(year, month, day).isoformat()
        if start < since:
            break
        found.append(start)
    return found[::-1]


def check(world: World) -> None:
    """Run the machine along the history: each step that it must take was taken, and no other."""
    people: dict[str, State] = defaultdict(State)
    steps = _Steps(world)
    looks = sorted((one for one in world.looks if _watched(one)), key=lambda one: (one.commits, one.line))
    at = 0
    for count, commit in enumerate([*world.commits, None]):
        while at < len(looks) and looks[at].commits == count:
            steps.look(looks[at], people)
            at += 1
        if commit is not None:
            steps.committed(commit)
            for written in commit.writes:
                if len(written.path) == 4 and written.path[2] in {"budgets", "periods", "thresholds"} and written.after:
                    people[written.path[1]].put(written.path[2], written.path[3], written.after.fields)


def _watched(look: Look) -> bool:
    return all(path[2:3] == ("thresholds",) for path in look.paths)


@dataclass(frozen=True, slots=True)
class _Due:
    """A step that a look asks for. `known` and `now` are what was and what is reached."""

    known: frozenset[int]
    now: frozenset[int]
    spent: int
    limit: int


class _Steps:
    """The steps that looks ask for, and those that were committed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._states: dict[str, tuple[Look, State]] = {}  # of the last look of a task
        self._attempts = _attempts(world)
        self._armed: dict[tuple[str, str], dict[str, int]] = {}

    def look(self, look: Look, people: dict[str, State]) -> None:
        """A worker looks: a step that is due is tried at once, unless the worker dies of something."""
        uid = look.paths[0][1]
        state = people[uid]
        seen = State(dict(state.budgets), dict(state.sums), dict(state.watches))
        self._states[look.task] = look, seen
        tried = self._attempts.get((look.task, look.line), "")
        for path in look.paths:
            budget, _, period = path[3].rpartition("_")
            due = _due(seen, seen.budgets[budget], budget, period)
            is_due = due.known != due.now
            if is_due and path[3] not in tried and f"budgets/{budget}" not in tried and not self._failed(look.task):
                raise Broken(f"{look.task} saw {path[3]} reach {due} and left it at that")

    def _failed(self, task: str) -> bool:
        return task in self._world.failed

    def committed(self, commit: Commit) -> None:
        """A commit: the steps in it are those that its look asked for, and it tells of them and of nothing else."""
        told = {
            (event["budget_id"], event["period_start"]): event
            for event in emitted(commit)
            if event["type"] == "budget.threshold_crossed"
        }
        for written in commit.writes:
            if len(written.path) == 4 and written.path[2] == "thresholds" and written.after is not None:
                budget, _, period = written.path[3].rpartition("_")
                self._step(commit, budget, period, written.after.fields, told.pop((budget, period), None))
        if told:
            raise Broken(f"{commit.task} told of what it did not find: {told}")

    def _step(self, commit: Commit, budget: str, period: str, after: Fields, event: Any) -> None:
        look, seen = self._states[commit.task]
        uid, place = look.paths[0][1], f"{budget} in {period}"
        carried = [one.after.fields for one in commit.writes if one.path[2:] == ("budgets", budget) and one.after]
        due = _due(seen, carried[0] if carried else seen.budgets[budget], budget, period)
        if frozenset(after["reached"]) != due.now:
            raise Broken(f"{place} reached {sorted(due.now)} by {due}, and was kept as {after['reached']}")
        armed = self._armed.setdefault((uid, f"{budget}_{period}"), {})
        for threshold in due.now - due.known:
            armed[str(threshold)] = armed.get(str(threshold), 0) + 1
        counts = {name: count for name, count in after["armings"].items() if count}
        if counts != armed:
            raise Broken(f"{place} was reached {armed} times, and {counts} are counted")
        highest, expected = spoken(due.known, due.now), None
        if highest is not None:
            expected = highest, armed[str(highest)], due.spent, due.limit, due.spent > due.limit
        said = event and tuple(event[name] for name in ("threshold", "arming", "spent", "limit", "over"))
        if said != expected:
            raise Broken(f"{place} must tell {expected}, and told {said}")


def _due(seen: State, budget: Fields, name: str, period: str) -> _Due:
    spent, limit = seen.spent(budget, name, period), seen.limit(budget, name, period)
    return _Due(seen.known(name, period), reached(spent, limit), spent, limit)


def emitted(commit: Commit) -> Iterator[Fields]:
    """The events that a commit put into the outbox."""
    for one in commit.writes:
        if one.path[2:3] == ("outbox",) and one.before is None and one.after is not None:
            yield json.loads(one.after.fields["data"])


def _attempts(world: World) -> dict[tuple[str, int], str]:
    """By the task and line of a look: the commit that the task tried after it, before it looked again."""
    found: dict[tuple[str, int], str] = {}
    lines: dict[str, int] = {}
    looks = {one.line: one for one in world.looks if _watched(one)}
    for number, (_, task, what) in enumerate(world.trace):
        if number in looks:
            lines[looks[number].task] = number
        if task in lines and "/processed/" in what and what.startswith(("delete", "create", "update", "merge")):
            found[task, lines[task]] = what
    return found


def events_of(world: World, kind: str) -> list[Fields]:
    """Every event of a type that was ever committed."""
    return [one for one in history.events(world) if one["type"] == kind]
