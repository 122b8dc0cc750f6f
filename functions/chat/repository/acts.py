"""What a change of a turn leaves behind: the mark of its guard."""

from shared.context import Context
from shared.gcp.firestore import get


def was_done(context: Context) -> bool:
    """Whether a former try of the same turn has made this very change. One read."""
    return bool(get(context.guard.ref).exists)
