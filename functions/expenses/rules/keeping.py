"""How long the file of a receipt is kept."""

from datetime import datetime, timedelta

from functions.ledger.models import Entry

# An upload whose request is still at work, and a deletion that may be taken back, are let alone for so long.
AT_LEAST = timedelta(hours=24)
_TO_BE_LOOKED_AT = frozenset({"pending", "needs_review"})


def needs_file(entry: Entry, now: datetime) -> bool:
    """Whether an entry still needs the file that it came from.

    One that was to be kept is needed as long as there is the entry, deleted or not, for it can be restored.
    """
    receipt = entry.receipt
    if receipt is None or not receipt.stored:
        return False
    return receipt.keep or entry.status in _TO_BE_LOOKED_AT or now - entry.updated_at < AT_LEAST
