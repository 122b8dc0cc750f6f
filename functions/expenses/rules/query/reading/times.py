"""Times that a question names: this week, the last 3 months, Q2, October 2026, since June, between two days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from functions.expenses.models.query import Named, Span, SpanUnit
from functions.expenses.rules.dates import find_dates
from functions.expenses.rules.dates.lexicon import Lexicon, Table, lexicons
from functions.expenses.rules.dates.weeks import relative
from functions.expenses.rules.period_arithmetic import months_back
from functions.expenses.rules.query.reading.numbers import number_at, year_at
from functions.expenses.rules.query.reading.phrases import Words, table
from functions.expenses.rules.query.reading.year_parts import part_of_year_at
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary import question_words as words
from shared.period import Period

_LANGUAGES = ("en", "fr", "ar")
_UNITS: dict[str, SpanUnit] = {"day": "day", "week": "week", "month": "period", "year": "year"}
_GAP = 4
_MOST_ARTICLES = 4
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "'", "du", "de", "d", "of", "in", "mois", "شهر", "يوم"})
_MONTH_LEADS = frozenset(
    {"in", "of", "for", "since", "and", "en", "de", "depuis", "et", "from", "to", "until", "vs", "than", "du"}
)


@dataclass(frozen=True, slots=True)
class Time:
    """One time in a text. `steps`: 0 for this week, -1 for last week; `number`: how many units the last ones are."""

    kind: Literal["unit", "last", "days", "ahead"]
    start: int
    end: int
    unit: SpanUnit = "day"
    steps: int = 0
    number: int = 0
    days: Period | None = None

    def span(self) -> Span:
        if self.kind == "last":
            return Span(name="last", number=self.number, unit=self.unit)
        if self.days is not None:
            return Span(name="between", first=self.days.start, last=self.days.end)
        if self.unit == "day":
            return Span(name="today" if not self.steps else "yesterday")
        names: dict[tuple[SpanUnit, int], Named] = {
            ("week", 0): "this_week",
            ("week", -1): "last_week",
            ("period", 0): "this_period",
            ("period", -1): "last_period",
            ("year", 0): "this_year",
            ("year", -1): "last_year",
        }
        return Span(name=names[self.unit, self.steps])


def times_in(found: Words, today: date) -> list[Time]:
    """The times in a text from left to right; their tokens are taken."""
    by_start = {one.start: (one.date, one.end) for one in find_dates(found.text, today)}
    times: list[Time] = []
    place = 0
    while place < len(found.tokens):
        readings = [one for one in _readings(found.tokens, place, today, by_start) if found.is_free(place, one.end)]
        best = max(readings, key=lambda one: one.end, default=None)
        if best and not _is_better_later(best, found, today):
            times.append(best)
            found.take(place, best.end)
        else:
            best = None
        place = best.end if best else place + 1
    return times


def _is_better_later(one: Time, found: Words, today: date) -> bool:
    """Whether it has a small word before it: من الشهر الماضي is no day a month ago, "du 2e trimestre" no second day."""
    if one.days is None or one.end - one.start < 2:
        return False
    later = list(_readings(found.tokens, one.start + 1, today, {}))
    if one.days.start == one.days.end and any(other.end > one.end for other in later):
        return True
    return any(other.kind in {"unit", "last"} and other.end >= one.end for other in later)


def _readings(tokens: Sequence[Token], place: int, today: date, dates: dict[int, tuple[date, int]]) -> Iterator[Time]:
    for lexicon in _lexicons():
        yield from _in_language(tokens, place, today, lexicon)
    year = year_at(tokens, place)
    if year and place and tokens[place - 1].kind == "word":
        yield Time("days", place, place + 1, days=Period(date(year, 1, 1), date(year, 12, 31)))
    if tokens[place].start in dates:
        day, stop = dates[tokens[place].start]
        end = next((rank for rank in range(place, len(tokens)) if tokens[rank].start >= stop), len(tokens))
        yield Time("days", place, end, days=Period(day, day))


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    return tuple(one for one in lexicons() if one.language in _LANGUAGES)


@cache
def _last_ones() -> Table[bool]:
    return table({True: words.LAST_ONES})


def _in_language(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Iterator[Time]:
    if counted := _last_units(tokens, place, lexicon) or _beginning_of(tokens, place, lexicon):
        yield counted
    for name, unit in _UNITS.items():
        hit = relative(tokens, place, name, lexicon)
        if hit and unit != "day":
            kind: Literal["unit", "ahead"] = "ahead" if hit.value > 0 else "unit"
            yield Time(kind, place, hit.end, unit, hit.value)
    off = lexicon.days_off.at(tokens, place)
    if off:
        if off.value in {0, -1}:
            yield Time("unit", place, off.end, "day", off.value)
        else:
            day = today + timedelta(days=off.value)
            yield Time("days" if off.value < 0 else "ahead", place, off.end, days=Period(day, day))
    if month := _month_at(tokens, place, today, lexicon):
        yield month
    if part := part_of_year_at(tokens, place, today, lexicon):
        yield Time("ahead" if part[0].start > today else "days", place, part[1], days=part[0])


def _beginning_of(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Time | None:
    """Since the beginning of the year, depuis le début du mois, منذ بداية السنة: all of it so far."""
    opened = _beginning_words().at(tokens, place)
    led = any(_since_words().at(tokens, at) for at in range(max(0, place - 2), place))
    for at in range(opened.end, opened.end + _MOST_ARTICLES) if opened and led else ():
        unit = lexicon.units.at(tokens, at) if at < len(tokens) else None
        if unit and _UNITS[unit.value] != "day":
            return Time("unit", place, unit.end, _UNITS[unit.value])
    return None


def _last_units(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Time | None:
    """The last 3 months, 3 derniers mois, آخر 3 أشهر, آخر شهرين, الأشهر الثلاثة الأخيرة."""
    marked = _last_ones().at(tokens, place)
    number = number_at(tokens, marked.end if marked else place, lexicon)
    after = number[1] if number else (marked.end if marked else place)
    if not marked:
        marked = _last_ones().at(tokens, after)
        after = marked.end if marked else after
    unit = lexicon.units.at(tokens, after) if after < len(tokens) else None
    if marked is None or unit is None:
        return _units_last(tokens, place, lexicon)
    many = number[0] if number else (2 if tokens[unit.end - 1].text in lexicon.duals else 1)
    if number is None and many == 1:
        return None  # last week: one that is over
    return Time("last", place, unit.end, _UNITS[unit.value], number=many)


def _units_last(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Time | None:
    unit = lexicon.units.at(tokens, place)
    number = number_at(tokens, unit.end, lexicon) if unit else None
    marked = _last_ones().at(tokens, number[1]) if number else None
    if unit is None or number is None or marked is None:
        return None
    return Time("last", place, marked.end, _UNITS[unit.value], number=number[0])


def _month_at(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Time | None:
    """October, October 2026: the latest one up to today unless a year is said."""
    month = lexicon.months.at(tokens, place)
    led = place > 0 and tokens[place - 1].text in _MONTH_LEADS
    if month is None or (lexicon.is_risky(tokens[month.end - 1].text) and not led):
        return None
    year, end = year_at(tokens, month.end), month.end
    if year:
        end += 1
    first = date(year or today.year, month.value, 1)
    if not year and first > today:
        first = first.replace(year=today.year - 1)
    return Time("days", place, end, days=Period(first, months_back(first, -1) - timedelta(days=1)))


def joined(found: Words, times: list[Time], today: date) -> Span | None:
    """The one span that the times make together: between two of them, since one, or just one. None without any."""
    for one, other in pairwise(times):
        span = _between(found, one, other)
        if span:
            return span
    for one in times:
        if span := _since(found, one, today):
            return span
    return times[0].span() if times else None


def _between(found: Words, one: Time, other: Time) -> Span | None:
    to = _to_words().at(found.tokens, one.end)
    near = range(max(0, one.start - 2), one.start + 1)
    led = [place for place in near if (hit := _between_words().at(found.tokens, place)) and hit.end >= one.start - 1]
    if not (one.days and other.days and to and led and other.start <= to.end + 2):
        return None
    first, last = one.days.start, other.days.end
    if first > last:  # the 1st and the 15th of October: the month stands after the second
        first = first.replace(year=last.year, month=last.month)
    found.take(led[0], other.end)
    return Span(name="between", first=first, last=last) if first <= last else None


@cache
def _to_words() -> Table[bool]:
    return table({True: words.TO})


@cache
def _between_words() -> Table[bool]:
    return table({True: words.BETWEEN})


@cache
def _since_words() -> Table[bool]:
    return table({True: words.SINCE})


@cache
def _beginning_words() -> Table[bool]:
    return table({True: words.BEGINNING})


def _since(found: Words, one: Time, today: date) -> Span | None:
    """Since June, depuis le 1er septembre, since the beginning of the year, منذ بداية السنة."""
    for place in range(max(0, one.start - _GAP), one.start + 1):
        hit = _since_words().at(found.tokens, place)
        if hit and all(token.text in _ARTICLES for token in found.tokens[hit.end : one.start]):
            found.take(place, one.end)
            if one.kind == "unit" and not one.steps:
                return one.span()
            if one.days:
                return Span(name="since", first=one.days.start)
            return one.span() if one.kind == "last" else Span(name="since", first=_beginning(one, today))
    return None


def _beginning(one: Time, today: date) -> date:
    """The first day of a unit that is over, by the calendar."""
    if one.unit == "day":
        return today + timedelta(days=one.steps)
    if one.unit == "week":
        return today - timedelta(days=today.weekday() - 7 * one.steps)
    return date(today.year + one.steps, 1, 1) if one.unit == "year" else months_back(today.replace(day=1), -one.steps)
