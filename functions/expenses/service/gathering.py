"""Read what a plan needs: the running sums of periods where they are enough, else entries, page by page and bounded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from functions.expenses.models.query import UNCATEGORIZED, Filters, QueryPlan
from functions.expenses.rules.query import sums
from functions.expenses.rules.query.checking import SINGLE, SPREAD
from functions.expenses.rules.query.days import whole_periods
from functions.expenses.rules.query.fitting import Counted, Wanted
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter, Split, Totals
from shared.period import Period

MOST_READ = 3000
MOST_IDS = 20
_PAGE = 300
_MOST_PAGES_OF_IDS = 10
_SUMMED = frozenset({"spent", "income", "net", "share"}) | SPREAD


class TooMany(Exception):
    """More entries than are looked at for one question."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose entries: `titles` of the live budgets by identifier, and on which day periods start."""

    uid: str
    titles: Mapping[str, str]
    start_day: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Sums of some days, grouped and as a whole; `spent` is what all spending came to, by currency, for shares."""

    grouped: sums.Table
    total: sums.Table
    spent: Mapping[str, int]
    ids: tuple[str, ...]
    count: int
    found: tuple[Counted, ...] = ()


def gather(asker: Asker, plan: QueryPlan, spans: list[Period]) -> tuple[list[Gathered], bool]:
    """What each of the spans gives, and whether the running sums were enough for it. Raises TooMany."""
    wanted = Wanted.of(plan, asker.titles)
    kept = _kept(asker, plan, wanted, spans)
    if kept is None:
        return [_of_entries(asker, plan, wanted, days) for days in spans], False
    found = [_of_totals(asker, plan, wanted, one) for one in kept]
    ids, count = _contributing(asker, wanted, spans[0])
    return [replace(found[0], ids=ids, count=count), *found[1:]], True


def _kept(asker: Asker, plan: QueryPlan, wanted: Wanted, spans: list[Period]) -> list[Mapping[str, Totals]] | None:
    """The running sums of the spans, where they tell all that is asked for, in one currency."""
    if not _is_summed(plan, asker.start_day):
        return None
    if plan.period.name != "all" and not all(whole_periods(days, asker.start_day) for days in spans):
        return None
    kept = [ledger.totals_between(asker.uid, days.start.isoformat(), days.end.isoformat()) for days in spans]
    currencies = sums.currencies_in(one for row in kept for one in row.values())
    if len(currencies) > 1 or (wanted.currency and currencies - {wanted.currency}):
        return None
    return list(kept)


def _is_summed(plan: QueryPlan, start_day: int) -> bool:
    filters, group = plan.filters, plan.group
    by_budget = group == "category" or bool(filters.categories)
    return (
        plan.measure in _SUMMED
        and Filters(categories=filters.categories, currency=filters.currency) == filters
        and len(filters.categories) <= 1
        and UNCATEGORIZED not in filters.categories
        and not (by_budget and plan.measure in {"income", "net"})
        and (group in {None, "category", "period"} or (group == "month" and start_day == 1))
    )


def _of_totals(asker: Asker, plan: QueryPlan, wanted: Wanted, kept: Mapping[str, Totals]) -> Gathered:
    def table(asked: QueryPlan, fitting: Wanted) -> sums.Table:
        return sums.of_totals(asked, fitting, kept, asker.titles)

    ungrouped = plan.model_copy(update={"group": None})
    spent = table(ungrouped.model_copy(update={"measure": "spent"}), replace(wanted, budgets=None))
    return Gathered(table(plan, wanted), table(ungrouped, wanted), _wholes(spent), (), 0)


def _wholes(table: sums.Table) -> dict[str, int]:
    return {currency: cells[""].minor for currency, cells in table.items() if "" in cells}


def _of_entries(asker: Asker, plan: QueryPlan, wanted: Wanted, days: Period) -> Gathered:
    everything = Wanted(wanted.kinds, wanted.currency, None)
    # A share needs all spending beside its part.
    read = list(_counted(asker, _selection(everything if plan.measure == "share" else wanted, days)))
    found = tuple(wanted.parts(read))
    ungrouped = plan.model_copy(update={"group": None})
    spent = sums.table(ungrouped, everything.parts(read), asker.start_day) if plan.measure == "share" else {}
    return Gathered(
        sums.table(plan, found, asker.start_day),
        sums.table(ungrouped, found, asker.start_day),
        _wholes(spent),
        tuple(one.entry.id for one in found[:MOST_IDS]),
        len(found),
        found if plan.measure in SINGLE else (),
    )


def _selection(wanted: Wanted, days: Period) -> Filter:
    """What the store can select by itself."""
    budgets, kinds = wanted.budgets or frozenset(), wanted.kinds
    budget_id = next(iter(budgets)) if len(budgets) == 1 else None
    return Filter(days.start, days.end, budget_id, next(iter(kinds)) if len(kinds) == 1 else None, "posted")


def _counted(asker: Asker, selected: Filter) -> Iterator[Counted]:
    """The entries, newest first, with what counts of them. Raises TooMany."""
    for read, entry in enumerate(_entries(asker.uid, selected, _PAGE)):
        if read >= MOST_READ:
            raise TooMany
        if entry.minor is not None:
            currency, shares = ledger.counted(entry)
            yield Counted(entry, currency, tuple(_live(share, asker.titles) for share in shares))


def _live(share: Split, titles: Mapping[str, str]) -> Split:
    return share if share.budget_id in titles else replace(share, budget_id=None)


def _entries(uid: str, selected: Filter, size: int) -> Iterator[Entry]:
    after: ledger.Position | None = None
    while True:
        rows = list(ledger.find_entries(uid, selected, after, size))
        yield from rows
        if len(rows) < size:
            return
        after = rows[-1].date.isoformat(), rows[-1].created_at, rows[-1].id


def _contributing(asker: Asker, wanted: Wanted, days: Period) -> tuple[tuple[str, ...], int]:
    """The newest entries behind running sums, and how many there are in all."""
    selected = _selection(wanted, days)
    ids: list[str] = []
    size = MOST_IDS + 1
    for read, entry in enumerate(_entries(asker.uid, selected, size), 1):
        if entry.kind in wanted.kinds:
            ids.append(entry.id)
        if read >= _MOST_PAGES_OF_IDS * size or len(ids) > MOST_IDS:
            return tuple(ids[:MOST_IDS]), _number(asker.uid, selected, wanted)
    return tuple(ids[:MOST_IDS]), len(ids)


def _number(uid: str, selected: Filter, wanted: Wanted) -> int:
    everything = ledger.count_entries(uid, selected)
    if selected.kind is not None or "income" in wanted.kinds:
        return everything
    return everything - ledger.count_entries(uid, replace(selected, kind="income"))
