"""Pure rules of the ledger: what an entry adds to which total."""

from collections import Counter
from collections.abc import Iterable

from functions.ledger.models import Entry

NO_BUDGET = "none"
Change = dict[str, dict[str, Counter[tuple[str, str]]]]


def weight(entry: Entry, minor: int) -> int:
    """What a share adds to spending: a refund takes away, an adjustment says its own direction."""
    return -minor if entry.kind == "refund" else minor


def counts(entry: Entry) -> bool:
    """Whether the entry is in the totals."""
    return entry.status == "posted" and entry.minor is not None


def added(entries: Iterable[Entry]) -> Change:
    """What the entries add: `{period: {"totals": {(currency, budget): minor}, "income": {(currency, ""): minor}}}`."""
    change: Change = {}
    for entry in entries:
        if not counts(entry):
            continue
        period = change.setdefault(entry.period_start, {"totals": Counter(), "income": Counter()})
        for share in entry.shares:
            if entry.kind == "income":
                period["income"][entry.currency, ""] += share.minor
            else:
                key = entry.currency, share.budget_id or NO_BUDGET
                period["totals"][key] += weight(entry, share.minor)
    return change
