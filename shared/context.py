"""What a use case is handed: who asks, when, and the guard that makes its commit count once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from shared.errors import Problem
from shared.events import Cause
from shared.gcp import outbox
from shared.gcp.firestore import AlreadyDone, Commit, Guard, retry_contended
from shared.gcp.idempotency import Kept, Processed, RequestKey

if TYPE_CHECKING:
    from shared.ai.turn import Turn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """One request or one event of one user. `uid` comes from the verified token or from our own event, only.

    `agent` says who acts: `user` for people themselves, else the agent or worker; `turn_id` is its chat turn, and
    `turn` what models may use in it, for use cases that ask one.
    """

    uid: str
    now: datetime
    guard: Guard
    request_id: str | None = None
    language: str | None = None
    agent: str = "user"
    turn_id: str | None = None
    turn: "Turn[Any] | None" = None

    @property
    def cause(self) -> Cause:
        return Cause(request_id=self.request_id)

    @property
    def work(self) -> str:
        """Names this try of the request, or this event, in the identifiers of what it makes.

        Not the key alone: one that is used again after its day makes something new beside what it made before.
        """
        guard = self.guard
        return f"{guard.ref.id}-{guard.attempt}" if isinstance(guard, RequestKey) else guard.ref.id

    def commit(self) -> Commit:
        """A new commit under this context's guard."""
        return Commit(self.guard)

    def claim(self) -> None:
        """Before slow work: make repetitions of this request wait. Raises Conflict or Replayed."""
        if isinstance(self.guard, RequestKey):
            self.guard.claim()

    def recall(self) -> None:
        """Before refusing what the first request with this key may have caused: raises Replayed when it is done."""
        if isinstance(self.guard, RequestKey):
            self.guard.replay()

    def attempt(self, attempt: Callable[[], T]) -> T:
        """Run a read-then-commit until no other writer is in between, and give its result.

        What refuses it may be the effect of the same request sent before: that one's answer goes first (Replayed).
        Raises Conflict when there is always somebody in between.
        """
        try:
            return retry_contended(attempt)
        except Problem as refusal:
            if refusal.status < 500:
                self.recall()
            raise

    def keep(self, answer: Callable[[], Kept]) -> None:
        """Keep the answer of a request that found nothing to change, if it may be repeated under its key."""
        if isinstance(self.guard, RequestKey) and self.guard.given:
            self.finish(self.commit(), answer)

    def finish(self, commit: Commit, answer: Callable[[], Kept] | None = None) -> None:
        """Commit together with the answer that a repetition is to get, then publish the events.

        Raises Contended, Unavailable, Replayed when another request with the same key was faster, and for an event
        AlreadyDone.
        """
        if answer is not None and isinstance(self.guard, RequestKey) and self.guard.given:
            self.guard.answer_with(*answer())
        try:
            commit.run()
        except AlreadyDone as done:
            if not isinstance(self.guard, RequestKey | Processed):
                raise
            self.guard.settle(done.stored)  # ours: only its acknowledgement was lost
        outbox.publish(commit.events)
