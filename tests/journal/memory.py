"""A journal and a resource in memory, that undo and redo run on without a store."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from functions.journal.models import Action, Blocked, Change
from functions.journal.rules.folding import State, states
from shared.errors import NotFound

Fields = dict[str, int]


@dataclass(slots=True)
class MemoryCommit:
    """Writes that are done together, when the context finishes."""

    writes: list[Callable[[], None]] = field(default_factory=list)


class Things:
    """The resource: `{id: (version, fields)}`, fields None when it is not there. A version is never used again."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[int, Fields | None]] = {}

    def state(self, thing: str) -> Fields | None:
        return self.rows[thing][1] if thing in self.rows else None

    def version(self, thing: str) -> int | None:
        return self.rows[thing][0] if thing in self.rows else None

    def change(self, commit: MemoryCommit, thing: str, after: Fields | None) -> Change:
        """Put a change into the commit, as a service of a feature does."""
        old, version = self.state(thing), self.version(thing)
        touched = set(old or {}) if after is None else set(after) if old is None else _differing(old, after)
        new = 1 if version is None else version + 1
        commit.writes.append(lambda: self.rows.update({thing: (new, after)}))
        before_fields = None if old is None else {name: old[name] for name in touched}
        after_fields = None if after is None else {name: after[name] for name in touched}
        return Change("budget", thing, before_fields, after_fields, version, new)

    def apply(self, _context: Any, commit: MemoryCommit, change: Change) -> Change:
        """The applier: back to `before`, if the version is `version_after`."""
        if self.version(change.id) != change.version_after:
            raise Blocked(change.resource, change.id, "It was changed.")
        old = self.state(change.id)
        after = None if change.before is None else {**(old or {}), **change.before}
        return self.change(commit, change.id, after)


def _differing(old: Fields, new: Fields) -> set[str]:
    return {name for name in old if old[name] != new[name]}


class MemoryRead:
    def __init__(self, journal: "MemoryJournal", action: Action) -> None:
        self._journal, self.action = journal, action

    def write(self, commit: MemoryCommit, action: Action) -> None:
        commit.writes.append(lambda: self._journal.actions.update({action.id: action}))


class MemoryJournal:
    """Stands where the repository does."""

    def __init__(self) -> None:
        self.actions: dict[str, Action] = {}
        self.Read = self

    def of(self, _uid: str, action_id: str) -> MemoryRead:
        if action_id not in self.actions:
            raise NotFound("nothing")
        return MemoryRead(self, self.actions[action_id])

    def turn(self, _uid: str, turn_id: str) -> list[MemoryRead]:
        return [MemoryRead(self, one) for one in self.actions.values() if one.turn_id == turn_id]

    def knowing(self, _uid: str, wanted: Iterable[State]) -> list[MemoryRead]:
        asked = set(wanted)
        return [MemoryRead(self, one) for one in self.actions.values() if asked & set(states(one))]

    def latest_on(self, _uid: str, resource: str, resource_id: str) -> Action | None:
        found = [one for one in self.actions.values() if (resource, resource_id) in _touched(one)]
        return max(found, key=lambda one: one.turned_at or one.created_at, default=None)


def _touched(action: Action) -> set[tuple[str, str]]:
    return {(one.resource, one.id) for one in action.changes}


class World:
    """The context of a use case over both; `finish` does all writes or, when `fails` is set, none."""

    uid = "u1"

    def __init__(self) -> None:
        self.things, self.journal = Things(), MemoryJournal()
        self.now = datetime(2026, 11, 21, tzinfo=UTC)

    def commit(self) -> MemoryCommit:
        self.now += timedelta(seconds=1)
        return MemoryCommit()

    def finish(self, commit: MemoryCommit, answer: Callable[[], Any] | None = None) -> None:
        if answer:
            answer()
        for write in commit.writes:
            write()

    def do(self, action_id: str, turn_id: str | None, wanted: dict[str, Fields | None]) -> Action:
        """One action that brings each thing into its wanted state."""
        commit = self.commit()
        changes = tuple(self.things.change(commit, thing, after) for thing, after in wanted.items())
        action = Action(action_id, "user", "t", f"did {action_id}", "done", changes, self.now, turn_id)
        commit.writes.append(lambda: self.journal.actions.update({action.id: action}))
        self.finish(commit)
        return action

    def everything(self) -> Any:
        """All that is kept, to be compared later."""
        return copy.deepcopy((self.things.rows, {key: replace(one) for key, one in self.journal.actions.items()}))
