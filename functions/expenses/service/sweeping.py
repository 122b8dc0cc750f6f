"""Remove files of receipts that no entry needs: of requests that died in between, and of receipts not to be kept."""

import re
from datetime import datetime

from functions.expenses.rules.keeping import AT_LEAST, needs_file
from functions.ledger import service as ledger
from shared import logs
from shared.gcp import storage
from shared.gcp.walking import Walk

_PAGE = 200
_OURS = re.compile(r"users/([^/]+)/receipts/([^/]+)")


def sweep_receipts(now: datetime) -> None:
    """Look at every object that is older than 24 hours. Bounded; the next run goes on where this one stopped.

    What is called otherwise than our receipts is left alone. Raises Unavailable.
    """
    removed, walk = 0, Walk("sweep_receipts", storage.listed_after, lambda one: one.name, now, _PAGE)
    for page in walk.pages():
        for one in page:
            if now - one.created_at >= AT_LEAST and _is_orphan(one.name, now):
                storage.remove(one.name, one.generation)
                removed += 1
    logs.info("receipts.swept", looked_at=walk.seen, removed=removed, finished=walk.finished)


def _is_orphan(name: str, now: datetime) -> bool:
    found = _OURS.fullmatch(name)
    if found is None:
        return False
    return not any(needs_file(entry, now) for entry in ledger.entries_of_receipt(found[1], found[2]))
