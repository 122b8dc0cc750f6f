"""How one change of an entry is told: to the journal by what differs, to other features by an event."""

from collections.abc import Mapping
from typing import Any

from functions.journal.models import Change
from functions.ledger import repository, rules
from functions.ledger.models import Entry
from shared.context import Context
from shared.events import Event, ExpenseChanged, ExpenseDeleted, ExpenseRecorded, ExpenseState, SplitShare

# What follows from the rest, or from the number of the version: not a difference that anybody made.
_BOOKKEEPING = frozenset(
    {"version", "created_at", "updated_at", "period_start", "start_day", "budget_ids", "deleted", "read_after"}
)
# What the Action of a new entry tells. The whole of it is the entry's first version: kept once.
_TOLD = ("kind", "product_name", "minor", "currency", "date", "status", "budget_id", "category_name", "merchant")


def made(entry: Entry) -> Change:
    """The change that a new entry is."""
    stored = repository.document(entry)
    after = {name: stored[name] for name in _TOLD}
    return Change("expense", entry.id, None, after, None, entry.version, entry.currency)


def difference(before: Entry, after: Entry) -> Change:
    """What differs between two versions of an entry, in stored form."""
    old, new = repository.document(before), repository.document(after)
    names = sorted(name for name in old if name not in _BOOKKEEPING and old[name] != new[name])
    return Change(
        "expense",
        before.id,
        {name: old[name] for name in names},
        {name: new[name] for name in names},
        before.version,
        after.version,
        after.currency,
    )


def with_fields(entry: Entry, fields: Mapping[str, Any]) -> Entry:
    """The entry with some fields as a Change keeps them."""
    return repository.entry_of(entry.id, {**repository.document(entry), **fields})


def recorded(context: Context, entry: Entry) -> ExpenseRecorded:
    """The event of an entry that counts now."""
    return ExpenseRecorded(**_told(context, entry))


def event_of(context: Context, before: Entry, after: Entry) -> Event | None:
    """The event of a change. None when the entry counted neither before nor after: nobody ever heard of it.

    One that counts for the first time is recorded. One that was deleted and is restored was recorded before: it is
    changed, from no shares. One that waits for a review again is changed to no shares.
    """
    counted_before, counts_now = rules.counts(before), rules.counts(after)
    if not counted_before and not counts_now:
        return None
    if not counted_before and before.status != "deleted":
        return recorded(context, after)
    told = _told(context, after)
    if after.status == "deleted":
        return ExpenseDeleted(**told, before=_state(before))
    return ExpenseChanged(**told, before=_state(before), after=_state(after))


def _told(context: Context, entry: Entry) -> dict[str, Any]:
    state = _state(entry)
    return {
        "uid": context.uid,
        "occurred_at": context.now,
        "cause": context.cause,
        "expense_id": entry.id,
        "entry_version": entry.version,
        "period_start": state.period_start,
        "splits": state.splits,
        "currency": state.currency,
        "kind": entry.kind,
    }


def _state(entry: Entry) -> ExpenseState:
    """What the entry weighs; an entry that does not count has no shares."""
    currency, shares = rules.counted(entry)
    splits = tuple(SplitShare(budget_id=share.budget_id, minor=share.minor) for share in shares)
    return ExpenseState(
        period_start=entry.period_start, splits=splits if rules.counts(entry) else (), currency=currency
    )
