"""Receipts in a private bucket. Objects are named by us, never by a file name that somebody sent."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from shared.config import config
from shared.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from google.cloud.storage import Bucket

LINK_LIVES = timedelta(minutes=5)
_TIMEOUT_S = 20.0
_PAGE = 500
_LIST = "Receipts cannot be looked through at the moment."
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Link:
    """A signed URL for one object, reading only."""

    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An object as it was seen. `size` is in bytes; another upload under its name has another generation."""

    name: str
    created_at: datetime
    generation: int
    content_type: str
    size: int


@cache
def _bucket(name: str, project: str) -> "Bucket":
    from google.auth.credentials import AnonymousCredentials
    from google.cloud import storage

    credentials = AnonymousCredentials() if config().storage_emulator_host else None  # type: ignore[no-untyped-call]
    return storage.Client(project=project, credentials=credentials).bucket(name)


def _receipts() -> "Bucket":
    with _LOCK:
        return _bucket(config().receipts_bucket, config().project)


def _failures() -> tuple[type[Exception], ...]:
    import requests
    from google.api_core import exceptions as api_errors

    return api_errors.GoogleAPICallError, api_errors.RetryError, requests.RequestException


def put(name: str, data: bytes, content_type: str) -> None:
    """Store an object under a name of ours. Raises Unavailable. Writing the same bytes again is harmless."""
    try:
        _receipts().blob(name).upload_from_string(data, content_type=content_type, timeout=_TIMEOUT_S)
    except _failures():
        raise Unavailable("The receipt could not be stored; please send it again.") from None


def read(name: str) -> bytes:
    """The object's bytes. Raises NotFound or Unavailable."""
    from google.api_core import exceptions as api_errors

    try:
        return bytes(_receipts().blob(name).download_as_bytes(timeout=_TIMEOUT_S))
    except api_errors.NotFound:
        raise NotFound("There is no such receipt.") from None
    except _failures():
        raise Unavailable("The receipt cannot be read at the moment.") from None


def listed_after(name: str | None, limit: int) -> list[StoredFile]:
    """The next objects in the order of their names, from after one of them. Raises Unavailable."""
    try:
        # `start_offset` gives the object of that very name, too.
        rows = _receipts().list_blobs(start_offset=name, max_results=limit + 1, timeout=_TIMEOUT_S)
        found = [_seen(row) for row in rows]
    except _failures():
        raise Unavailable(_LIST) from None
    return [one for one in found if name is None or one.name > name][:limit]


def remove(name: str, generation: int | None = None) -> None:
    """Delete an object, if it is there, and only in this generation where one is given. Raises Unavailable."""
    from google.api_core import exceptions as api_errors

    try:
        _receipts().blob(name).delete(timeout=_TIMEOUT_S, if_generation_match=generation)
    except (api_errors.NotFound, api_errors.PreconditionFailed):
        return
    except _failures():
        raise Unavailable("The receipt cannot be removed at the moment.") from None


def files(prefix: str) -> Iterator[StoredFile]:
    """The objects whose names begin so, in order, page by page. Raises Unavailable."""
    for blob in _blobs(prefix):
        yield _seen(blob)


def erase(prefix: str) -> int:
    """Remove every object whose name begins so, with all its former versions; returns how many. Raises Unavailable."""
    from google.api_core import exceptions as api_errors

    erased = 0
    for blob in _blobs(prefix, versions=True):
        try:
            blob.delete(timeout=_TIMEOUT_S)
        except api_errors.NotFound:
            continue  # an earlier run was faster
        except _failures():
            raise Unavailable(_LIST) from None
        erased += 1
    return erased


def _seen(blob: Any) -> StoredFile:
    kind = blob.content_type or "application/octet-stream"
    return StoredFile(blob.name, blob.time_created, int(blob.generation), kind, int(blob.size or 0))


def _blobs(prefix: str, *, versions: bool = False) -> Iterator[Any]:
    try:
        yield from _receipts().list_blobs(prefix=prefix, versions=versions, page_size=_PAGE, timeout=_TIMEOUT_S)
    except _failures():
        raise Unavailable(_LIST) from None


def _signer() -> dict[str, Any]:
    key_file = config().signing_key_file
    if key_file and not config().deployed:
        from google.oauth2 import service_account

        signer = service_account.Credentials.from_service_account_file(key_file)  # type: ignore[no-untyped-call]
        return {"credentials": signer}
    import google.auth
    import google.auth.transport.requests

    # On Cloud Run there is no key file: the IAM API signs for the service account of the function.
    found, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
    credentials: Any = found
    credentials.refresh(google.auth.transport.requests.Request())
    return {"service_account_email": credentials.service_account_email, "access_token": credentials.token}


def link(name: str, content_type: str, now: datetime) -> Link:
    """A URL that reads this one object for five minutes and makes a browser save it, not show it."""
    url = (
        _receipts()
        .blob(name)
        .generate_signed_url(
            version="v4",
            expiration=LINK_LIVES,
            method="GET",
            response_type=content_type,
            response_disposition="attachment",
            api_access_endpoint=config().storage_emulator_host,
            **_signer(),
        )
    )
    return Link(url, now + LINK_LIVES)
