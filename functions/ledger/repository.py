"""The ledger in the store: entries `users/{uid}/expenses/{id}`, their former states in `…/versions/{number}` and the
running sums `users/{uid}/periods/{start}`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from functions.ledger.models import Duplicate, Entry, Exchange, Filter, Item, Receipt, Split, Totals
from functions.ledger.rules import NO_BUDGET, Sums, fold, merge
from shared.errors import NotFound
from shared.gcp.firestore import (
    Commit,
    Increment,
    at_one_moment,
    by_name,
    client,
    count_of,
    get,
    newest_first,
    newest_page,
    read_all,
    user,
    where,
)

Position = tuple[str, datetime, str]
_ORDER = ("date", "created_at")
# Kept beside an entry for queries alone. They follow from the rest, but for `read_after` of a receipt that stands back.
_DERIVED = ("deleted", "start_day", "budget_ids", "read_after")


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
        "read_after": entry.updated_at if entry.status == "pending" else None,
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


def totals(uid: str, start: str, moment: Any = None) -> Totals:
    """The sums of a period, as they are or were at a moment; empty when nothing was recorded in it. One read."""
    return totals_in(get(_period(uid, start), moment))


def totals_between(uid: str, first: str, last: str) -> dict[str, Totals]:
    """The sums of periods that start in these days, by their start; as many reads as periods hold something."""
    query = where(where(user(uid).collection("periods"), "start", ">=", first), "start", "<=", last)
    return {row.id: totals_in(row) for row in read_all(query)}


def totals_reference(uid: str, start: str) -> Any:
    """Where the sums of a period are kept, to be read together with something else: see `totals_in`."""
    return _period(uid, start)


def totals_in(snapshot: Any) -> Totals:
    """The sums that were read."""
    stored = snapshot.to_dict() or {}
    spent = {
        (currency, None if budget_id == NO_BUDGET else budget_id): int(minor)
        for currency, row in stored.get("totals", {}).items()
        for budget_id, minor in row.items()
    }
    return Totals(spent, {currency: int(minor) for currency, minor in stored.get("income", {}).items()})


class Read:
    """A read entry and the write that fails when somebody else wrote in between. Raises NotFound."""

    def __init__(self, uid: str, entry_id: str, snapshot: Any = None) -> None:
        self._uid = uid
        self._snapshot: Any = get(_entries(uid).document(entry_id)) if snapshot is None else snapshot
        if not self._snapshot.exists:
            raise NotFound("There is no such expense.")
        self.entry = _entry(self._snapshot)

    def replace(self, commit: Commit, entry: Entry) -> None:
        """Put the new state into the commit, and the former one as it stands among the versions."""
        former = self.entry
        commit.create(_versions(self._uid, former.id).document(str(former.version)), self._snapshot.to_dict())
        commit.update(self._snapshot, document(entry))

    def stand_back(self, commit: Commit, until: datetime) -> None:
        """Have nobody try to read it before a moment, as the same version: nobody has changed it."""
        commit.update(self._snapshot, {"read_after": until})

    def move(self, commit: Commit, period_start: str) -> None:
        """Put the entry into another period, as the same version: nobody has changed it."""
        commit.update(self._snapshot, {"period_start": period_start, "start_day": _start_day(period_start)})


def misplaced(uid: str, start_day: int, limit: int) -> list[Read]:
    """Entries in a period that starts on another day of the month than this one."""
    found: list[Any] = []
    for operator in ("<", ">"):
        query = where(_entries(uid), "start_day", operator, start_day)
        found += read_all(query.limit(limit - len(found))) if len(found) < limit else []
    return [Read(uid, row.id, row) for row in found]


class ReadTotals:
    """The sums of a period as they were read, and a correction that fails when they moved since."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        self.start: str = snapshot.id

    @property
    def sums(self) -> Sums:
        """As `fold` gives them. What is no integer counts as nothing, as it does for an increment."""
        stored = self._snapshot.to_dict() or {}
        spent = {
            (currency, budget_id): minor
            for currency, row in stored.get("totals", {}).items()
            for budget_id, minor in row.items()
            if isinstance(minor, int)
        }
        income = {(name, ""): minor for name, minor in stored.get("income", {}).items() if isinstance(minor, int)}
        return {self.start: {"totals": Counter(spent), "income": Counter(income)}}

    def correct(self, commit: Commit, uid: str, about: Mapping[str, Any], cells: Mapping[str, int]) -> None:
        """Move cells such as `totals.DZD.none`, and keep a record of it in the same commit."""
        if self._snapshot.exists:
            commit.update(self._snapshot, {place: Increment(minor) for place, minor in cells.items()})
        else:
            commit.create(self._snapshot.reference, {"start": self.start, **_nested(cells)})
        record = {**about, "period_start": self.start, "cells": dict(cells)}
        commit.create(user(uid).collection("corrections").document(f"{about['run']}_{self.start}"), record)


