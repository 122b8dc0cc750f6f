"""Read entries and sums."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from functions.ledger import repository
from functions.ledger.models import Entry, Filter, Totals
from functions.ledger.repository import Position, Read
from shared.errors import NotFound
from shared.gcp.firestore import Commit


def totals(uid: str, start: str, moment: Any = None) -> Totals:
    """The running sums of the period that starts on `start`, as they are or were at a moment. One read."""
    return repository.totals(uid, start, moment)


def totals_between(uid: str, first: str, last: str) -> dict[str, Totals]:
    """The running sums of periods that start in these days, by their start. One query."""
    return repository.totals_between(uid, first, last)


def read_entry(uid: str, entry_id: str) -> Read:
    """An entry that was not deleted, to be changed. Raises NotFound."""
    read = Read(uid, entry_id)
    if read.entry.status == "deleted":
        raise NotFound("There is no such expense.")
    return read


def get_entry(uid: str, entry_id: str) -> Entry:
    """An entry that was not deleted. Raises NotFound."""
    return read_entry(uid, entry_id).entry


def find_entries(uid: str, wanted: Filter, after: Position | None, limit: int) -> Iterator[Entry]:
    """Entries, newest first; at most `limit`."""
    return repository.page(uid, wanted, after, limit)


def count_entries(uid: str, wanted: Filter, most: int | None = None) -> int:
    """How many entries there are, counted no further than `most`. One read for each thousand of them."""
    return repository.count(uid, wanted, most)


def first_day(uid: str) -> date | None:
    """The day on which records begin; None without any. One read."""
    return repository.first_day(uid)


def same_receipt(uid: str, sha256: str) -> list[Entry]:
    """Entries that came from the same file."""
    return repository.with_receipt(uid, sha256)


def entries_of_receipt(uid: str, receipt_id: str) -> list[Entry]:
    """Entries that came from one receipt, deleted ones too."""
    return repository.of_receipt(uid, receipt_id)


def pending_entries(limit: int, now: datetime) -> list[tuple[str, str]]:
    """(uid, entry id) of receipts that wait to be read and do not stand back at this moment."""
    return repository.pending(limit, now)


def stand_back(commit: Commit, read: repository.Read, until: datetime) -> None:
    """Put into the commit that a waiting receipt is not to be read before a moment; it fails on a newer state."""
    read.stand_back(commit, until)


def largest(uid: str, start: str, currency: str, limit: int, budget_id: str | None = None) -> list[Entry]:
    """The largest expenses of the period that starts on `start`, the largest first; at most `limit` reads.

    With `budget_id` those that this budget bears, or a part of.
    """
    return repository.largest(uid, start, currency, limit, budget_id)
