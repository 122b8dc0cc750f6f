"""Whether the items give the total, and what may be said of them when they do not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from dev.gemini.reading.items import item_rows, own_discounts, printed_items
from dev.gemini.reading.receipt import ReceiptItem
from dev.gemini.reading.rows import Row
from dev.gemini.reading.totals import extras

ZERO = Decimal(0)
LEAST_LINES = 2  # a single line that is no total may be anything


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The items, and what had to be added to them or taken off for the total; zero where they hold it already."""

    items: tuple[ReceiptItem, ...]
    tax: Decimal = ZERO
    tip: Decimal = ZERO
    discount: Decimal = ZERO


def reconcile(rows: Sequence[Row], total: Decimal) -> Reckoning | None:
    """The items that give the total with the fewest of tax, tip, discount and rounding; None when none do."""
    priced = item_rows(rows)
    if not priced:
        return None
    start = sum((row.last or ZERO for row in priced), ZERO)
    taxes, tips, cuts, roundings = extras(rows)
    own = own_discounts(rows)
    choices = sorted(product({ZERO, own}, cuts, tips, taxes, roundings), key=lambda choice: sum(map(bool, choice)))
    for own_cut, cut, tip, tax, rounding in choices:
        if start + own_cut + cut + tip + tax + rounding == total:
            items = tuple(item for item in printed_items(rows)[0] if item.amount is not None)
            return Reckoning(items, tax, tip, -own_cut - cut)
    return None


def contradiction(rows: Sequence[Row], total: Decimal) -> tuple[Decimal, ...] | None:
    """The amounts of items that were all read and do not give the total; None when they do, or some are missing.

    Whether the paper contradicts itself or was misread, only another look can tell.
    """
    items, whole = printed_items(rows)
    if not whole or len(items) < LEAST_LINES or reconcile(rows, total) is not None:
        return None
    return tuple(item.amount for item in items if item.amount is not None)


def unproven(rows: Sequence[Row]) -> tuple[ReceiptItem, ...]:
    """Items of which one at least was not read: an amount is kept only where quantity times price confirms it."""
    items = [item for item in printed_items(rows)[0] if item.name]
    kept = [item if item.quantity is not None else replace(item, amount=None) for item in items]
    unread = any(item.amount is None for item in kept)
    return tuple(kept) if unread and len(kept) >= LEAST_LINES else ()
