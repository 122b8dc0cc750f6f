"""The guards of commits: a request's idempotency key, and a consumer's mark that it has processed an event.

A key lives 24 h, checked here and not left to the store's TTL. While a slow request runs its key may be claimed, so
that a second one is told to wait instead of asking the model again; a claim ends by itself when its holder dies.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from google.api_core import exceptions as api_errors

from shared.errors import Conflict, Unprocessable
from shared.gcp.firestore import AlreadyDone, Document, client, get, living_batch, refuse_gone, send, user
from shared.gcp.sealing import WrongSecret, seal, unseal

if TYPE_CHECKING:
    from google.cloud.firestore import DocumentReference, WriteBatch

# What a repetition is to get: status, body and, where the answer shows a single resource, its entity tag.
Kept = tuple[int, str] | tuple[int, str, str]
KEPT_FOR = timedelta(hours=24)
CLAIMED_FOR = timedelta(seconds=60)


class Replayed(Exception):
    """This request was answered before; status, body and entity tag are that answer, to be given again."""

    def __init__(self, status: int, body: str, etag: str | None = None) -> None:
        super().__init__("answered before")
        self.status = status
        self.body = body
        self.etag = etag


@dataclass(slots=True)
class RequestKey:
    """Guards the commit of one request. `given` says whether the client sent the key or we made one up.

    With a `secret` the stored answer can be opened by a request that knows it, and by nobody else. `uid` says whose row
    it is where its place does not: the row goes when the account is closed.
    """

    ref: "DocumentReference"
    fingerprint: str
    now: datetime
    given: bool
    attempt: str = field(default_factory=lambda: secrets.token_hex(8))
    status: int = 0
    body: str = ""
    secret: str | None = field(default=None, repr=False)
    etag: str | None = None
    uid: str | None = None
    _claimed_at: Any = None

    def answer_with(self, status: int, body: str, etag: str | None = None) -> None:
        """Keep this answer in the commit, to be given again when the request is repeated."""
        self.status, self.body, self.etag = status, body, etag

    def write(self, batch: "WriteBatch") -> None:
        done = {
            "state": "done",
            "fingerprint": self.fingerprint,
            "attempt": self.attempt,
            "status": self.status,
            "body": self._sealed() if self.given else "",
            "etag": self.etag if self.given else None,
            "created_at": self.now,
            "expires_at": self.now + KEPT_FOR,
        }
        if self.uid:
            done["uid"] = self.uid
        if self._claimed_at is None:
            batch.create(self.ref, done)
        else:
            batch.update(self.ref, done, option=client().write_option(last_update_time=self._claimed_at))

    def is_done(self, stored: Document) -> bool:
        return bool(stored.get("state") == "done")

    def replay(self) -> None:
        """Raise Replayed when this key was answered, or the reason why it cannot be used. Returns when it is free."""
        if not self.given:
            return
        snapshot = get(self.ref)
        stored = snapshot.to_dict()
        if stored is None:
            return
        if stored["attempt"] == self.attempt and stored["state"] == "running":
            self._claimed_at = snapshot.update_time  # our own claim, whose acknowledgement was lost
            return
        self._check(stored)
        # Expired, or a claim whose holder died: take it over, unless another one is faster.
        self._move(snapshot.update_time)

    def claim(self) -> None:
        """Take the key for up to 60 s before slow work. Raises Conflict `in_progress` while another holds it."""
        if not self.given or self._claimed_at is not None:
            return
        batch = living_batch(self.ref)
        batch.create(self.ref, self._claim())
        try:
            self._claimed_at = send(batch)[-1].update_time
        except (api_errors.AlreadyExists, api_errors.FailedPrecondition):
            refuse_gone(self.ref)
            self.replay()

    def release(self) -> None:
        """Give a claim back after a failure, so that a repetition may run at once."""
        if self._claimed_at is None:
            return
        try:
            self.ref.delete(option=client().write_option(last_update_time=self._claimed_at), timeout=5.0)
        except (api_errors.GoogleAPICallError, api_errors.RetryError):
            return  # it was finished, or it ends by itself
        finally:
            self._claimed_at = None

    def settle(self, stored: Document) -> None:
        """Return when the finished key is of this very attempt; else raise Replayed or Unprocessable."""
        self._claimed_at = None
        if stored["attempt"] == self.attempt:
            return
        self._check(stored)
        raise self._replayed(stored)

    def _sealed(self) -> str:
        return self.body if self.secret is None else seal(self.body, self.secret)

    def _replayed(self, stored: Document) -> Exception:
        body = str(stored["body"])
        try:
            told = body if self.secret is None else unseal(body, self.secret)
        except WrongSecret:
            return _reused()
        return Replayed(stored["status"], told, stored.get("etag"))

    def _claim(self) -> Document:
        return {
            "state": "running",
            "fingerprint": self.fingerprint,
            "attempt": self.attempt,
            "claimed_until": self.now + CLAIMED_FOR,
            "expires_at": self.now + KEPT_FOR,
        }

    def _move(self, update_time: Any) -> None:
        try:
            batch = living_batch(self.ref)
            batch.update(self.ref, self._claim(), option=client().write_option(last_update_time=update_time))
            self._claimed_at = send(batch)[-1].update_time
        except (api_errors.FailedPrecondition, api_errors.NotFound):
            refuse_gone(self.ref)
            raise _in_progress() from None

    def _check(self, stored: Document) -> None:
        if stored["expires_at"] <= self.now:
            return
        if stored["fingerprint"] != self.fingerprint:
            raise _reused()
        if stored["state"] == "done":
            raise self._replayed(stored)
        if stored["claimed_until"] > self.now:
            raise _in_progress()


def _reused() -> Unprocessable:
    return Unprocessable("This key was used for another request.", "idempotency_key_reused")


def _in_progress() -> Conflict:
    return Conflict("The first request with this key is still running.", "in_progress", retry_after=1)


def request_key(uid: str, route: str, given: str | None, fingerprint: str, now: datetime) -> RequestKey:
    """The guard of a request. `route` is method and concrete path; without a given key a fresh one is made."""
    name = hashlib.sha256(f"{route}\n{given or secrets.token_hex(16)}".encode()).hexdigest()[:40]
    return RequestKey(user(uid).collection("keys").document(name), fingerprint, now, given is not None)


def sign_up_key(address: str, given: str, fingerprint: str, secret: str, now: datetime) -> RequestKey:
    """The guard of a sign-up, whose person has no identifier yet: by address and key. `fingerprint` leaves the
    password out, which is the `secret`: the answer holds tokens."""
    name = hashlib.sha256(f"{address.casefold()}\n{given}".encode()).hexdigest()[:40]
    return RequestKey(client().collection("sign_ups").document(name), fingerprint, now, given=True, secret=secret)


@dataclass(frozen=True, slots=True)
class Processed:
    """Guards a consumer's effect: the mark stands in the same commit."""

    uid: str
    consumer: str
    event_id: str
    now: datetime
    attempt: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def ref(self) -> "DocumentReference":
        ref: DocumentReference = user(self.uid).collection("processed").document(f"{self.consumer}_{self.event_id}")
        return ref

    def write(self, batch: "WriteBatch") -> None:
        batch.create(self.ref, {"at": self.now, "attempt": self.attempt, "expires_at": self.now + timedelta(days=30)})

    def is_done(self, stored: Document) -> bool:  # noqa: ARG002 - its existence says it
        return True

    def settle(self, stored: Document) -> None:
        """Return when the mark is of this very attempt, whose acknowledgement was lost; else raise AlreadyDone."""
        if stored.get("attempt") != self.attempt:
            raise AlreadyDone(stored)
