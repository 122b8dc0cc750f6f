"""The surface of google.cloud.firestore.Client that our code uses, over documents in memory.

Each call to the store is a step: `transport` may let others run first, make the call fail, or lose its answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

from google.cloud.firestore_v1.transforms import Sentinel

from tests.simulation.store.documents import Documents, Stored, Write
from tests.simulation.store.queries import NAME, Asked
from tests.simulation.store.values import Path, copied, path_of

T = TypeVar("T")
_DESCENDING = "DESCENDING"


class Transport(Protocol):
    """What stands between the client and the store."""

    def read(self, what: str, call: Callable[[], T]) -> T: ...

    def write(self, what: str, call: Callable[[], T], retry: Any) -> T: ...


class Direct:
    """Nothing goes wrong and nobody else runs."""

    def read(self, what: str, call: Callable[[], T]) -> T:
        return call()

    def write(self, what: str, call: Callable[[], T], retry: Any) -> T:
        return call()


@dataclass(frozen=True, slots=True)
class Option:
    """Makes a write fail: when the document changed since, or when it is there (or is not)."""

    last_update_time: datetime | None = None
    exists: bool | None = None


@dataclass(frozen=True, slots=True)
class WriteResult:
    update_time: datetime | None


class Client:
    """Stands where `shared.gcp.firestore` makes the google client."""

    def __init__(self, documents: Documents, transport: Transport | None = None, project: str = "simulated") -> None:
        self.documents = documents
        # Told of reads of one moment: how many commits they see, and what they read.
        self.looking: Callable[[int, list[Path]], None] | None = None
        self.transport: Transport = transport or Direct()
        self.project = project

    def collection(self, *path: str) -> "Collection":
        return Collection(self, _parts(path))

    def collection_group(self, name: str) -> "Query":
        return Query(self, Asked((name,), group=True))

    def document(self, *path: str) -> "Reference":
        return Reference(self, _parts(path))

    def batch(self) -> "Batch":
        return Batch(self)

    def write_option(self, **about: Any) -> Option:
        return Option(**about)

    def transaction(self, *, read_only: bool, **_: Any) -> "Snapshotted":
        """Reads of one moment. Read-write transactions are not among what our code uses."""
        if not read_only:
            raise NotImplementedError("our code writes by guarded commits only")
        return Snapshotted(self)

    def seen(self, transaction: Any) -> Documents:
        """The documents that a read sees."""
        return transaction.documents if isinstance(transaction, Snapshotted) else self.documents

    def get_all(self, references: Any, transaction: Any = None, **_: Any) -> "Iterator[Snapshot]":
        asked = list(references)
        names = " ".join(one.path for one in asked)

        def call() -> list[Snapshot]:
            seen = self.seen(transaction)
            if self.looking and seen is not self.documents:
                self.looking(seen.commits, [one.parts for one in asked])
            return [Snapshot(one, seen.by_path.get(one.parts)) for one in asked]

        yield from self.transport.read(f"get {names}", call)


class Snapshotted:
    """A read-only transaction, also for google's `transactional`: it sees the moment of its first read."""

    _read_only = True
    _max_attempts = 5

    def __init__(self, client: Client) -> None:
        self._client = client
        self._documents: Documents | None = None
        self._id: bytes | None = None

    @property
    def documents(self) -> Documents:
        if self._documents is None:
            self._documents = self._client.documents.frozen()
        return self._documents

    def _begin(self, retry_id: bytes | None = None) -> None:
        self._client.transport.read("begin", lambda: None)
        self._id = b"simulated"

    def _commit(self) -> list[WriteResult]:
        self._clean_up()
        return []

    def _rollback(self) -> None:
        self._clean_up()

    def _clean_up(self) -> None:
        self._id = self._documents = None


def _parts(path: tuple[str, ...]) -> Path:
    return tuple("/".join(path).split("/"))


@dataclass(frozen=True, slots=True)
class Query:
    """A query, built step by step."""

    client: Client
    asked: Asked

    def where(self, *, filter: Any) -> "Query":  # noqa: A002 - the google client's name
        return replace(self, asked=self.asked.with_filter(filter))

    def order_by(self, name: str, direction: str = "ASCENDING") -> "Query":
        return replace(self, asked=replace(self.asked, orders=(*self.asked.orders, (name, direction == _DESCENDING))))

    def limit(self, count: int) -> "Query":
        return replace(self, asked=replace(self.asked, limit=count))

    def start_after(self, position: Any) -> "Query":
        return replace(self, asked=replace(self.asked, after=self._cursor(position)))

    def start_at(self, position: Any) -> "Query":
        return replace(self, asked=replace(self.asked, after=self._cursor(position), at_least=True))

    def count(self) -> "Count":
        return Count(self)

    def _cursor(self, position: Any) -> tuple[Any, ...]:
        if isinstance(position, Snapshot):
            position = {**(position.to_dict() or {}), "__name__": position.reference}
        names = [name for name, _ in self.asked.orders]
        values = [position[name] for name in names if name in position] if isinstance(position, dict) else position
        return tuple(map(self._placed, names, values))

    def _placed(self, name: str, value: Any) -> Any:
        """As google's client has it: the id of a document stands for the one in this collection."""
        is_id = name == NAME and isinstance(value, str)
        return Reference(self.client, (*self.asked.collection, value)) if is_id else value

    def stream(self, transaction: Any = None, retry: Any = None, timeout: float | None = None) -> "Iterator[Snapshot]":
        name = "/".join(self.asked.collection)
        rows = self.client.transport.read(f"query {name}", lambda: self.asked.rows(self.client.seen(transaction)))
        return iter([Snapshot(Reference(self.client, path), document) for path, document in rows])

    def get(self, transaction: Any = None, retry: Any = None, timeout: float | None = None) -> "list[Snapshot]":
        return list(self.stream(transaction, retry, timeout))


