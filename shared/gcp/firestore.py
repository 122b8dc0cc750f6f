"""The Firestore client and the one way to write: a guarded commit that is applied once, however often it is sent.

A lost acknowledgement makes the client send a commit again. A bare `Increment` would then count twice in silence, so
every commit carries a guard, a document that can be created (or moved to its end state) only once.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from google.api_core import exceptions as api_errors
from google.api_core.retry import Retry, if_exception_type
from google.cloud import firestore

from shared.config import config
from shared.errors import Conflict, NotFound, Unavailable
from shared.events import Event, encode
from shared.gcp.store_client import Client

if TYPE_CHECKING:
    from google.cloud.firestore import DocumentReference, DocumentSnapshot, WriteBatch

Increment = firestore.Increment
Maximum = firestore.Maximum
DELETE_FIELD = firestore.DELETE_FIELD
Document = dict[str, Any]
T = TypeVar("T")

_TIMEOUT_S = 10.0
# ABORTED may be retried here because every commit is guarded.
_RETRY = Retry(
    predicate=if_exception_type(api_errors.Aborted, api_errors.ServiceUnavailable, api_errors.ResourceExhausted),
    initial=0.05,
    maximum=1.0,
    timeout=_TIMEOUT_S,
)
_DOWN = (
    api_errors.Aborted,
    api_errors.ServiceUnavailable,
    api_errors.ResourceExhausted,
    api_errors.DeadlineExceeded,
    api_errors.RetryError,
    api_errors.InternalServerError,
    api_errors.Unknown,
)
_LOCK = threading.Lock()


class Contended(Exception):
    """Another writer was faster: a precondition failed, or a document exists already. Read again, then retry."""


class AlreadyDone(Exception):
    """The guard says that this work was committed before; `stored` is the guard's document."""

    def __init__(self, stored: Document) -> None:
        super().__init__("done before")
        self.stored = stored


class Gone(NotFound):
    """The person has closed the account: nothing of theirs is written any more."""


class Guard(Protocol):
    """What makes a commit count once."""

    @property
    def ref(self) -> "DocumentReference": ...

    def write(self, batch: "WriteBatch") -> None:
        """Add the guard's own write to the commit."""

    def is_done(self, stored: Document) -> bool:
        """Whether the stored guard says that the work was committed."""


@cache
def _client(project: str) -> Client:
    return Client(project=project, database=config().database)


def client() -> Client:
    """The process's client, made at first use: never before the server forks."""
    with _LOCK:
        return _client(config().project)


def user(uid: str) -> "DocumentReference":
    """The document under which everything of a user lives."""
    return client().collection("users").document(uid)


def tombstone(uid: str) -> "DocumentReference":
    """The document that says that an account is being closed or is gone. It holds no uid, only its hash."""
    return client().collection("tombstones").document(hashlib.sha256(uid.encode()).hexdigest())


def _owner(ref: "DocumentReference") -> str | None:
    """Whose document this is; None when it lies outside of `users/{uid}`."""
    parts = ref.path.split("/")
    return parts[1] if parts[0] == "users" else None


@contextmanager
def answering() -> Iterator[None]:
    """Turns a store that cannot answer into Unavailable."""
    try:
        yield
    except _DOWN:
        raise Unavailable("The store cannot be reached at the moment.") from None


def get(ref: "DocumentReference", moment: Any = None) -> "DocumentSnapshot[Any]":
    """Read one document, as it is or as it was at a moment. Raises Unavailable when the store cannot answer."""
    return get_each(ref, moment=moment)[0]


def get_each(*refs: "DocumentReference", moment: Any = None) -> list["DocumentSnapshot[Any]"]:
    """Read several documents at once, in the order asked for, as they are or as they were at a moment.

    Raises Unavailable when the store cannot answer.
    """
    with answering():
        rows = client().get_all(list(refs), timeout=_TIMEOUT_S, transaction=moment) if refs else ()
        found = {one.reference.path: one for one in rows}
    return [found[ref.path] for ref in refs]


def read_all(query: Any, moment: Any = None) -> list["DocumentSnapshot[Any]"]:
    """Run a query, on what is or on what was at a moment. Raises Unavailable when the store cannot answer."""
    with answering():
        return list(query.stream(timeout=_TIMEOUT_S, transaction=moment))


def count_of(query: Any) -> int:
    """How many documents a query finds. Raises Unavailable when the store cannot answer."""
    with answering():
        return int(query.count().get(timeout=_TIMEOUT_S)[0][0].value)


def at_one_moment(read: Callable[[Any], T]) -> T:
    """Reads that are handed a moment see the store as it was then; nobody waits for them. Raises Unavailable."""
    with answering():
        found: T = firestore.transactional(read)(client().transaction(read_only=True))
    return found


