"""Which entries fit a plan, and what of them counts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from functions.expenses.models.query import EACH, UNCATEGORIZED, QueryPlan
from functions.expenses.rules.category import stems_of
from functions.expenses.rules.query.checking import kinds_of
from functions.ledger.models import Entry, Kind, Split
from shared.money import Money


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry with the currency that it counts in, and what each budget bears in it; a budget that is gone is None."""

    entry: Entry
    currency: str
    shares: tuple[Split, ...]

    @property
    def minor(self) -> int:
        return sum(share.minor for share in self.shares)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan asks of entries. `budgets` holds identifiers, and None for what has no category; None asks for all."""

    kinds: frozenset[Kind]
    currency: str | None
    budgets: frozenset[str | None] | None
    merchant: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    @classmethod
    def of(cls, plan: QueryPlan, titles: Mapping[str, str]) -> "Wanted":
        """`titles` by the budgets' identifiers; the plan's categories are among them."""
        filters, ids = plan.filters, {title: budget_id for budget_id, title in titles.items()}
        return cls(
            kinds_of(plan),
            None if filters.currency in {None, EACH} else filters.currency,
            frozenset(None if one == UNCATEGORIZED else ids[one] for one in filters.categories) or None,
            stems_of(filters.merchant or ""),
            stems_of(filters.text or ""),
            None if filters.least is None else Decimal(filters.least),
            None if filters.most is None else Decimal(filters.most),
        )

    def parts(self, found: Iterable[Counted]) -> Iterator[Counted]:
        """The entries that fit, each with those shares alone that fit."""
        for one in found:
            if self._fits(one):
                shares = tuple(s for s in one.shares if self.budgets is None or s.budget_id in self.budgets)
                if shares:
                    yield Counted(one.entry, one.currency, shares)

    def _fits(self, one: Counted) -> bool:
        entry = one.entry
        if entry.status != "posted" or entry.kind not in self.kinds or self.currency not in {None, one.currency}:
            return False
        if self.merchant and not says(entry.merchant or "", self.merchant):
            return False
        if self.text and not says(_words_of(entry), self.text):
            return False
        if self.least is None and self.most is None:
            return True
        amount = abs(Money(one.minor, one.currency).decimal)
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)


def says(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether each of the words stands in the text, as a word or as the beginning of one: taxi in "two taxis"."""
    words = stems_of(text)
    return all(any(word.startswith(stem) for word in words) for stem in wanted)


def _words_of(entry: Entry) -> str:
    parts = [entry.product_name, entry.merchant or "", entry.description or "", *(item.name for item in entry.items)]
    return "\n".join(parts)