@dataclass(frozen=True, slots=True)
class Counted:
    """The result of an aggregation."""

    value: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents a query answers."""

    query: Query

    def get(self, **call: Any) -> list[list[Counted]]:
        return [[Counted(len(self.query.get(**call)))]]


class Collection:
    """The documents of one collection; as a query, all of them."""

    def __init__(self, client: Client, parts: Path) -> None:
        self._client = client
        self.parts = parts
        self.id = parts[-1]

    @property
    def parent(self) -> "Reference | None":
        return Reference(self._client, self.parts[:-1]) if len(self.parts) > 1 else None

    def document(self, name: str) -> "Reference":
        return Reference(self._client, (*self.parts, *name.split("/")))

    def __getattr__(self, name: str) -> Any:
        return getattr(Query(self._client, Asked(self.parts)), name)


class Reference:
    """The address of a document."""

    def __init__(self, client: Client, parts: Path) -> None:
        self._client = client
        self.parts = parts
        self.id = parts[-1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reference) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    @property
    def path(self) -> str:
        return "/".join(self.parts)

    @property
    def _document_path(self) -> str:
        return f"projects/{self._client.project}/databases/(default)/documents/{self.path}"

    @property
    def parent(self) -> Collection:
        return Collection(self._client, self.parts[:-1])

    def collection(self, name: str) -> Collection:
        return Collection(self._client, (*self.parts, *name.split("/")))

    def get(
        self, field_paths: Any = None, transaction: Any = None, retry: Any = None, timeout: float | None = None
    ) -> "Snapshot":
        def call() -> Snapshot:
            return Snapshot(self, self._client.seen(transaction).by_path.get(self.parts))

        return self._client.transport.read(f"get {self.path}", call)

    def create(self, data: Any, **call: Any) -> WriteResult:
        return self._alone(call, lambda batch: batch.create(self, data))

    def set(self, data: Any, merge: bool = False, **call: Any) -> WriteResult:
        return self._alone(call, lambda batch: batch.set(self, data, merge=merge))

    def update(self, data: Any, option: Any = None, **call: Any) -> WriteResult:
        return self._alone(call, lambda batch: batch.update(self, data, option or _NONE))

    def delete(self, option: Any = None, **call: Any) -> None:
        self._alone(call, lambda batch: batch.delete(self, option or _NONE))

    def _alone(self, call: dict[str, Any], add: "Callable[[Batch], None]") -> WriteResult:
        batch = self._client.batch()
        add(batch)
        return batch.commit(**call)[0]


class Snapshot:
    """A document as it was read."""

    def __init__(self, reference: Reference, document: Stored | None) -> None:
        self.reference = reference
        self.id = reference.id
        self._document = document
        self.exists = document is not None
        self.update_time: Any = document.update_time if document else None
        self.create_time: Any = document.create_time if document else None

    def to_dict(self) -> dict[str, Any] | None:
        return copied(self._document.fields) if self._document else None

    def get(self, path: str) -> Any:
        value: Any = self.to_dict()
        for part in path_of(path):
            value = value[part]
        return value


_NONE = Option()


class Batch:
    """Writes that are applied together or not at all."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._writes: list[Write] = []

    def __len__(self) -> int:
        return len({write.path for write in self._writes})  # as the google client counts

    def create(self, reference: Reference, data: Any) -> None:
        self._writes.append(Write("create", reference.parts, dict(data)))

    def set(self, reference: Reference, data: Any, merge: bool = False) -> None:
        self._writes.append(Write("merge" if merge else "set", reference.parts, dict(data)))

    def update(self, reference: Reference, data: Any, option: Option | None = None) -> None:
        option = option or _NONE
        if not data:
            raise ValueError("Cannot update with an empty document.")
        fields: Any = {path_of(name): value for name, value in data.items()}
        self._writes.append(Write("update", reference.parts, fields, option.exists, option.last_update_time))

    def delete(self, reference: Reference, option: Option | None = None) -> None:
        option = option or _NONE
        self._writes.append(Write("delete", reference.parts, {}, option.exists, option.last_update_time))

    def commit(self, retry: Any = None, timeout: float | None = None) -> list[WriteResult]:
        names = " ".join(f"{write.kind} {'/'.join(write.path)}" for write in self._writes)
        writes = tuple(self._writes)
        times = self._client.transport.write(names, lambda: self._client.documents.commit(writes), retry)
        return [WriteResult(time) for time in times]


__all__ = ["Batch", "Client", "Collection", "Direct", "Query", "Reference", "Sentinel", "Snapshot"]
