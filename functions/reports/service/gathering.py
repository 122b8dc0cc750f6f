"""What a report is computed from. Reads grow with the periods that it is about, not with the entries in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from functions.budget import service as budgets
from functions.budget.service import Now
from functions.expenses import service as expenses
from functions.expenses.service import Scope
from functions.forecast import service as forecast
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter, Totals
from functions.reports.models import Compared, Figures, GoalLine, Item, Line, Repeating, Sums
from functions.reports.rules import comparing
from functions.reports.service.past import Past
from shared.context import Context
from shared.period import Period, next_period, period_of, previous_period

LARGEST = 25  # entries looked at in each period
LOOKED_BACK = 4  # periods in which payments repeat
_COURSE = 6
_MOST_PERIODS = 12  # of which the largest entries are looked at
_MOST_ENTRIES = 3000
_PAGE = 300


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and their live budgets: titles and limits by identifier."""

    uid: str
    now: Now
    titles: Mapping[str, str]
    limits: Mapping[str, int]

    @classmethod
    def of(cls, context: Context) -> "Asker":
        now = budgets.now_of(context)
        code = now.profile["currency"]
        found = [one.budget for one in budgets.list_standings(context) if one.budget.currency == code]
        return cls(context.uid, now, {one.id: one.title for one in found}, {one.id: one.limit for one in found})

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])


def gather(context: Context, asker: Asker, message: str) -> Figures:
    """The figures of what a message asks for."""
    now = asker.now
    scope = expenses.read_scope(message, now.today, now.start_day, tuple(asker.titles.values()))
    scope = _bounded(asker, scope)
    only = next((key for key, title in asker.titles.items() if title == scope.title), None)
    single = None if scope.is_whole else _entries(asker, scope.days)
    now_rows = _totals(asker, scope.days) if single is None else [_fold(single)]
    (before_rows, compared), (year_rows, a_year) = _past(asker, scope)
    rows = [now_rows, before_rows, year_rows]
    sums = [comparing.sums_of(one, asker.currency, asker.titles, only) for one in rows]
    year_ago = sums[2] if any(sums[2].spent.values()) else None
    said = comparing.said_income(now_rows, asker.currency, asker.now.profile["monthly_income"])
    by_profile = scope.is_whole and only is None and said is not None
    tops = _tops(asker, scope, only, single)
    return Figures(
        asker.currency,
        scope.days,
        compared,
        scope.days.end >= now.today,
        scope.title,
        Sums(said, sums[0].spent) if by_profile and said is not None else sums[0],
        sums[1],
        year_ago,
        _lines(asker, scope, (sums[0], sums[1], year_ago), only),
        sorted((one for row in tops.now for one in row), key=lambda one: (-one.minor, one.date, one.id))[:LARGEST],
        comparing.unusual_among([one for row in tops.now for one in row], tops.before, asker.titles),
        tops.repeating,
        _goals(context, asker.currency) if only is None else (),
        _course(asker, only),
        comparing.others_of(rows[0], asker.currency) if only is None else {},
        by_profile,
        a_year.way,
    )


def _past(asker: Asker, scope: Scope) -> list[tuple[list[Totals], Compared]]:
    """What the days before and those a year ago came to, and how they compare."""
    start_day, first_record = asker.now.start_day, ledger.first_day(asker.uid)
    past = Past(asker.uid, start_day, asker.now.today, first_record, partial(_entries, asker), _fold)
    return [
        past.of(scope.days, other, whole=scope.is_whole and expenses.is_whole(other, start_day))
        for other in (scope.before, scope.year_ago)
    ]


def _bounded(asker: Asker, scope: Scope) -> Scope:
    """The scope; where any of its days are no whole periods and hold too many entries, the periods they touch."""
    partial = [
        days for days in (scope.days, scope.before, scope.year_ago) if not expenses.is_whole(days, asker.now.start_day)
    ]
    for days in partial:
        wanted = Filter(first=days.start, last=days.end, status="posted")
        if ledger.count_entries(asker.uid, wanted, _MOST_ENTRIES + 1) > _MOST_ENTRIES:
            return expenses.whole_scope(scope, asker.now.start_day)
    return scope


