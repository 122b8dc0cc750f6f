"""What is read from words and receipts, before it becomes an entry of the ledger."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One line of a receipt, in whole units of the expense's currency."""

    name: str
    amount: Decimal
    quantity: Decimal | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadExpense:
    """One expense as read. `amount` is in whole units (12.50); `category` is one of the given titles or None."""

    product_name: str
    amount: Decimal
    currency: str
    date: date
    merchant: str | None = None
    category: str | None = None
    items: tuple[ReadItem, ...] = ()
