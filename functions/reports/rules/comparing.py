"""Running sums made into the lines of a report."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from functions.ledger.models import Entry, Totals
from functions.reports.models import Item, Line, Sums, Unusual

_TIMES = 2  # how many times the largest one before makes an expense unusual
_MOST_UNUSUAL = 3
Shares = Iterable[tuple[str | None, int]]


def sums_of(rows: Iterable[Totals], currency: str, live: Collection[str], only: str | None = None) -> Sums:
    """What several periods came to; with `only` one budget's spending alone. Deleted budgets count as none."""
    income, spent = 0, dict[str | None, int]()
    for row in rows:
        income += row.income.get(currency, 0) if only is None else 0
        for (code, budget_id), minor in row.spent.items():
            key = budget_id if budget_id in live else None
            if code == currency and (only is None or key == only):
                spent[key] = spent.get(key, 0) + minor
    return Sums(income, spent)


def said_income(rows: Iterable[Totals], currency: str, monthly: int | None) -> int | None:
    """The profile's income for each period with spending, where none was recorded in any; else None."""
    known = list(rows)
    if monthly is None or any(row.income.get(currency) for row in known):
        return None
    spending = [row for row in known if any(minor for (code, _), minor in row.spent.items() if code == currency)]
    return monthly * len(spending) or None


def others_of(rows: Iterable[Totals], currency: str) -> dict[str, int]:
    """What was spent in other currencies."""
    found: dict[str, int] = {}
    for row in rows:
        for (code, _), minor in row.spent.items():
            if code != currency and minor:
                found[code] = found.get(code, 0) + minor
    return found


def folded(entries: Iterable[tuple[Entry, str, Shares]]) -> Totals:
    """The sums of single entries, each with the currency that it counts in and what each budget bears of it."""
    spent, income = dict[tuple[str, str | None], int](), dict[str, int]()
    for entry, currency, shares in entries:
        for budget_id, minor in shares:
            if entry.kind == "income":
                income[currency] = income.get(currency, 0) + minor
            else:
                key = currency, budget_id
                spent[key] = spent.get(key, 0) + (-minor if entry.kind == "refund" else minor)
    return Totals(spent, income)


def lines_of(sums: tuple[Sums, Sums, Sums | None], titles: Mapping[str, str], limits: Mapping[str, int]) -> list[Line]:
    """A line for each budget that had spending now or before, the largest first."""
    now, before, year_ago = sums
    keys = dict.fromkeys((*now.spent, *before.spent, *limits))
    found = [
        Line(
            key,
            titles.get(key or ""),
            now.spent.get(key, 0),
            before.spent.get(key, 0),
            year_ago.spent.get(key, 0) if year_ago else 0,
            limits.get(key or ""),
        )
        for key in keys
    ]
    found = [one for one in found if one.spent or one.before]
    return sorted(found, key=lambda one: (-one.spent, -one.before, one.title or "~"))


def item_of(entry: Entry, shares: Shares, only: str | None = None) -> Item | None:
    """An expense as a report names it, with what it counts; `only` what one budget bears of it. None if nothing."""
    minor = sum(part for key, part in shares if only is None or key == only)
    name = entry.merchant or entry.product_name
    if not minor:
        return None
    return Item(entry.id, name, minor, entry.date, only or entry.budget_id, entry.merchant)


def unusual_among(now: Sequence[Item], before: Sequence[Sequence[Item]], titles: Mapping[str, str]) -> list[Unusual]:
    """Expenses of more than twice the largest one of their budget in the periods before, the farthest first."""
    largest: dict[str | None, list[int]] = {}
    for period in before:
        tops: dict[str | None, int] = {}
        for one in period:
            tops[one.budget_id] = max(tops.get(one.budget_id, 0), one.minor)
        for key, minor in tops.items():
            largest.setdefault(key, []).append(minor)
    found = [
        Unusual(one, titles.get(one.budget_id or ""), max(known), len(known))
        for one in now
        if len(known := largest.get(one.budget_id, [])) >= 2 and one.minor > _TIMES * max(known)
    ]
    return sorted(found, key=lambda one: (-one.tenths, one.item.date))[:_MOST_UNUSUAL]


def per_mille(part: int, whole: int) -> int | None:
    """A share, half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole > 0 else None


def change(now: int, before: int) -> int | None:
    """By how many per mille it changed; None where nothing was before."""
    return per_mille(now - before, before)