def _totals(asker: Asker, days: Period) -> list[Totals]:
    """The sums of the days: those of the periods, or where they are no whole ones those of the entries."""
    if expenses.is_whole(days, asker.now.start_day):
        return list(ledger.totals_between(asker.uid, days.start.isoformat(), days.end.isoformat()).values())
    return [_fold(_entries(asker, days))]


def _fold(entries: Sequence[Entry]) -> Totals:
    return comparing.folded(_counted(entries))


def _counted(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str, list[tuple[str | None, int]]]]:
    for entry in entries:
        if entry.minor is not None:
            currency, shares = ledger.counted(entry)
            yield entry, currency, [(one.budget_id, one.minor) for one in shares]


def _entries(asker: Asker, days: Period) -> list[Entry]:
    """The newest entries of the days, up to 3,000."""
    wanted = Filter(first=days.start, last=days.end, status="posted")
    found: list[Entry] = []
    after = None
    while len(found) < _MOST_ENTRIES:
        rows = list(ledger.find_entries(asker.uid, wanted, after, _PAGE))
        found += rows
        if len(rows) < _PAGE:
            break
        after = rows[-1].date.isoformat(), rows[-1].created_at, rows[-1].id
    return found


def _lines(asker: Asker, scope: Scope, sums: tuple[Sums, Sums, Sums | None], only: str | None) -> list[Line]:
    limits = asker.limits if scope.days == asker.now.period else {}
    chosen = {key: minor for key, minor in limits.items() if only in {None, key}}
    return comparing.lines_of(sums, asker.titles, chosen)


@dataclass(frozen=True, slots=True)
class Tops:
    """The largest entries of the periods reported on, and of those before; payments that repeat among them."""

    now: Sequence[Sequence[Item]]
    before: Sequence[Sequence[Item]]
    repeating: Sequence[Repeating]


def _tops(asker: Asker, scope: Scope, only: str | None, single: Sequence[Entry] | None) -> Tops:
    start_day = asker.now.start_day
    mine = _periods(scope.days, start_day)[-_MOST_PERIODS:]
    earlier, period = [], mine[0]
    for _ in range(LOOKED_BACK - 1):
        period = previous_period(period, start_day)
        earlier.append(period)
    looked_at = dict.fromkeys((*earlier, *mine, asker.now.period))  # what repeats may have come in the current one
    found = {one.key: ledger.largest(asker.uid, one.key, asker.currency, LARGEST, only) for one in looked_at}
    now = [_items(found[one.key], asker, only) for one in mine] if single is None else [_items(single, asker, only)]
    before = [_items(found[one.key], asker, only) for one in earlier]
    rows = [row for one in found.values() for row in one]
    payments = forecast.payments_among(rows, asker.now.today)
    repeating = [Repeating(one.name, one.minor, one.interval, one.last) for one in payments if one.kind == "expense"]
    return Tops(now, before, repeating)


def _items(entries: Iterable[Entry], asker: Asker, only: str | None) -> list[Item]:
    """The expenses that count in the person's currency, each with what it counts."""
    bought = (one for one in entries if one.kind == "expense")
    found = (
        comparing.item_of(one, shares, only) for one, currency, shares in _counted(bought) if currency == asker.currency
    )
    return [one for one in found if one is not None]


def _periods(days: Period, start_day: int) -> list[Period]:
    found = [period_of(days.start, start_day)]
    while found[-1].end < days.end:
        found.append(next_period(found[-1], start_day))
    return found


def _course(asker: Asker, only: str | None) -> list[tuple[Period, int]]:
    """What was spent in the last six periods, the current one last."""
    periods = [asker.now.period]
    while len(periods) < _COURSE:
        periods.append(previous_period(periods[-1], asker.now.start_day))
    periods.reverse()
    kept = ledger.totals_between(asker.uid, periods[0].key, periods[-1].key)
    return [
        (one, comparing.sums_of([kept.get(one.key, Totals())], asker.currency, asker.titles, only).total)
        for one in periods
    ]


def _goals(context: Context, currency: str) -> list[GoalLine]:
    return [
        GoalLine(one.goal.title, one.goal.saved, one.goal.target, _percent(one.progress))
        for one in budgets.list_goals(context)
        if one.goal.currency == currency
    ]


def _percent(share: Fraction) -> int:
    return int(share * 100 + Fraction(1, 2))
