"""What was read from one receipt or invoice."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """One bought thing; `amount` is the line's total in major units, as printed, or None where it could not be read."""

    name: str
    amount: Decimal | None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The facts of a receipt in major units of `currency` (ISO 4217); None is "not found".

    `items` all have their amounts when they add up to `total` with the tax, tip and discount given, or when they were
    surely read and contradict it. Otherwise they are not proven: some amounts are None, or there are no items.
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


@dataclass(frozen=True, slots=True)
class Hints:
    """What the reader knows before it looks: the currency (ISO 4217) when the paper names none, the day that no
    purchase can be after, and whether it is a page with a letterhead rather than a till's receipt."""

    currency: str | None = None
    today: date | None = None
    invoice: bool = False


NOTHING = Receipt(total=None, currency=None, date=None, merchant=None)
