"""Take back a note that the assistant wrote to the person, and write it anew."""

from functions.journal.models import Blocked, Change
from functions.notify import service as notify
from shared.context import Context
from shared.errors import NotFound
from shared.gcp.firestore import Commit

_WRITTEN = 1  # a note has one state: it is there


def apply_change(context: Context, commit: Commit, change: Change) -> Change:
    """Put the note's former state into the commit: it goes, or it is there again. Raises Blocked when it is gone."""
    if change.before is not None:
        notify.stage(context, commit, change.before["title"], change.before["message"], change.id)
        return Change("notification", change.id, None, change.before, None, _WRITTEN)
    try:
        notify.withdraw(context, commit, change.id)
    except NotFound:
        raise Blocked("notification", change.id, "It was deleted.") from None
    return Change("notification", change.id, change.after, None, _WRITTEN, None)
