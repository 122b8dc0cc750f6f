"""What the ledger keeps. Amounts are integer minor units beside a currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["expense", "refund", "income", "adjustment"]
Status = Literal["posted", "pending", "needs_review", "deleted"]
Source = Literal["text", "receipt", "manual", "import", "recurring", "chat"]
Proof = Literal["balanced", "unbalanced", "partial"]
KINDS: tuple[Kind, ...] = ("expense", "refund", "income", "adjustment")
STATUSES: tuple[Status, ...] = ("posted", "pending", "needs_review", "deleted")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a receipt. `quantity` is a plain decimal number as text; amounts are minor units."""

    name: str
    quantity: str | None = None
    unit_price: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The file of an entry. `difference` is total less lines; `stored`: the bucket has it; `keep`: also once read."""

    id: str
    content_type: str
    pages: int
    sha256: str
    stored: bool
    keep: bool = True
    proof: Proof | None = None
    difference: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """The part of an entry that one budget bears, with the budget's title as it was then."""

    budget_id: str | None
    minor: int
    category_name: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One unit of the entry's currency is `rate` (a decimal number as text) units of `currency`, as `source` said."""

    currency: str
    rate: str
    source: str
    date: date


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another entry that may be the same purchase."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement of money. `minor` is None while a receipt waits to be read; only posted entries count."""

    id: str
    kind: Kind
    product_name: str
    minor: int | None
    currency: str
    date: date
    period_start: str
    created_at: datetime
    updated_at: datetime
    status: Status
    source: Source
    budget_id: str | None = None
    category_name: str | None = None
    merchant: str | None = None
    description: str | None = None
    version: int = 1
    items: tuple[Item, ...] = ()
    splits: tuple[Split, ...] = ()
    receipt: Receipt | None = None
    possible_duplicate_of: tuple[Duplicate, ...] = ()
    exchange: Exchange | None = None

    @property
    def shares(self) -> tuple[Split, ...]:
        """What each budget bears: the splits, else all of it by the one budget."""
        return self.splits or ((Split(self.budget_id, self.minor),) if self.minor is not None else ())


@dataclass(frozen=True, slots=True)
class Totals:
    """The running sums of one period. `spent` by (currency, budget id or None), `income` by currency."""

    spent: Mapping[tuple[str, str | None], int] = field(default_factory=dict)
    income: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are asked for; None asks for all. Days are inclusive."""

    first: date | None = None
    last: date | None = None
    budget_id: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    currency: str | None = None
