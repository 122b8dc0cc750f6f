"""From what was read to entries of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from functions.budget.models import Standing
from functions.expenses.models import ReadExpense, ReadItem, Submission
from functions.expenses.rules.proof import prove
from functions.ledger.models import Duplicate, Entry, Item, Receipt
from shared.ids import derived_id
from shared.money import Money, exponent
from shared.period import period_of


@dataclass(frozen=True, slots=True)
class Origin:
    """What all entries of one submission share. `key` names the try of the request, so that what it
    makes has identifiers of its own."""

    uid: str
    key: str
    now: datetime
    start_day: int
    submission: Submission
    receipt: Receipt | None = None
    duplicates: tuple[Duplicate, ...] = ()

    def entry_id(self, rank: int) -> str:
        """The identifier of the entry at this place."""
        return derived_id("exp", self.uid, self.key, str(rank))


def entry_of(read: ReadExpense, rank: int, origin: Origin, standings: Sequence[Standing]) -> Entry:
    """The entry of one read expense; one whose receipt contradicts itself, or whose amount was rounded, waits for a
    review."""
    mine = () if read.kind == "income" else standings  # no budget bears what came in
    budget = next((one.budget for one in mine if one.budget.title == read.category), None)
    receipt, status = origin.receipt, "posted" if read.written is None else "needs_review"
    if receipt is not None:
        proof, difference = prove(read)
        receipt = replace(receipt, proof=proof, difference=difference)
        status = "needs_review" if proof == "unbalanced" else status
    description = origin.submission.message if receipt else None
    settled: dict[str, Any] = {"status": status, "source": "receipt" if receipt else "text"}
    return Entry(
        id=origin.entry_id(rank),
        kind=read.kind,
        product_name=read.product_name,
        minor=Money.parse(read.amount, read.currency).minor,
        currency=read.currency,
        date=read.date,
        period_start=period_of(read.date, origin.start_day).key,
        created_at=origin.now,
        updated_at=origin.now,
        budget_id=budget.id if budget else None,
        category_name=budget.title if budget else None,
        merchant=read.merchant,
        description=description,
        items=tuple(_item(item, read.currency) for item in read.items),
        receipt=receipt,
        possible_duplicate_of=origin.duplicates,
        **settled,
    )


def _item(item: ReadItem, currency: str) -> Item:
    quantity = None if item.quantity is None else format(item.quantity.normalize(), "f")
    return Item(item.name, quantity, _minor(item.unit_price, currency), _minor(item.amount, currency))


def _minor(value: Decimal | None, currency: str) -> int | None:
    """A unit price may have more digits than its currency: it is rounded, for no sum is made of it."""
    return None if value is None else int(value.scaleb(exponent(currency)).to_integral_value())


def unread_entry(origin: Origin, today: Any, currency: str) -> Entry:
    """What stands in the ledger while the receipt waits to be read."""
    return Entry(
        id=origin.entry_id(0),
        kind="expense",
        product_name="Receipt",
        minor=None,
        currency=currency,
        date=today,
        period_start=period_of(today, origin.start_day).key,
        created_at=origin.now,
        updated_at=origin.now,
        status="pending",
        source="receipt",
        description=origin.submission.message,
        receipt=origin.receipt,
    )
