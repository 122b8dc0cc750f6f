"""What was read from one receipt or invoice."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One bought thing; `amount` is the line's total in major units, as printed."""

    name: str
    amount: Decimal
    quantity: Decimal | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The facts of a receipt in major units of `currency` (ISO 4217); None is "not found".

    `items` is empty unless the lines reconcile with `total` through what is printed.
    """

    total: Decimal | None
    currency: str | None
    date: date | None
    merchant: str | None
    items: tuple[ReceiptItem, ...] = ()
    tax: Decimal | None = None
    tip: Decimal | None = None
    discount: Decimal | None = None
    language: str | None = None
    text: str = ""


NOTHING = Receipt(total=None, currency=None, date=None, merchant=None)