def remove(snapshot: "DocumentSnapshot[Any]") -> None:
    """Remove a document that was read, unless it is another one by now; outside of a commit. Raises Unavailable."""
    option = client().write_option(last_update_time=snapshot.update_time)
    try:
        with answering():
            snapshot.reference.delete(option=option, timeout=_TIMEOUT_S)
    except (api_errors.FailedPrecondition, api_errors.NotFound):
        return  # somebody was faster


def where(query: Any, name: str, operator: str, value: object) -> Any:
    """The query with one more condition."""
    return query.where(filter=firestore.FieldFilter(name, operator, value))


def by_name(query: Any, after: "DocumentReference | None", limit: int) -> Any:
    """A page of the query in the order of the documents' names, from after one of them."""
    query = query.order_by("__name__")
    return (query.start_after({"__name__": after}) if after else query).limit(limit)


def newest_first(query: Any, *names: str) -> Any:
    """The query in descending order of these fields, and of the documents' names where all are the same."""
    for name in (*names, "__name__"):
        query = query.order_by(name, direction=firestore.Query.DESCENDING)
    return query


def living_batch(ref: "DocumentReference") -> "WriteBatch":
    """A batch that is refused when the person whose document this is has closed the account."""
    batch = client().batch()
    if owner := _owner(ref):
        # Removing what must not exist changes nothing; its precondition is what counts.
        batch.delete(tombstone(owner), option=client().write_option(exists=False))
    return batch


def send(batch: "WriteBatch") -> Any:
    """Commit a batch that may be sent again, for all in it has a precondition; gives the results of its writes.

    Raises Unavailable, and what the store answers when a precondition does not hold.
    """
    with answering():
        return batch.commit(retry=_RETRY, timeout=_TIMEOUT_S)


def refuse_gone(ref: "DocumentReference") -> None:
    """Raises Gone when the person whose document this is has closed the account."""
    if (owner := _owner(ref)) and get(tombstone(owner)).exists:
        raise Gone("This account is closed.")


class Commit:
    """One atomic commit: the guard, the state and the events that report it.

    It is refused when the person whose guard it is has closed the account, however late that happened: else a worker
    that is still at work would make documents of somebody who is gone. `even_if_gone` is for the deletion itself.
    """

    def __init__(self, guard: Guard, *, even_if_gone: bool = False) -> None:
        self.guard = guard
        self.events: list[Event] = []
        self.shared: dict[str, Any] = {}  # what its parts must know of each other, such as a count that several raise
        self._even_if_gone = even_if_gone
        self._batch = client().batch() if even_if_gone else living_batch(guard.ref)

    def create(self, ref: "DocumentReference", data: Document) -> None:
        """Write a document that must not exist yet."""
        self._batch.create(ref, data)

    def merge(self, ref: "DocumentReference", data: Mapping[str, Any]) -> None:
        """Write the given fields only; nested maps merge key by key, so `Increment` may stand deep inside."""
        self._batch.set(ref, dict(data), merge=True)

    def update(self, snapshot: "DocumentSnapshot[Any]", data: Mapping[str, Any]) -> None:
        """Write the given fields of a document that must be as it was read. A key may be a dotted path."""
        option = client().write_option(last_update_time=snapshot.update_time)
        self._batch.update(snapshot.reference, dict(data), option=option)

    def delete(self, ref: "DocumentReference") -> None:
        """Remove a document, if it is there."""
        self._batch.delete(ref)

    def emit(self, event: Event, at: datetime) -> None:
        """Put an event into the outbox, in the same commit as what it reports."""
        row = {"topic": event.topic, "type": event.type, "data": encode(event).decode(), "created_at": at}
        self._batch.create(user(event.uid).collection("outbox").document(event.event_id), row)
        self.events.append(event)

    def run(self) -> None:
        """Send it. Raises AlreadyDone, Contended, Gone or Unavailable; in each case nothing was applied twice."""
        self.guard.write(self._batch)
        try:
            self._batch.commit(retry=_RETRY, timeout=_TIMEOUT_S)
        except (api_errors.AlreadyExists, api_errors.FailedPrecondition, api_errors.NotFound):
            stored = get(self.guard.ref).to_dict()
            if stored is not None and self.guard.is_done(stored):
                raise AlreadyDone(stored) from None
            if not self._even_if_gone:
                refuse_gone(self.guard.ref)
            raise Contended from None
        except _DOWN:
            raise Unavailable("Nothing was lost: please send the request again.") from None


def retry_contended(attempt: Callable[[], T], attempts: int = 8) -> T:
    """Run a read-then-commit until no other writer is in between. Raises Conflict when it never is."""
    for number in range(attempts):
        try:
            return attempt()
        except Contended:
            threading.Event().wait(_jitter(number))
    raise Conflict("Too many changes at the same time; please try again.", retry_after=1)


def _jitter(number: int) -> float:
    import random

    return random.uniform(0.005, 0.03) * float(1 << min(number, 5))  # noqa: S311 - spreads racers, no secret
