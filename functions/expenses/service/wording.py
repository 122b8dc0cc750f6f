"""The one line that the journal keeps of a change of expenses, and what is said of an amount that was rounded."""

from collections.abc import Sequence

from functions.expenses.models import ReadExpense
from functions.journal.models import Change
from functions.ledger.models import Entry
from shared.money import Money

_SHOWN = {"minor": "amount", "budget_id": "category", "category_name": "category", "product_name": "name"}
_LONGEST = 60


def of_new(entries: Sequence[Entry]) -> str:
    """What was recorded."""
    return told(entries[0]) if len(entries) == 1 else f"{len(entries)} expenses"


def rounded(read: ReadExpense) -> str:
    """What is said of an amount that was written finer than its currency's smallest unit."""
    code = read.currency
    return f"{read.written:f} {code} was rounded to {read.amount} {code}; please check it, and accept it to count it."


def told(entry: Entry) -> str:
    """An entry by name and amount."""
    name = entry.product_name if len(entry.product_name) <= _LONGEST else entry.product_name[: _LONGEST - 1] + "…"
    return f"{name}: {_amount(entry.minor, entry.currency)}"


def of_change(before: Entry, change: Change) -> str:
    """What became of an entry: both amounts when the amount changed, else the names of what did."""
    old, new = change.before or {}, change.after or {}
    if {"minor", "currency"} & new.keys():
        currency, minor = new.get("currency", before.currency), new.get("minor", before.minor)
        return f"{told(before)} → {_amount(minor, currency)}"
    names = sorted({_SHOWN.get(name, name).replace("_", " ") for name in old})
    return f"{told(before)}, changed {', '.join(names)}"


def _amount(minor: int | None, currency: str) -> str:
    return f"{Money(minor, currency)} {currency}" if minor is not None else "amount not known"
