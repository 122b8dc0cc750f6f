"""A permit: the guard under which the gate lets a tool commit.

It puts into that commit, whatever else is in it, the audit row, the caps of the day, and the Action: a new one, or the
proposed one that it makes true. So none of them can be there without the effect, nor the effect without them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from functions.chat.models.gate import Reason
from functions.chat.rules.asking import answered
from functions.chat.rules.policy import caps
from functions.chat.rules.policy.measure import loses, moved_by
from functions.journal import service as journal
from functions.journal.models import Action
from functions.journal.service import Books
from shared.errors import Conflict, Expired, Problem
from shared.gcp.firestore import get
from shared.gcp.idempotency import Kept, RequestKey


class Beyond(Exception):
    """The commit would do more than may be done without asking; nothing of it was done."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Permit(RequestKey):
    """The guard of one tool call. `row` is its audit row, `mark` completes its Action.

    Without `proposal` the commit must keep within the caps and lose nothing. With one, the person has confirmed it:
    its Action becomes what was done, once, in time.
    """

    def __init__(  # noqa: PLR0913 (each is a part of the commit)
        self,
        key: RequestKey,
        uid: str,
        row: journal.Row,
        *,
        mark: Callable[[Action], Action] = lambda action: action,
        action: Action | None = None,
        proposal: Action | None = None,
        answer: Callable[[Action], Kept] | None = None,
    ) -> None:
        super().__init__(key.ref, key.fingerprint, key.now, key.given, attempt=key.attempt)
        self._claimed_at = key._claimed_at  # noqa: SLF001 (it goes on with the same key)
        self._uid, self._row, self.mark, self._answer = uid, row, mark, answer
        self._proposal = proposal
        self.action = action
        self.proposed: dict[str, Action] = {}  # what the commit asks besides, such as the deletions of a plan
        self._besides: dict[str, journal.Row] = {}  # and the audit rows of that
        self.refusal: Beyond | Problem | None = None  # why the commit was refused here, whatever the tool makes of it
        self._written = False

    def claim(self) -> None:
        """Nobody else makes this call: the turn, or the request that confirms it, is held by its own key."""

    def is_committed(self) -> bool:
        """Whether this very call was committed, also when its acknowledgement was lost. One read where it may be."""
        if not self._written:
            return False
        stored = get(self.ref).to_dict() or {}
        return stored.get("state") == "done" and stored.get("attempt") == self.attempt

    def oversee(self, action: Action) -> Action:
        """The Action that the tool's use case records: it goes into the commit as this call's."""
        self.action = self.mark(action)
        if self._proposal:
            known = self._proposal
            self.action = replace(
                self.action,
                id=known.id,
                created_at=known.created_at,
                summary=answered(known.summary),
                tool=known.tool,
                agent=known.agent,
                turn_id=known.turn_id,
                call=known.call,
            )
        return self.action

    def propose(self, action: Action, row: journal.Row) -> None:
        """An Action that only asks, in this call's commit: its audit row goes into the chain before the call's own."""
        self.proposed[action.id], self._besides[action.id] = action, row

    def answer_with(self, status: int, body: str, etag: str | None = None) -> None:
        """What the use case would answer is not kept: the call's repetition is told of its Action."""

    def write(self, batch: Any) -> None:
        """The key, the Action, the caps and the audit rows. Raises Beyond, Conflict and Expired."""
        # Those of this try alone: another one, after somebody was in between, may ask for something else.
        besides, self._besides = self._besides, {}
        self.proposed = {name: self.proposed[name] for name in besides}
        try:
            self._write(batch, besides)
        except (Beyond, Problem) as refusal:
            self.refusal = refusal
            raise

    def _write(self, batch: Any, besides: Mapping[str, journal.Row]) -> None:
        proposed = [journal.reference(self._uid, self._proposal.id)] if self._proposal else []
        books = Books(self._uid, *proposed)
        if self._proposal:
            self._settle(batch, journal.Read(books.others[0]))
        elif self.action:
            self._keep_within(batch, books)
            journal.put_action(batch, self._uid, self.action)
        told = {"action_id": self.action.id if self.action else None}
        books.write_rows(batch, [*besides.values(), {**self._row, **told}])
        self.status, self.body = 200, str(told["action_id"] or "")
        if self._answer and self.action:
            self.status, self.body = self._answer(self.action)[:2]
        RequestKey.write(self, batch)
        self._written = True

    def _settle(self, batch: Any, read: journal.Read) -> None:
        """Make the proposed Action true. Raises Conflict and Expired."""
        check_open(read.action, self.now)
        done = self.action or replace(read.action, status="done", summary=answered(read.action.summary))
        self.action = replace(done, expires_at=None)
        read.settle(batch, self.action)

    def _keep_within(self, batch: Any, books: Books) -> None:
        """Count what is moved. Raises Beyond."""
        action = self.action
        if action is None or action.status != "done":
            return
        if loses(action.changes):
            raise Beyond("destructive")
        moved = moved_by(action)
        over = caps.over([(one.minor, one.currency) for one in moved], books.moved, self.now)
        if over:
            raise Beyond("over_cap" if over == "over_cap" else "over_day")
        if moved:
            books.write_moved(batch, caps.by_minute([*caps.of_the_day(books.moved, self.now), *moved]))


def check_open(action: Action, now: datetime) -> None:
    """Whether a proposed Action can still be decided. Raises Conflict `already_decided`, and Expired."""
    if action.status != "needs_confirmation":
        raise Conflict("This was decided before.", "already_decided")
    if action.expires_at is None or action.expires_at <= now:
        raise Expired("This was not confirmed in time; please ask for it again.")
