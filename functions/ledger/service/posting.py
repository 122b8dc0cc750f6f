"""Post new entries, and settle what waited for its receipt to be read."""

from collections.abc import Sequence

from functions.journal.models import Change
from functions.ledger import repository, rules
from functions.ledger.models import Entry
from functions.ledger.repository import Read
from functions.ledger.service import changes
from functions.ledger.service.editing import put
from shared.context import Context
from shared.gcp.firestore import Commit


def post(context: Context, commit: Commit, entries: Sequence[Entry]) -> list[Change]:
    """Put new entries into the commit, with what the posted ones add to the totals and their events. Reads nothing."""
    repository.add_entries(commit, context.uid, entries)
    repository.move_totals(commit, context.uid, rules.fold(entries))
    for entry in entries:
        if rules.counts(entry):
            commit.emit(changes.recorded(context, entry), context.now)
    return [changes.made(entry) for entry in entries]


def settle(context: Context, commit: Commit, read: Read, entries: Sequence[Entry]) -> list[Change]:
    """Put the reading of a pending entry into the commit: the first is its next version, others are added."""
    return [put(context, commit, read, entries[0]), *post(context, commit, entries[1:])]
