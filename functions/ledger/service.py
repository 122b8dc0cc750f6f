"""Use cases of the ledger: post entries, settle what waited, read entries and sums."""

from collections.abc import Iterable, Iterator, Sequence

from functions.ledger import repository, rules
from functions.ledger.models import Entry, Filter, Totals
from functions.ledger.repository import Position, Read
from shared.context import Context
from shared.errors import NotFound
from shared.events import ExpenseRecorded, SplitShare
from shared.gcp.firestore import Commit

__all__ = [
    "Position",
    "Read",
    "find_entries",
    "get_entry",
    "pending_entries",
    "post",
    "same_receipt",
    "settle",
    "totals",
]


def _recorded(context: Context, entry: Entry) -> ExpenseRecorded:
    return ExpenseRecorded(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        expense_id=entry.id,
        entry_version=entry.version,
        period_start=entry.period_start,
        splits=tuple(SplitShare(budget_id=share.budget_id, minor=share.minor) for share in entry.shares),
        currency=entry.currency,
        kind=entry.kind,
    )


def _count(context: Context, commit: Commit, entries: Iterable[Entry]) -> None:
    counted = [entry for entry in entries if rules.counts(entry)]
    repository.add_to_totals(commit, context.uid, counted)
    for entry in counted:
        commit.emit(_recorded(context, entry), context.now)


def post(context: Context, commit: Commit, entries: Sequence[Entry]) -> None:
    """Put new entries into the commit, with what the posted ones add to the totals and their events."""
    repository.add_entries(commit, context.uid, entries)
    _count(context, commit, entries)


def settle(context: Context, commit: Commit, read: Read, entries: Sequence[Entry]) -> None:
    """Put the reading of a pending entry into the commit: the first replaces it, others are added."""
    read.replace(commit, entries[0])
    repository.add_entries(commit, context.uid, entries[1:])
    _count(context, commit, entries)


def totals(uid: str, start: str) -> Totals:
    """The running sums of the period that starts on `start`. One read."""
    return repository.totals(uid, start)


def get_entry(uid: str, entry_id: str) -> Entry:
    """An entry that was not deleted. Raises NotFound."""
    entry = Read(uid, entry_id).entry
    if entry.status == "deleted":
        raise NotFound("There is no such expense.")
    return entry


def find_entries(uid: str, wanted: Filter, after: Position | None, limit: int) -> Iterator[Entry]:
    """Entries, newest first; at most `limit`."""
    return repository.page(uid, wanted, after, limit)


def same_receipt(uid: str, sha256: str) -> list[Entry]:
    """Entries that came from the same file."""
    return repository.with_receipt(uid, sha256)


def pending_entries(limit: int) -> list[tuple[str, str]]:
    """(uid, entry id) of receipts that wait to be read."""
    return repository.pending(limit)
