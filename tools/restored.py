"""Whether a database that was restored is whole: `python -m tools.restored`, for the drill of docs/deploy.md.

It reads the database that FIRESTORE_DATABASE names, of GOOGLE_CLOUD_PROJECT or of an emulator, and writes nothing:

- the sums of every period are what its entries add up to, for everybody;
- every audit trail is a whole chain;
- with `--before`, no entry was made after the moment that was restored.

It prints one digest over all sums: two databases that hold the same ledger have the same one. The exit status is 1 when
something is wrong; people are named by the stand-in that logs use.
"""

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from functions.journal.service import auditing
from functions.ledger import repository, rules
from shared import logs
from shared.gcp.firestore import by_name, client, newest_first, read_all, user

_PAGE = 300


@dataclass(slots=True)
class Found:
    """What was counted, the moment of the newest entry, what is wrong, and the lines that the digest is over."""

    people: int = 0
    entries: int = 0
    periods: int = 0
    audit_rows: int = 0
    newest: datetime | None = None
    faults: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """SHA-256 over who has what sum in which period; zeros do not count."""
        return hashlib.sha256("\n".join(sorted(self.lines)).encode()).hexdigest()


def everybody() -> Iterator[str]:
    """All uids in order. The walk of the schedules is not used: it notes how far it has come."""
    last = None
    while rows := read_all(by_name(client().collection("users").select([]), last, _PAGE)):
        yield from (row.id for row in rows)
        last = rows[-1].reference


def _newest(uid: str) -> datetime | None:
    rows = read_all(newest_first(user(uid).collection("expenses"), "created_at").limit(1))
    return next((row.get("created_at") for row in rows), None)


def _ledger(uid: str, found: Found) -> None:
    entries, sums, kept = repository.entries_and_totals(uid)
    stored: rules.Sums = {}
    for period in kept:
        rules.merge(stored, period.sums)
    found.entries += entries
    found.periods += len(kept)
    for start, cells in rules.differing(sums, stored).items():
        found.faults += [f"{logs.who(uid)}: {start} {place} is not what the entries add up to" for place in cells]
    for start, cells_of in sums.items():
        found.lines += _told(uid, start, cells_of)


def _told(uid: str, start: str, period: Mapping[str, Mapping[tuple[str, str], int]]) -> Iterator[str]:
    for name, cells in period.items():
        yield from (f"{uid} {start} {name} {'.'.join(place)} {minor}" for place, minor in cells.items() if minor)


def looked_at(before: datetime | None = None) -> Found:
    """Look at everybody. Raises Unavailable when the store does not answer."""
    found = Found()
    for uid in everybody():
        found.people += 1
        _ledger(uid, found)
        found.audit_rows += len(auditing.audit_trail(uid))
        found.faults += [f"{logs.who(uid)}: audit: {fault}" for fault in auditing.tampering(uid)]
        newest = _newest(uid)
        found.newest = max(filter(None, (found.newest, newest)), default=None)
        if before and newest and newest > before:
            found.faults.append(f"{logs.who(uid)}: an entry is younger than the moment that was restored")
    if not found.people:
        found.faults.append("there is nobody in this database")
    return found


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=_moment, help="the moment that was restored, RFC 3339 (UTC where no zone)")
    began = time.monotonic()
    found = looked_at(parser.parse_args(arguments).before)
    print(f"{found.people} people, {found.entries} entries, {found.periods} periods, {found.audit_rows} audit rows")
    print(f"newest entry {found.newest or 'none'}; ledger {found.digest[:16]}; {time.monotonic() - began:.0f} s")
    print("\n".join(found.faults) or "whole")
    return bool(found.faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
