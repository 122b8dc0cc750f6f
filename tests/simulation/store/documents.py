"""The documents and the one way to change them: an atomic commit with Firestore's preconditions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from google.api_core import exceptions as api_errors

from tests.simulation.store.values import (
    DELETE_FIELD,
    Fields,
    Path,
    copied,
    divided,
    found,
    leaves,
    put,
    removed,
    stored,
    transformed,
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands. Its fields are never changed in place: a write makes a new one."""

    fields: Fields
    create_time: datetime
    update_time: datetime


@dataclass(frozen=True, slots=True)
class Write:
    """One write of a commit. `must_exist` and `unchanged_since` are its precondition."""

    kind: Literal["create", "set", "merge", "update", "delete"]
    path: Path
    data: Fields = field(default_factory=dict)
    must_exist: bool | None = None
    unchanged_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a commit did to one document; None where there is none."""

    path: Path
    before: Stored | None
    after: Stored | None


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Documents:
    """All documents by path. `clock` tells the time of commits; `watching` is told of each, in order."""

    clock: Callable[[], datetime] = _now
    watching: Callable[[list[Written]], None] | None = None
    by_path: dict[Path, Stored] = field(default_factory=dict)
    in_collection: dict[Path, dict[Path, None]] = field(default_factory=dict)
    last: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    commits: int = 0

    def commit(self, writes: Sequence[Write]) -> list[datetime | None]:
        """All writes or none; returns the update time of each. Raises what the real store answers."""
        now = max(self.clock(), self.last + timedelta(microseconds=1))
        staged: dict[Path, Stored | None] = {}
        times: list[datetime | None] = []
        for write in writes:
            current = staged[write.path] if write.path in staged else self.by_path.get(write.path)
            _check(write, current)
            after = _applied(write, current, now)
            staged[write.path] = after
            times.append(after.update_time if after else None)
        self.last = now
        self.commits += 1
        done = [Written(path, self.by_path.get(path), after) for path, after in staged.items()]
        done = [one for one in done if one.before is not one.after]
        for one in done:
            self._keep(one)
        if self.watching:
            self.watching(done)
        return times

    def _keep(self, written: Written) -> None:
        siblings = self.in_collection.setdefault(written.path[:-1], {})
        if written.after is None:
            self.by_path.pop(written.path, None)
            siblings.pop(written.path, None)
        else:
            self.by_path[written.path] = written.after
            siblings[written.path] = None

    def frozen(self) -> "Documents":
        """The documents as they are at this moment, for reads that must agree with each other."""
        return Documents(
            by_path=dict(self.by_path),
            in_collection={at: dict(rows) for at, rows in self.in_collection.items()},
            commits=self.commits,
        )


def _check(write: Write, current: Stored | None) -> None:
    name = "/".join(write.path)
    if write.kind == "create" and current is not None:
        raise api_errors.AlreadyExists(f"Document already exists: {name}")  # type: ignore[no-untyped-call]
    if write.unchanged_since is not None and (current is None or current.update_time != write.unchanged_since):
        raise api_errors.FailedPrecondition(f"The stored version does not match: {name}")  # type: ignore[no-untyped-call]
    must_exist = write.must_exist if write.kind != "update" or write.unchanged_since else True
    if must_exist and current is None:
        raise api_errors.NotFound(f"No document to update: {name}")  # type: ignore[no-untyped-call]
    if must_exist is False and current is not None:
        raise api_errors.AlreadyExists(f"Document already exists: {name}")  # type: ignore[no-untyped-call]


def _applied(write: Write, current: Stored | None, now: datetime) -> Stored | None:
    if write.kind == "delete":
        return None
    fields: Fields = {}
    if write.kind in {"create", "set"}:
        plain, transforms = divided(write.data)
        fields = stored(plain)
    elif write.kind == "merge":
        fields = copied(current.fields) if current else {}
        plain, transforms = divided(write.data)
        for path, value in leaves(plain):
            _put_or_remove(fields, path, value)
    else:
        fields = copied(current.fields) if current else {}
        transforms = []
        for parts, value in write.data.items():
            transforms += _updated(fields, parts, value)
    for path, transform in transforms:
        put(fields, path, transformed(found(fields, path)[1], transform, now))
    if current is not None and _same(current.fields, fields):
        return current
    return Stored(fields, current.create_time if current else now, now)


def _updated(fields: Fields, path: Any, value: Any) -> list[tuple[Path, Any]]:
    """Put one field of an update; a map replaces what was there. Returns the transforms inside."""
    plain, transforms = divided({path[-1]: value}, path[:-1])
    if plain:
        _put_or_remove(fields, path, plain[path[-1]])
    return transforms


def _put_or_remove(fields: Fields, path: Path, value: Any) -> None:
    if value is DELETE_FIELD:
        removed(fields, path)
    else:
        put(fields, path, stored(value))


def _same(old: Any, new: Any) -> bool:
    """Equal, and of the same kinds: 1, 1.0 and True are three values."""
    if type(old) is not type(new):
        return False
    if type(old) is dict:
        return old.keys() == new.keys() and all(_same(one, new[name]) for name, one in old.items())
    if type(old) is list:
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)
