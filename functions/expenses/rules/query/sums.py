"""What entries add up to, by currency and group."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from functions.expenses.models.query import Group, Measure, QueryPlan, Row, SpanUnit
from functions.expenses.rules.query.checking import IN_TIME, SPREAD
from functions.expenses.rules.query.days import unit_of, units_in
from functions.expenses.rules.query.fitting import Counted, Wanted
from functions.ledger.models import Entry, Kind, Totals
from shared.folding import title_key
from shared.period import Period

NO_CURRENCY = ""


@dataclass(slots=True)
class Cell:
    """A sum of minor units, and of how many entries it is."""

    minor: int = 0
    count: int = 0
    label: str = ""


Table = dict[str, dict[str, Cell]]


def signed(measure: Measure, kind: Kind, minor: int) -> int:
    """What a share adds to a measure: spending falls by refunds, and what is left of income by spending."""
    if measure in {"count", "average", "refunded", "income"}:
        return minor
    if measure == "net":
        return minor if kind in {"income", "refund"} else -minor
    return -minor if kind == "refund" else minor


def table(plan: QueryPlan, found: Iterable[Counted], start_day: int) -> Table:
    """By currency and key of the group (one key, "", without a group). Numbers of entries know no currency."""
    sums: Table = {}
    for one in found:
        in_currency = sums.setdefault(NO_CURRENCY if plan.measure == "count" else one.currency, {})
        by_key: dict[str, int] = {}
        for share in one.shares:
            key = share.budget_id or "" if plan.group == "category" else _key(plan.group, one, start_day)
            by_key[key] = by_key.get(key, 0) + signed(plan.measure, one.entry.kind, share.minor)
        for key, minor in by_key.items():
            cell = in_currency.setdefault(key, Cell())
            cell.minor, cell.count = cell.minor + minor, cell.count + 1
            cell.label = cell.label or one.entry.merchant or ""
    return sums


def _key(group: Group | None, one: Counted, start_day: int) -> str:
    if group is None:
        return ""
    if group == "merchant":
        return title_key(one.entry.merchant or "")
    return unit_of(one.entry.date, _unit(group), start_day).key


def _unit(group: Group) -> SpanUnit:
    units: Mapping[str, SpanUnit] = {"day": "day", "week": "week", "month": "month"}
    return units.get(group, "period")


@dataclass(frozen=True, slots=True)
class Divided:
    """How a sum becomes the value of a measure: `days`, `periods`: over how long it is spread; `wholes`: of which sum,
    by currency, it is a share."""

    measure: Measure
    days: int = 1
    periods: int = 1
    wholes: Mapping[str, int] | None = None

    def value(self, currency: str, cell: Cell) -> int | None:
        """Minor units, a number, or tenths of a percent; None where there is nothing to divide by."""
        if self.measure == "count":
            return cell.count
        if self.measure == "average":
            return _rounded(cell.minor, cell.count)
        if self.measure == "share":
            return _rounded(1000 * cell.minor, max(0, (self.wholes or {}).get(currency, 0)))
        if self.measure in SPREAD:
            times, over = (7 if self.measure == "per_week" else 1), self.days
            return _rounded(times * cell.minor, self.periods if self.measure == "per_month" else over)
        return cell.minor


def _rounded(minor: int, parts: int) -> int | None:
    return int((Decimal(minor) / parts).to_integral_value(ROUND_HALF_EVEN)) if parts > 0 else None


Side = tuple[Table, Divided]


def rows(plan: QueryPlan, elapsed: Period, start_day: int, now: Side, then: Side | None) -> list[Row]:
    """The rows of all groups; in time, also the units up to today in which nothing was."""
    found: list[Row] = []
    if plan.group is None:
        return found
    for currency in sorted({*now[0], *(then[0] if then else ())}):
        cells, past = now[0].get(currency, {}), then[0].get(currency, {}) if then else {}
        in_time = plan.group in IN_TIME
        for key in _in_time(plan, elapsed, start_day, cells) if in_time else sorted({*cells, *past}):
            cell, other = cells.get(key, Cell()), past.get(key, Cell())
            value = now[1].value(currency, cell)
            before = then[1].value(currency, other) if then and not in_time else None
            if in_time or value or before:
                day = date.fromisoformat(key) if in_time else None
                label = cell.label or other.label
                found.append(Row(key, label, value or 0, currency or None, cell.count, day, before))
    return found


def _in_time(plan: QueryPlan, elapsed: Period, start_day: int, cells: Mapping[str, Cell]) -> list[str]:
    """The keys of all units of the period; of all time, from the first unit in which something was."""
    first = date.fromisoformat(min(cells)) if plan.period.name == "all" and cells else elapsed.start
    span = Period(min(first, elapsed.end), elapsed.end)
    return sorted({*cells, *(one.key for one in units_in(span, _unit(plan.group or "day"), start_day))})


def ordered(plan: QueryPlan, found: list[Row]) -> list[Row]:
    """The rows that are shown of each currency: in time the newest, from old to new; others from the largest on."""
    by_currency: dict[str, list[Row]] = {}
    for row in found:
        by_currency.setdefault(row.currency or "", []).append(row)
    return [row for _, rows in sorted(by_currency.items()) for row in _first(plan, rows)]


def _first(plan: QueryPlan, found: list[Row]) -> list[Row]:
    if plan.group in IN_TIME and plan.order in {None, "newest", "oldest"}:
        forwards = sorted(found, key=lambda row: row.key)
        if plan.order == "oldest":
            return forwards[: plan.limit]
        newest = forwards[-plan.limit :]
        return newest[::-1] if plan.order == "newest" else newest
    sign = 1 if plan.order == "smallest" or plan.measure == "smallest" else -1
    return sorted(found, key=lambda row: sign * row.value)[: plan.limit]


def singles(found: Iterable[Counted]) -> list[Row]:
    """Each entry as a row, in the order given."""
    return [Row(one.entry.id, _called(one.entry), one.minor, one.currency, day=one.entry.date) for one in found]


def _called(entry: Entry) -> str:
    named = [entry.product_name, entry.merchant or ""]
    return ", ".join(dict.fromkeys(part for part in named if part))


def of_totals(plan: QueryPlan, wanted: Wanted, kept: Mapping[str, Totals], live: Collection[str]) -> Table:
    """The same from the running sums of whole periods, by their start."""
    sums: Table = {}
    for start, totals in kept.items():
        cells: list[tuple[str, str | None, int]] = []
        if plan.measure in {"income", "net"}:
            cells += [(currency, None, minor) for currency, minor in totals.income.items()]
        if plan.measure != "income":
            sign = -1 if plan.measure == "net" else 1
            cells += [(code, one if one in live else None, sign * minor) for (code, one), minor in totals.spent.items()]
        for currency, budget_id, minor in cells:
            if wanted.currency in {None, currency} and (wanted.budgets is None or budget_id in wanted.budgets):
                key = "" if plan.group is None else (budget_id or "") if plan.group == "category" else start
                sums.setdefault(currency, {}).setdefault(key, Cell()).minor += minor
    return sums


def currencies_in(kept: Iterable[Totals]) -> set[str]:
    """The currencies that the sums know, also those that came to nothing."""
    return {code for one in kept for code in (*one.income, *(currency for currency, _ in one.spent))}