def _nested(cells: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, minor in cells.items():
        *path, last = place.split(".")
        into = found
        for name in path:
            into = into.setdefault(name, {})
        into[last] = minor
    return found


def entries_and_totals(uid: str, size: int = 300) -> tuple[int, Sums, list[ReadTotals]]:
    """How many entries there are, what they add up to, and the kept sums, all of one moment. Pages of `size`."""

    def read(moment: Any) -> tuple[int, Sums, list[ReadTotals]]:
        sums: Sums = {}
        count, last = 0, None
        while rows := read_all(by_name(_entries(uid), last, size), moment):
            count, last = count + len(rows), rows[-1].reference
            merge(sums, fold(map(_entry, rows)))
        kept = [ReadTotals(row) for row in read_all(user(uid).collection("periods"), moment)]
        without = sums.keys() - {one.start for one in kept}
        kept += [ReadTotals(get(_period(uid, start), moment)) for start in sorted(without)]
        return count, sums, kept

    return at_one_moment(read)


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


def _selected(uid: str, wanted: Filter) -> Any:
    """The query for these entries."""
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
    return query


def page(uid: str, wanted: Filter, after: Position | None, limit: int) -> Iterator[Entry]:
    """Entries by date, newest first, from after a position; reads no more than `limit`."""
    return map(_entry, read_all(newest_page(_selected(uid, wanted), _ORDER, after, limit)))


def largest(uid: str, start: str, currency: str, limit: int, budget_id: str | None = None) -> list[Entry]:
    """The largest posted expenses of a period in one currency, the largest first; reads no more than `limit`.

    With `budget_id` those that this budget bears, or a part of.
    """
    query = _entries(uid)
    if budget_id is not None:
        query = where(query, "budget_ids", "array_contains", budget_id)
    for name, value in (("currency", currency), ("kind", "expense"), ("period_start", start), ("status", "posted")):
        query = where(query, name, "==", value)
    return [_entry(row) for row in read_all(newest_first(query, "minor").limit(limit))]


def first_day(uid: str) -> date | None:
    """The earliest date of any entry, deleted ones too; None without any. One read."""
    rows = read_all(_entries(uid).order_by("date").limit(1))
    return date.fromisoformat((rows[0].to_dict() or {})["date"]) if rows else None


def count(uid: str, wanted: Filter, most: int | None = None) -> int:
    """How many entries there are, counted no further than `most`. One read for each thousand."""
    query = newest_first(_selected(uid, wanted), *_ORDER)
    return count_of(query if most is None else query.limit(most))


def with_receipt(uid: str, sha256: str, limit: int = 5) -> list[Entry]:
    """Entries that came from a file of the same bytes and were not deleted."""
    query = where(where(_entries(uid), "receipt.sha256", "==", sha256), "deleted", "==", False)
    return [_entry(row) for row in read_all(query.limit(limit))]


def of_receipt(uid: str, receipt_id: str) -> list[Entry]:
    """All entries that came from one file, deleted ones too."""
    return [_entry(row) for row in read_all(where(_entries(uid), "receipt.id", "==", receipt_id))]


def pending(limit: int, now: datetime) -> list[tuple[str, str]]:
    """(uid, entry id) of what is to be read by now, of all people, the longest waiting first."""
    waiting = where(client().collection_group("expenses"), "status", "==", "pending")
    query = where(waiting, "read_after", "<=", now).order_by("read_after").limit(limit)
    return [(row.reference.parent.parent.id, row.id) for row in read_all(query)]
