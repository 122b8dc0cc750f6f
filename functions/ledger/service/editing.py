"""Change an entry: its next version, its former one kept, the difference in the totals, and an event, in one commit.

Each function puts these into the caller's commit and gives the `Change` for the journal. The commit is Contended when
somebody else wrote the entry since it was read.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from functions.journal.models import Blocked, Change
from functions.ledger import repository, rules
from functions.ledger.models import Entry
from functions.ledger.repository import Read
from functions.ledger.service import changes
from functions.users import service as users
from shared.context import Context
from shared.errors import Conflict, NotFound
from shared.gcp.firestore import Commit
from shared.period import period_of


def put(context: Context, commit: Commit, read: Read, changed: Entry) -> Change:
    """Put the next version of a read entry into the commit; its number and time are set here."""
    before = read.entry
    if before.status == "deleted" and changed.status != "deleted":
        changed = rules.with_its_file(changed, before.updated_at, context.now)
    after = replace(changed, id=before.id, version=before.version + 1, updated_at=context.now)
    read.replace(commit, after)
    repository.move_totals(commit, context.uid, rules.moved(before, after))
    if event := changes.event_of(context, before, after):
        commit.emit(event, context.now)
    return changes.difference(before, after)


def edit(context: Context, commit: Commit, read: Read, changed: Entry) -> Change:
    """The entry as a person wants it. `changed` carries the period of its date."""
    return put(context, commit, read, changed)


def remove(context: Context, commit: Commit, read: Read) -> Change:
    """The entry deleted: it counts no longer, and can be restored."""
    return put(context, commit, read, replace(read.entry, status="deleted"))


def restore(context: Context, commit: Commit, read: Read) -> Change:
    """A deleted entry as it was before. Raises Conflict when it is not deleted."""
    if read.entry.status != "deleted":
        raise Conflict("This expense is not deleted.")
    former = repository.former_state(context.uid, read.entry.id, read.entry.version - 1)
    return put(context, commit, read, replace(read.entry, status=former.status))


def apply_change(context: Context, commit: Commit, change: Change) -> Change:
    """Undo a change of an entry; what is given back undoes the undoing. Raises Blocked when it was changed since.

    What a change made is removed by undoing it. A former date counts in the period that it has by today's start day.
    """
    try:
        read = Read(context.uid, change.id)
    except NotFound:
        raise Blocked("expense", change.id, "This expense is no longer there.") from None
    if read.entry.version != change.version_after:
        raise Blocked("expense", change.id, "This expense was changed again since.")
    if change.before is None:
        return remove(context, commit, read)
    fields: dict[str, Any] = dict(change.before)
    if fields.get("status") == "pending" and read.entry.status != "deleted":
        # Its receipt was read and may be gone. Waiting again, it would be read again, against the person's will.
        fields["status"] = "needs_review"
        fields.pop("receipt", None)
    if "date" in fields:
        start_day = users.get_user(context.uid).profile["period_start_day"]
        fields["period_start"] = period_of(date.fromisoformat(fields["date"]), start_day).key
    if fields.get("receipt") and read.entry.receipt and not read.entry.receipt.stored:
        fields["receipt"] = {**fields["receipt"], "stored": False}  # a file that is gone does not come back
    return put(context, commit, read, changes.with_fields(read.entry, fields))
