"""Which days and which budget a request names: "last 3 months", "Q2", "groceries since June", "monthly"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from functions.expenses.models.query import Named, PlanRefused, Span
from functions.expenses.rules.category import named_title
from functions.expenses.rules.query import days as rules
from functions.expenses.rules.query.reading.phrases import Words, table
from functions.expenses.rules.query.reading.subjects import is_category, subjects_in
from functions.expenses.rules.query.reading.times import joined, times_in
from functions.expenses.rules.query.reading.year_parts import part_holding
from functions.expenses.rules.query.titles import meant
from functions.expenses.rules.vocabulary.scope_words import EVERY
from functions.expenses.rules.vocabulary.year_part_words import EVERY as EVERY_PART
from shared.period import Period, period_of

_LONGEST = 500
_MONTHS: Mapping[str, Named] = {"this_month": "this_period", "last_month": "last_period"}


@dataclass(frozen=True, slots=True)
class Scope:
    """`before` are as many days of the same unit just before, `year_ago` the same days a year earlier; `is_whole` says
    whether they are the person's own periods, from first day to last."""

    days: Period
    before: Period
    year_ago: Period
    title: str | None
    is_whole: bool


def read_scope(text: str, today: date, start_day: int, titles: Sequence[str]) -> Scope:
    """What the text names; the current period and all budgets where it names none."""
    found = Words(text[:_LONGEST])
    span = _every(found, today) or joined(found, [one for one in times_in(found, today) if one.kind != "ahead"], today)
    title = _title(found, titles)
    try:
        return _scope(_in_periods(span or Span(name="this_period")), today, start_day, title)
    except PlanRefused:
        return _scope(Span(name="this_period"), today, start_day, title)


def _every(found: Words, today: date) -> Span | None:
    """Monthly, hebdomadaire, trimestriel, سنوي: the current one."""
    for _, part in found.find(table(EVERY_PART)):
        days = part_holding(today, part.value)
        return Span(name="between", first=days.start, last=days.end)
    for _, hit in found.find(table(EVERY)):
        return Span(name=hit.value)
    return None


def _title(found: Words, titles: Sequence[str]) -> str | None:
    if title := named_title(found.blanked(), titles):
        return title
    for subject in subjects_in(found):
        if is_category(subject, titles) and len(fitting := meant(subject, titles)) == 1:
            return fitting[0]
    return None


def _in_periods(span: Span) -> Span:
    """Months that are counted from today are the person's own periods: who is paid on the 25th lives by those."""
    if span.name in _MONTHS:
        return Span(name=_MONTHS[span.name])
    if span.name == "last" and span.unit == "month":
        return Span(name="last", number=span.number, unit="period")
    return span


def _scope(span: Span, today: date, start_day: int, title: str | None) -> Scope:
    days = rules.days_of(span, today, start_day)
    before, year_ago = rules.before(span, days, a_year=False), rules.before(span, days, a_year=True)
    return Scope(days, before, year_ago, title, rules.whole_periods(days, start_day))


def whole_scope(scope: Scope, start_day: int) -> Scope:
    """The person's own periods that the days of a scope touch."""
    first, last = period_of(scope.days.start, start_day).start, period_of(scope.days.end, start_day).end
    return _scope(Span(name="between", first=first, last=last), last, start_day, scope.title)


def is_whole(days: Period, start_day: int) -> bool:
    """Whether these are the person's own periods, from the first day of one to the last of another."""
    return rules.whole_periods(days, start_day)
