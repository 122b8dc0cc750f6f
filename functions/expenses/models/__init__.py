"""What is read from words and receipts, before it becomes an entry of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from functions.ledger.models import Entry, Kind, Receipt


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One line of a receipt, in whole units of the expense's currency; None where it cannot be read."""

    name: str
    amount: Decimal | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadExpense:
    """One expense as read. `amount` is in whole units (12.50); `category` is one of the given titles or None.

    `written` is what was written where that is finer than the currency's smallest unit, so that `amount` is rounded.
    """

    product_name: str
    amount: Decimal
    currency: str
    date: date
    merchant: str | None = None
    category: str | None = None
    items: tuple[ReadItem, ...] = ()
    tax: Decimal | None = None
    tip: Decimal | None = None
    discount: Decimal | None = None
    kind: Kind = "expense"
    written: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WordUse:
    """How often a person put a word into which title (folded), and into which one last."""

    counts: Mapping[str, int]
    last: str
    at: datetime

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Learned:
    """What a person's corrections taught: words of products and items, and `@` with a merchant's whole name."""

    words: Mapping[str, WordUse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person put these words into this title (folded)."""

    words: tuple[str, ...]
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A receipt as it arrived, cleaned. `sha256` is of the bytes that were sent."""

    data: bytes
    content_type: str
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person sends: words, a file, or both. `keep` says whether the file stays once it is read."""

    message: str | None = None
    file: ReceivedFile | None = None
    keep: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `degraded` when rules read it, since the model could not."""

    expenses: tuple[ReadExpense, ...]
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A receipt that was read and is not recorded yet: what was read, and the file that it was read from."""

    message: str | None
    expenses: tuple[ReadExpense, ...]
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Recorded:
    """The entries that a submission became, sentences about budgets that are over after it, and about what is to be
    checked; `capped` when no model might be asked any more."""

    entries: tuple[Entry, ...]
    alerts: tuple[str, ...] = ()
    degraded: bool = False
    notes: tuple[str, ...] = ()
    capped: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether a receipt waits to be read."""
        return any(entry.status == "pending" for entry in self.entries)
