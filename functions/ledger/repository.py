"""The ledger in the store: entries `users/{uid}/expenses/{id}`, their former states in `…/versions/{number}` and the
running sums `users/{uid}/periods/{start}`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from functions.ledger.models import Duplicate, Entry, Exchange, Filter, Item, Receipt, Split, Totals
from functions.ledger.rules import NO_BUDGET, Sums
from shared.errors import NotFound
from shared.gcp.firestore import Commit, Increment, client, get, newest_first, read_all, user, where

Position = tuple[str, datetime, str]
# Kept beside an entry for queries alone: they follow from the rest.
_DERIVED = ("deleted", "start_day", "budget_ids")


def _entries(uid: str) -> Any:
    return user(uid).collection("expenses")


def _period(uid: str, start: str) -> Any:
    return user(uid).collection("periods").document(start)


def _versions(uid: str, entry_id: str) -> Any:
    return _entries(uid).document(entry_id).collection("versions")


def _start_day(period_start: str) -> int:
    return date.fromisoformat(period_start).day


def document(entry: Entry) -> dict[str, Any]:
    """The entry as the store keeps it."""
    stored = asdict(entry)
    del stored["id"]
    if exchange := stored["exchange"]:
        exchange["date"] = exchange["date"].isoformat()
    return {
        **stored,
        "date": entry.date.isoformat(),
        "deleted": entry.status == "deleted",
        "start_day": _start_day(entry.period_start),
        "budget_ids": sorted({share.budget_id for share in entry.shares if share.budget_id}),
    }


def entry_of(entry_id: str, document: Mapping[str, Any]) -> Entry:
    """The inverse of `document`."""
    stored = {name: value for name, value in document.items() if name not in _DERIVED}
    receipt, exchange = stored.pop("receipt"), stored.pop("exchange", None)
    return Entry(
        id=entry_id,
        date=date.fromisoformat(stored.pop("date")),
        items=tuple(Item(**row) for row in stored.pop("items")),
        splits=tuple(Split(**row) for row in stored.pop("splits")),
        receipt=Receipt(**receipt) if receipt else None,
        possible_duplicate_of=tuple(Duplicate(**row) for row in stored.pop("possible_duplicate_of")),
        exchange=Exchange(**{**exchange, "date": date.fromisoformat(exchange["date"])}) if exchange else None,
        **stored,
    )


def _entry(snapshot: Any) -> Entry:
    return entry_of(snapshot.id, snapshot.to_dict())


def _former(entry_id: str, snapshot: Any) -> Entry:
    return entry_of(entry_id, snapshot.to_dict())


def add_entries(commit: Commit, uid: str, entries: Iterable[Entry]) -> None:
    """Create the entries; one that exists makes the commit Contended."""
    for entry in entries:
        commit.create(_entries(uid).document(entry.id), document(entry))


def move_totals(commit: Commit, uid: str, sums: Sums) -> None:
    """Move the sums of each period without reading them; what does not move is not written."""
    for start, period in sums.items():
        moved: dict[str, Any] = {"start": start}
        for (currency, budget_id), minor in period["totals"].items():
            if minor:
                moved.setdefault("totals", {}).setdefault(currency, {})[budget_id] = Increment(minor)
        for (currency, _), minor in period["income"].items():
            if minor:
                moved.setdefault("income", {})[currency] = Increment(minor)
        if len(moved) > 1:
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
        self._uid = uid
        self._snapshot: Any = get(_entries(uid).document(entry_id))
        if not self._snapshot.exists:
            raise NotFound("There is no such expense.")
        self.entry = _entry(self._snapshot)

    def replace(self, commit: Commit, entry: Entry) -> None:
        """Put the new state into the commit, and the former one as it stands among the versions."""
        former = self.entry
        commit.create(_versions(self._uid, former.id).document(str(former.version)), self._snapshot.to_dict())
        commit.update(self._snapshot, document(entry))


def former_states(uid: str, entry_id: str) -> list[Entry]:
    """What the entry was before, the first version first."""
    query = _versions(uid, entry_id).order_by("version")
    return [_former(entry_id, row) for row in read_all(query)]


def former_state(uid: str, entry_id: str, version: int) -> Entry:
    """One former version. Raises NotFound."""
    found = get(_versions(uid, entry_id).document(str(version)))
    if not found.exists:
        raise NotFound("There is no such version.")
    return _former(entry_id, found)


def page(uid: str, wanted: Filter, after: Position | None, limit: int) -> Iterator[Entry]:
    """Entries by date, newest first, from after a position; reads no more than `limit`."""
    query = _entries(uid)
    same: dict[str, Any] = {"kind": wanted.kind, "currency": wanted.currency, "status": wanted.status}
    for name, value in same.items():
        if value is not None:
            query = where(query, name, "==", value)
    if wanted.budget_id is not None:
        query = where(query, "budget_ids", "array_contains", wanted.budget_id)
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
