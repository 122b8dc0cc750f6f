"""Quarters and halves of a calendar year: last quarter, Q2 2026, le premier semestre, الربع الثاني من السنة."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from functions.expenses.rules.dates.lexicon import Lexicon, Table
from functions.expenses.rules.dates.weeks import relative
from functions.expenses.rules.period_arithmetic import months_back
from functions.expenses.rules.query.reading.numbers import number_at, year_at
from functions.expenses.rules.query.reading.phrases import table
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary import year_part_words as words
from functions.expenses.rules.vocabulary.question_words import LAST_ONES
from shared.folding import fold
from shared.period import Period

_BETWEEN = frozenset(map(fold, words.BETWEEN.split()))
_MOST_BETWEEN = 4
Reading = tuple[Period, int]


class _Year(NamedTuple):
    """A year that stands after a part of it; None where it is only said to be one ("of the year")."""

    year: int | None
    end: int


def part_of_year_at(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """The days of the part that is named at this place, and the index after it."""
    readers = (_coded, _year_first, _ranked, _marked, _counted)
    found = [hit for read in readers if (hit := read(tokens, place, today, lexicon))]
    return max(found, key=lambda hit: hit[1], default=None)


def part_holding(day: date, months: int) -> Period:
    """The quarter (3 months) or half (6) of the year that a day falls in."""
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, months_back(first, -months) - timedelta(days=1))


def _numbered(today: date, months: int, number: int, year: int | None) -> Period | None:
    """The first, second … part of a year; without a year the latest one that has begun."""
    if not 1 <= number <= 12 // months:
        return None
    first = date(year or today.year, (number - 1) * months + 1, 1)
    if year is None and first > today:
        first = first.replace(year=first.year - 1)
    return part_holding(first, months)


def _coded(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """Q2, Q2 2026, T3 2026, H1 of last year, rapport du T2"""
    months = words.CODES.get(tokens[place].text)
    number = _digit(tokens, place + 1)
    if months is None or number is None or tokens[place + 1].start != tokens[place].end:
        return None
    year = _year_after(tokens, place + 2, today, lexicon)
    led = any(token.text in words.CODE_LEADS for token in tokens[max(0, place - 2) : place])
    if not (year or led or tokens[place].text in words.SURE_CODES):
        return None
    days = _numbered(today, months, number, year.year if year else None)
    return (days, year.end if year else place + 2) if days else None


def _year_first(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """2026 Q2, 2026-Q2"""
    year, after = year_at(tokens, place), place + 1
    if after < len(tokens) and tokens[after].text == "-":
        after += 1
    months = words.CODES.get(tokens[after].text) if year and after < len(tokens) else None
    number = _digit(tokens, after + 1)
    days = _numbered(today, months, number, year) if months and number else None
    return (days, after + 2) if days else None


def _digit(tokens: Sequence[Token], place: int) -> int | None:
    text = tokens[place].text if place < len(tokens) else ""
    return int(text) if text in {"1", "2", "3", "4"} else None


def _ranked(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """The second quarter, 2e trimestre 2026, first half of the year, الربع الثاني من 2026"""
    rank = _rank(tokens, place, lexicon)
    noun = _parts().at(tokens, rank[1] if rank else place)
    end = noun.end if noun else place
    if noun and rank is None:
        number = _digit(tokens, noun.end)
        rank = (number, noun.end + 1) if number else _rank(tokens, noun.end, lexicon)
        end = rank[1] if rank else end
    if noun is None or rank is None:
        return None
    months, is_sure = noun.value
    year = _year_after(tokens, end, today, lexicon)
    days = _numbered(today, months, rank[0], year.year if year else None) if is_sure or year else None
    return (days, year.end if year else end) if days else None


def _rank(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """First, 2nd, premier, 2e, الثاني: the number and the index after it."""
    if word := lexicon.ranks.at(tokens, place):
        return word.value, word.end
    number = _digit(tokens, place)
    marked = place + 1 < len(tokens) and tokens[place + 1].text in lexicon.ordinal_marks
    return (number, place + 2) if number and marked else None


def _marked(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """Last quarter, ce trimestre, le trimestre dernier, الربع الماضي; the last quarter of 2025 is its fourth"""
    mark = _marks().at(tokens, place)
    noun = _parts().at(tokens, mark.end if mark else place)
    if noun is None or not noun.value[1]:
        return None
    end = noun.end
    if mark is None:
        mark = _marks().at(tokens, noun.end)
        end = mark.end if mark else end
    if mark is None:
        return None
    months = noun.value[0]
    year = _year_after(tokens, end, today, lexicon)
    if mark.value == -1 and year and year.year and (days := _numbered(today, months, 12 // months, year.year)):
        return days, year.end
    return part_holding(months_back(today.replace(day=1), -mark.value * months), months), end


def _counted(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> Reading | None:
    """The last 2 quarters, les deux derniers trimestres, آخر ربعين: complete ones."""
    marked = _last_ones().at(tokens, place)
    number = number_at(tokens, marked.end if marked else place, lexicon)
    after = number[1] if number else (marked.end if marked else place)
    if marked is None and number:
        marked = _last_ones().at(tokens, after)
        after = marked.end if marked else after
    noun, dual = _parts().at(tokens, after), _duals().at(tokens, after)
    if marked is None and number and noun:
        marked = _last_ones().at(tokens, noun.end)
        noun = noun._replace(end=marked.end) if marked else None
    if marked and dual and not number:
        return _last_parts(today, dual.value, 2), dual.end
    if marked is None or number is None or noun is None or not noun.value[1]:
        return None
    return _last_parts(today, noun.value[0], number[0]), noun.end


def _last_parts(today: date, months: int, many: int) -> Period:
    current = part_holding(today, months).start
    return Period(months_back(current, months * many), current - timedelta(days=1))


def _year_after(tokens: Sequence[Token], place: int, today: date, lexicon: Lexicon) -> _Year | None:
    """Of 2026, last year, de l'année dernière, من السنة"""
    for at in range(place, min(place + _MOST_BETWEEN, len(tokens))):
        if year := year_at(tokens, at):
            return _Year(year, at + 1)
        if steps := relative(tokens, at, "year", lexicon):
            return _Year(today.year + steps.value, steps.end)
        unit = lexicon.units.at(tokens, at)
        if unit and unit.value == "year":
            named = year_at(tokens, unit.end)
            return _Year(named, unit.end + 1 if named else unit.end)
        if tokens[at].text not in _BETWEEN:
            return None
    return None


@cache
def _parts() -> Table[tuple[int, bool]]:
    """How many months, and whether the word alone means a part of a year."""
    return table({(3, True): words.PARTS[3], (6, True): words.PARTS[6], (6, False): words.HALVES})


@cache
def _duals() -> Table[int]:
    return table(words.DUALS)


@cache
def _marks() -> Table[int]:
    return table({-1: words.LAST, 0: words.THIS, 1: words.NEXT})


@cache
def _last_ones() -> Table[bool]:
    return table({True: LAST_ONES})
