"""Random histories of commits and queries have the same outcome in memory and in the real store."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core import exceptions as api_errors
from google.cloud import firestore
from google.cloud.firestore import FieldFilter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import emulators
from tests.simulation.store import Client, Documents
from tests.simulation.test_store_contract import real

NAMES = st.sampled_from(["a", "b", "c"])
PLACES = st.sampled_from(["users/u/rows/x", "users/u/rows/y", "users/v/rows/x", "users/u", "users/u/rows/x/more/z"])
MOMENTS = st.integers(0, 5).map(lambda hours: datetime(2026, 10, 25, tzinfo=UTC) + timedelta(hours=hours))
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([0.5, 1.0, -2.25]),
    st.sampled_from(["", "s", "é"]),
    MOMENTS,
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(st.dictionaries(NAMES, inner, max_size=3), st.lists(PLAIN, max_size=2)),
    max_leaves=5,
)
ADDED = st.integers(-5, 5).map(firestore.Increment)
MERGED = st.recursive(
    st.one_of(PLAIN, ADDED, st.just(firestore.DELETE_FIELD)),
    lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=5,
)
PATHS = st.sampled_from(["a", "b", "a.b", "a.b.c", "b.a", "c.c"])


def _apart(paths: list[str]) -> bool:
    """Whether no path is within another: the client refuses that."""
    return not any(one != other and other.startswith(one + ".") for one in paths for other in paths)


UPDATED = st.dictionaries(
    PATHS, st.one_of(VALUES, ADDED, st.just(firestore.DELETE_FIELD)), min_size=1, max_size=3
).filter(lambda data: _apart(list(data)))
KNOWN = st.sampled_from([None, None, "fresh", "old"])
WRITES = st.one_of(
    st.tuples(st.just("create"), PLACES, st.dictionaries(NAMES, VALUES, max_size=3), st.none()),
    st.tuples(st.just("set"), PLACES, st.dictionaries(NAMES, st.one_of(VALUES, ADDED), max_size=3), st.none()),
    st.tuples(st.just("merge"), PLACES, st.dictionaries(NAMES, MERGED, min_size=1, max_size=3), st.none()),
    st.tuples(st.just("update"), PLACES, UPDATED, KNOWN),
    st.tuples(st.just("delete"), PLACES, st.none(), KNOWN),
)
COMMITS = st.lists(WRITES, min_size=1, max_size=3, unique_by=lambda write: write[1])
FILTERS = st.tuples(
    st.sampled_from(["a", "b", "a.b"]),
    st.sampled_from(["==", "<", "<=", ">", ">=", "in", "array_contains"]),
    PLAIN.filter(lambda value: value is not None),
)
QUERIES = st.tuples(
    st.sampled_from(["users/u/rows", "rows"]), st.none() | FILTERS, st.booleans(), st.none() | st.integers(1, 3)
)


class Both:
    """One client with what it saw of each document, to make preconditions that are right or out of date."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.times: dict[str, list[Any]] = {}

    def commit(self, writes: list[Any]) -> str:
        """What came of it: `ok`, or the kind of error."""
        batch = self.db.batch()
        for kind, place, data, known in writes:
            reference = self.db.document(place)
            if kind in {"create", "set"}:
                getattr(batch, kind)(reference, data)
            elif kind == "merge":
                batch.set(reference, data, merge=True)
            else:
                times = self.times.get(place, [])
                moment = None if known is None or not times else times[-1 if known == "fresh" else 0]
                option = self.db.write_option(last_update_time=moment) if moment else None
                arguments = (reference, data) if kind == "update" else (reference,)
                getattr(batch, kind)(*arguments, option=option)
        try:
            batch.commit()
        except (api_errors.AlreadyExists, api_errors.FailedPrecondition, api_errors.NotFound) as error:
            return type(error).__name__
        for _, place, _, _ in writes:
            snapshot = self.db.document(place).get()
            if snapshot.exists and snapshot.update_time not in self.times.setdefault(place, []):
                self.times[place].append(snapshot.update_time)
        return "ok"

    def state(self) -> dict[str, Any]:
        found = {}
        for place in ("users", "users/u/rows", "users/v/rows", "users/u/rows/x/more"):
            for row in self.db.collection(place).stream():
                found[row.reference.path] = _exact(row.to_dict())
        return found

    def ask(self, asked: Any) -> list[str]:
        place, condition, descending, limit = asked
        query = self.db.collection(place) if "/" in place else self.db.collection_group(place)
        if condition:
            name, operator, value = condition
            query = query.where(filter=FieldFilter(name, operator, [value] if operator == "in" else value))
            if operator in {"<", "<=", ">", ">="}:
                query = query.order_by(name, direction="DESCENDING" if descending else "ASCENDING")
        elif descending:
            query = query.order_by("a", direction="DESCENDING")
        if limit:
            query = query.limit(limit)
        return [row.reference.path for row in query.stream()]


def _exact(value: Any) -> Any:
    """The value with its kind: 1, 1.0 and True are equal to Python."""
    if isinstance(value, dict):
        return {name: _exact(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_exact(one) for one in value]
    kind = "moment" if isinstance(value, datetime) else type(value).__name__
    return kind, value


@pytest.fixture
def nothing_yet(store: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    return real(store, monkeypatch)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(COMMITS, QUERIES), min_size=1, max_size=8))
def test_any_history_ends_alike_in_both_stores(nothing_yet: Any, history: list[Any]) -> None:
    fresh = firestore.Client(project=emulators.own_project("random"), credentials=nothing_yet._credentials)
    fresh._firestore_api_internal = nothing_yet._firestore_api  # a channel for each example would be slow
    emulator = Both(fresh)
    memory = Both(Client(Documents()))
    for writes, asked in history:
        assert memory.commit(writes) == emulator.commit(writes)
        assert memory.state() == emulator.state()
        assert memory.ask(asked) == emulator.ask(asked)
