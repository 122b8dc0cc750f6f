"""Everything that is kept of one person: `users/{uid}` with all that lies below it, rows elsewhere, and the files.

Export and deletion of an account walk it, whatever the features keep there, page by page: memory does not grow with
what a person has. Nothing else is written here but removals, which may be repeated without harm; that is why they need
no guard (a `Commit` is refused for a closed account).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from google.api_core import exceptions as api_errors
from google.api_core.retry import Retry, if_exception_type

from shared.gcp import storage
from shared.gcp.firestore import answering, client, get, read_all, remove, user, where
from shared.gcp.storage import StoredFile

if TYPE_CHECKING:
    from google.cloud.firestore import DocumentReference

# Collections beside `users` with rows about people, which say in `uid` whose they are.
ELSEWHERE = ("usernames", "sign_ups", "dead_letters", "quarantine")
_PAGE = 300
_TIMEOUT_S = 30.0
_AGAIN = Retry(predicate=if_exception_type(api_errors.Aborted, api_errors.ServiceUnavailable), timeout=_TIMEOUT_S)


def prefix_of(uid: str) -> str:
    """What the names of a person's files in the bucket begin with."""
    return f"users/{uid}/"


def record(uid: str) -> dict[str, Any] | None:
    """The fields of `users/{uid}` itself, None when there is no such document. Raises Unavailable."""
    found: dict[str, Any] | None = get(user(uid)).to_dict()
    return found


def collections(uid: str) -> list[str]:
    """The names of the collections below `users/{uid}`, in order. Raises Unavailable."""
    with answering():
        return sorted(one.id for one in user(uid).collections(timeout=_TIMEOUT_S))


def documents(uid: str, collection: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path below the collection, fields) of all documents in it and below it, in order. Raises Unavailable."""
    start = len(f"{user(uid).path}/{collection}/")
    for page in _pages(_below(uid, collection)):
        for row in page:
            yield row.reference.path[start:], row.to_dict() or {}


def elsewhere(uid: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, fields) of the rows about a person outside of `users/{uid}`. Raises Unavailable."""
    for name in ELSEWHERE:
        for page in _pages(_about(uid, name)):
            for row in page:
                yield row.reference.path, row.to_dict() or {}


def files(uid: str) -> Iterator[StoredFile]:
    """The person's files in the bucket, in order of their names. Raises Unavailable."""
    return storage.files(prefix_of(uid))


def erase_collections(uid: str, names: Iterable[str]) -> int:
    """Remove all documents in these collections and below them; returns how many there were. Raises Unavailable."""
    return sum(
        _erase(row.reference for row in page) for name in names for page in _pages(_below(uid, name), shrinks=True)
    )


def erase_documents(uid: str) -> int:
    """Remove every collection of a person and the document itself. Raises Unavailable."""
    erased = erase_collections(uid, collections(uid))
    return erased + (_erase([user(uid)]) if record(uid) is not None else 0)


def erase_elsewhere(uid: str) -> None:
    """Remove the rows about a person outside of `users/{uid}`; the user name is then free. Raises Unavailable."""
    for name in ELSEWHERE:
        for page in _pages(_about(uid, name), shrinks=True):
            for row in page:
                remove(row)  # unless it is another's by now


def erase_files(uid: str) -> int:
    """Remove every file of a person, former versions too; returns how many there were. Raises Unavailable."""
    return storage.erase(prefix_of(uid))


def _below(uid: str, collection: str) -> Any:
    return user(uid).collection(collection).recursive()


def _about(uid: str, collection: str) -> Any:
    return where(client().collection(collection), "uid", "==", uid)


def _pages(query: Any, *, shrinks: bool = False) -> Iterator[list[Any]]:
    """Pages of documents by path; when it `shrinks` each page is the first one of what is left."""
    rows, last = query.limit(_PAGE), None
    while page := read_all(rows if shrinks or last is None else rows.start_after(last)):
        yield page
        last = page[-1]


def _erase(refs: Iterable["DocumentReference"]) -> int:
    batch, count = client().batch(), 0
    for ref in refs:
        batch.delete(ref)
        count += 1
    with answering():
        batch.commit(retry=_AGAIN, timeout=_TIMEOUT_S)
    return count
