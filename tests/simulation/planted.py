"""Bugs that are planted one at a time, to see that the simulation finds them. Each is one that was once common."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from tests.simulation import stage as staging
from tests.simulation.planted_allowance import OF_ALLOWANCE
from tests.simulation.planted_budgets import OF_BUDGETS
from tests.simulation.planted_chat import OF_CHAT
from tests.simulation.planted_decisions import OF_DECISIONS

Plant = Callable[[pytest.MonkeyPatch], None]


class _AtOnce:
    """Takes the place of a commit, and writes each merge by itself, unguarded."""

    def merge(self, ref: Any, data: Mapping[str, Any]) -> None:
        from shared.gcp.firestore import answering

        with answering():
            ref.set(dict(data), merge=True)


def bare_increment(patch: pytest.MonkeyPatch) -> None:
    """Totals are moved beside the commit of the entry, without its key."""
    from functions.ledger import repository

    real = repository.move_totals
    patch.setattr(repository, "move_totals", lambda _commit, uid, sums: real(cast("Any", _AtOnce()), uid, sums))


def float_in_a_sum(patch: pytest.MonkeyPatch) -> None:
    """What a share weighs goes through whole units as a float."""
    from functions.ledger import rules

    real = rules.weight
    patch.setattr(rules, "weight", lambda entry, minor: real(entry, minor) / 100 * 100)


def no_ownership_check(patch: pytest.MonkeyPatch) -> None:
    """An entry is looked up by its identifier alone."""
    from functions.ledger import repository
    from shared.gcp.firestore import client, read_all

    real = repository.Read.__init__

    def look_up(self: Any, uid: str, entry_id: str, snapshot: Any = None) -> None:
        rows = read_all(client().collection_group("expenses")) if snapshot is None else ()
        real(self, uid, entry_id, next((row for row in rows if row.id == entry_id), snapshot))

    patch.setattr(repository.Read, "__init__", look_up)


def outbox_after_the_commit(patch: pytest.MonkeyPatch) -> None:
    """Events are put into the outbox once the state is committed."""
    from shared.gcp import firestore

    emit, run = firestore.Commit.emit, firestore.Commit.run

    def remember(self: Any, event: Any, at: Any) -> None:
        state, self._batch = self._batch, firestore.client().batch()
        emit(self, event, at)
        self.rows, self._batch = [*getattr(self, "rows", []), self._batch], state

    def run_and_tell(self: Any) -> None:
        run(self)
        for row in getattr(self, "rows", []):
            row.commit()

    patch.setattr(firestore.Commit, "emit", remember)
    patch.setattr(firestore.Commit, "run", run_and_tell)


def marker_in_another_commit(patch: pytest.MonkeyPatch) -> None:
    """Whether an event was processed is looked up before, and marked after, its effect."""
    from shared.gcp import firestore
    from shared.gcp.idempotency import Processed
    from shared.web import subscriber

    mark = Processed.write
    handle: Any = subscriber._handle

    def look_then_mark(*about: Any, **how: Any) -> None:
        *before, handler, message = about
        marks: list[Any] = []

        def guarded(context: Any, event: Any) -> None:
            if firestore.get(context.guard.ref).exists:
                return
            handler(context, event)
            marks.append(context.guard)

        handle(*before, guarded, message, **how)
        for guard in marks:
            batch = firestore.client().batch()
            mark(guard, batch)
            batch.commit()

    patch.setattr(Processed, "write", lambda _self, _batch: None)
    patch.setattr(subscriber, "_handle", look_then_mark)


def contention_not_mapped(patch: pytest.MonkeyPatch) -> None:
    """What the store says of a failed precondition goes up as it is."""
    from shared.errors import Unavailable
    from shared.gcp import firestore

    def run(self: Any) -> None:
        self.guard.write(self._batch)
        try:
            self._batch.commit(retry=firestore._RETRY, timeout=10.0)
        except firestore._DOWN:
            raise Unavailable("down") from None

    patch.setattr(firestore.Commit, "run", run)


def expiry_left_to_ttl(patch: pytest.MonkeyPatch) -> None:
    """A key is good for as long as its document is there."""
    from shared.gcp import idempotency

    real = idempotency.RequestKey._check
    never = datetime(9999, 1, 1, tzinfo=UTC)
    patch.setattr(idempotency.RequestKey, "_check", lambda self, stored: real(self, {**stored, "expires_at": never}))


def period_in_utc(patch: pytest.MonkeyPatch) -> None:
    """Today is the day in Greenwich."""
    from shared import period

    real = period.today_in
    for module in staging.product():
        for name, value in list(vars(module).items()):
            if value is real:
                patch.setattr(module, name, lambda moment, _zone: moment.astimezone(UTC).date())


def if_match_ignored(patch: pytest.MonkeyPatch) -> None:
    """Edits are made whatever the client has seen."""
    from functions.expenses import api

    patch.setattr(api, "expecting", lambda *_: None)


def alert_on_each_expense(patch: pytest.MonkeyPatch) -> None:
    """What was told before is forgotten: each expense over a threshold is told anew."""
    from functions.budget.models import Watch
    from functions.budget.repository import budgets as repository

    real = repository.ReadWatch.__init__

    class Forgotten(frozenset[int]):
        """Empty, and never the same as what is reached now, so that it is always written anew."""

        def __eq__(self, other: object) -> bool:
            return False

        __hash__ = frozenset.__hash__

    def forget(self: Any, snapshot: Any) -> None:
        real(self, snapshot)
        self.watch = Watch(Forgotten(), self.watch.armings)

    patch.setattr(repository.ReadWatch, "__init__", forget)


def undo_run_twice(patch: pytest.MonkeyPatch) -> None:
    """An Action that was undone is undone once more, whatever became of its entry."""
    from dataclasses import replace

    from functions.journal import repository
    from functions.journal.service import turning
    from functions.ledger import service as ledger

    real = ledger.apply_change

    def apply(context: Any, commit: Any, change: Any) -> Any:
        return real(context, commit, replace(change, version_after=ledger.Read(context.uid, change.id).entry.version))

    def chosen(uid: str, action_id: str, scope: str, _way: Any) -> list[repository.Read]:
        asked = repository.Read.of(uid, action_id)
        turn_id = asked.action.turn_id
        return [asked] if scope == "action" or turn_id is None else repository.turn(uid, turn_id)

    patch.setattr(turning, "_chosen", chosen)
    patch.setattr(ledger, "apply_change", apply)


def total_read_before_it_is_written(patch: pytest.MonkeyPatch) -> None:
    """The new total is reckoned from the one that was read."""
    from functions.ledger import repository
    from shared.gcp.firestore import get

    def move(commit: Any, uid: str, sums: Any) -> None:
        for start, period in sums.items():
            ref = repository._period(uid, start)
            stored = get(ref).to_dict() or {}
            moved: dict[str, Any] = {"start": start}
            for (currency, budget), minor in period["totals"].items():
                old = stored.get("totals", {}).get(currency, {}).get(budget, 0)
                moved.setdefault("totals", {}).setdefault(currency, {})[budget] = old + minor
            for (currency, _), minor in period["income"].items():
                moved.setdefault("income", {})[currency] = stored.get("income", {}).get(currency, 0) + minor
            commit.merge(ref, moved)

    patch.setattr(repository, "move_totals", move)


def key_checked_but_not_committed(patch: pytest.MonkeyPatch) -> None:
    """A key is looked up before the work and written after it."""
    from shared import context
    from shared.gcp import idempotency

    write, finish = idempotency.RequestKey.write, context.Context.finish

    def finish_then_keep(self: Any, commit: Any, answer: Any = None) -> None:
        from shared.gcp import firestore

        finish(self, commit, answer)
        if isinstance(self.guard, idempotency.RequestKey):
            batch = firestore.client().batch()
            write(self.guard, batch)
            batch.commit()

    patch.setattr(idempotency.RequestKey, "write", lambda _self, _batch: None)
    patch.setattr(context.Context, "finish", finish_then_keep)


def nothing_is_swept(patch: pytest.MonkeyPatch) -> None:
    """What was not published at once is never published."""
    from shared.gcp import outbox

    patch.setattr(outbox, "sweep", lambda _now: 0)


def key_names_what_it_makes(patch: pytest.MonkeyPatch) -> None:
    """Found by the simulation: after its day a key made the same identifiers again, and was refused for good."""
    from shared import context

    patch.setattr(context.Context, "work", property(lambda self: self.guard.ref.id))


PLANTED: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        bare_increment,
        float_in_a_sum,
        no_ownership_check,
        outbox_after_the_commit,
        marker_in_another_commit,
        contention_not_mapped,
        expiry_left_to_ttl,
        period_in_utc,
        if_match_ignored,
        alert_on_each_expense,
        undo_run_twice,
        total_read_before_it_is_written,
        key_checked_but_not_committed,
        nothing_is_swept,
        key_names_what_it_makes,
        *OF_BUDGETS,
        *OF_CHAT,
        *OF_DECISIONS,
        *OF_ALLOWANCE,
    )
}
