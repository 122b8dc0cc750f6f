"""The ledger in the store: entries `users/{uid}/expenses/{id}`, running sums `users/{uid}/periods/{start}`."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from functions.ledger.models import Duplicate, Entry, Filter, Item, Receipt, Split, Totals
from functions.ledger.rules import NO_BUDGET, added
from shared.errors import NotFound
from shared.gcp.firestore import Commit, Increment, client, get, newest_first, read_all, user, where

Position = tuple[str, datetime, str]


def _entries(uid: str) -> Any:
    return user(uid).collection("expenses")


def _period(uid: str, start: str) -> Any:
    return user(uid).collection("periods").document(start)


def _document(entry: Entry) -> dict[str, Any]:
    stored = asdict(entry)
    del stored["id"]
    return {**stored, "date": entry.date.isoformat(), "deleted": entry.status == "deleted"}


def _entry(snapshot: Any) -> Entry:
    stored = snapshot.to_dict()
    del stored["deleted"]
    receipt = stored.pop("receipt")
    return Entry(
        id=snapshot.id,
        date=date.fromisoformat(stored.pop("date")),
        items=tuple(Item(**row) for row in stored.pop("items")),
        splits=tuple(Split(**row) for row in stored.pop("splits")),
        receipt=Receipt(**receipt) if receipt else None,
        possible_duplicate_of=tuple(Duplicate(**row) for row in stored.pop("possible_duplicate_of")),
        **stored,
    )


def add_entries(commit: Commit, uid: str, entries: Iterable[Entry]) -> None:
    """Create the entries; one that exists makes the commit Contended."""
    for entry in entries:
        commit.create(_entries(uid).document(entry.id), _document(entry))


def add_to_totals(commit: Commit, uid: str, entries: Iterable[Entry]) -> None:
    """Move the sums of each period by what the entries add, without reading them."""
    for start, sums in added(entries).items():
        moved: dict[str, Any] = {"start": start}
        for (currency, budget_id), minor in sums["totals"].items():
            moved.setdefault("totals", {}).setdefault(currency, {})[budget_id] = Increment(minor)
        for (currency, _), minor in sums["income"].items():
            moved.setdefault("income", {})[currency] = Increment(minor)
        commit.merge(_period(uid, start), moved)


def totals(uid: str, start: str) -> Totals:
    """The sums of a period; empty when nothing was recorded in it. One read."""
    stored = get(_period(uid, start)).to_dict() or {}
    spent = {
        (currency, None if budget_id == NO_BUDGET else budget_id): int(minor)
        for currency, row in stored.get("totals", {}).items()
        for budget_id, minor in row.items()
    }
    return Totals(spent, {currency: int(minor) for currency, minor in stored.get("income", {}).items()})


class Read:
    """A read entry and the write that fails when somebody else wrote in between. Raises NotFound."""

    def __init__(self, uid: str, entry_id: str) -> None:
        self._snapshot = get(_entries(uid).document(entry_id))
        if not self._snapshot.exists:
            raise NotFound("There is no such expense.")
        self.entry = _entry(self._snapshot)

    def replace(self, commit: Commit, entry: Entry) -> None:
        """Put the new state into the commit."""
        commit.update(self._snapshot, _document(entry))


def page(uid: str, wanted: Filter, after: Position | None, limit: int) -> Iterator[Entry]:
    """Entries by date, newest first, from after a position; reads no more than `limit`."""
    query = _entries(uid)
    same: dict[str, Any] = {"budget_id": wanted.budget_id, "kind": wanted.kind, "currency": wanted.currency}
    same["status"] = wanted.status
    for name, value in same.items():
        if value is not None:
            query = where(query, name, "==", value)
    if wanted.status is None:
        query = where(query, "deleted", "==", False)
    if wanted.first:
        query = where(query, "date", ">=", wanted.first.isoformat())
    if wanted.last:
        query = where(query, "date", "<=", wanted.last.isoformat())
    query = newest_first(query, "date", "created_at")
    if after:
        day, created_at, entry_id = after
        reference = _entries(uid).document(entry_id)
        query = query.start_after({"date": day, "created_at": created_at, "__name__": reference})
    return map(_entry, read_all(query.limit(limit)))


def with_receipt(uid: str, sha256: str, limit: int = 5) -> list[Entry]:
    """Entries that came from a file of the same bytes and were not deleted."""
    query = where(where(_entries(uid), "receipt.sha256", "==", sha256), "deleted", "==", False)
    return [_entry(row) for row in read_all(query.limit(limit))]


def pending(limit: int) -> list[tuple[str, str]]:
    """(uid, entry id) of what waits to be read, of all people, the longest waiting first."""
    query = where(client().collection_group("expenses"), "status", "==", "pending").order_by("updated_at").limit(limit)
    return [(row.reference.parent.parent.id, row.id) for row in read_all(query)]
