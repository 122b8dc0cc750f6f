"""Look expenses up."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from functions.budget import service as budgets
from functions.expenses.service.recording import object_name
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter, Split
from shared.context import Context
from shared.errors import NotFound
from shared.folding import fold
from shared.gcp import storage
from shared.ids import is_id
from shared.money import Money

_UNCATEGORIZED = "uncategorized"
_MOST_SCANNED = 1000


@dataclass(frozen=True, slots=True)
class Search:
    """What the store cannot select: `least` and `most` are whole units of each entry's own currency, words are
    compared with case and accents folded."""

    store: Filter = field(default_factory=Filter)
    category: str | None = None
    merchant: str | None = None
    words: str | None = None
    least: Decimal | None = None
    most: Decimal | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the store selects everything."""
        return self == Search(self.store)

    def fits(self, entry: Entry) -> bool:
        """Whether the entry is among what is asked for."""
        if self.category is not None and fold(self.category) not in _categories(entry):
            return False
        if self.merchant is not None and fold(self.merchant) not in fold(entry.merchant or ""):
            return False
        if self.words is not None and fold(self.words) not in _text(entry):
            return False
        if self.least is None and self.most is None:
            return True
        if entry.minor is None:
            return False
        amount = Money(entry.minor, entry.currency).decimal
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)


def _categories(entry: Entry) -> set[str]:
    """The titles that bear the entry, of each split where there are several."""
    titles = [split.category_name for split in entry.splits] or [entry.category_name]
    return {fold(title or _UNCATEGORIZED) for title in titles}


def _text(entry: Entry) -> str:
    parts = [entry.product_name, entry.merchant or "", entry.description or "", *(item.name for item in entry.items)]
    return fold("\n".join(parts))


def find_expenses(
    context: Context, search: Search, after: ledger.Position | None, limit: int
) -> tuple[list[Entry], ledger.Position | None]:
    """A page of expenses, newest first, and the position after which the next page begins (None at the end).

    Entries of a deleted budget show no category. Reads rows + 2 where the store selects everything; else up to 1000
    rows, so that a page may hold less than `limit` although more follow.
    """
    found: list[Entry] = []
    scanned, deleted = 0, budgets.deleted_budgets(context.uid)
    while scanned < _MOST_SCANNED:
        size = limit + 1 if search.is_plain else 200
        rows = list(ledger.find_entries(context.uid, search.store, after, size))
        for entry in (without_budgets(one, deleted) for one in rows):
            if search.fits(entry):
                if len(found) == limit:
                    return found, after
                found.append(entry)
            after = _position(entry)
        scanned += len(rows)
        if len(rows) < size:
            return found, None
    return found, after


def _position(entry: Entry) -> ledger.Position:
    return entry.date.isoformat(), entry.created_at, entry.id


def get_expense(context: Context, expense_id: str) -> Entry:
    """One expense. Raises NotFound."""
    if not is_id(expense_id, "exp"):
        raise NotFound("There is no such expense.")
    return without_budgets(ledger.get_entry(context.uid, expense_id), budgets.deleted_budgets(context.uid))


def without_budgets(entry: Entry, deleted: frozenset[str]) -> Entry:
    """The entry as it is shown once budgets that it belongs to are deleted; what the ledger holds stays."""
    if entry.budget_id in deleted:
        return replace(entry, budget_id=None, category_name=None)
    if any(split.budget_id in deleted for split in entry.splits):
        splits = tuple(Split(None, one.minor) if one.budget_id in deleted else one for one in entry.splits)
        return replace(entry, splits=splits)
    return entry


def receipt_link(context: Context, expense_id: str) -> storage.Link:
    """A signed address of the receipt, for five minutes. Raises NotFound when there is none."""
    receipt = get_expense(context, expense_id).receipt
    if receipt is None or not receipt.stored:
        raise NotFound("This expense has no receipt.")
    return storage.link(object_name(context.uid, receipt.id), receipt.content_type, context.now)
