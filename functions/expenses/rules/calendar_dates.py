"""Dates with a day and a month: 2026-11-12, 12/11, 12.11.2026, Nov 12, 12 novembre 2026, le 5, the 5th."""

import re
from collections.abc import Sequence
from datetime import date

from functions.expenses.rules.date_lexicon import lexicon
from functions.expenses.rules.number_lexicon import senses_of
from functions.expenses.rules.numerals import read_number
from functions.expenses.rules.period_arithmetic import past_day
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.number_words import FREE
from functions.expenses.rules.week_dates import after_fillers, relative_month

_SUFFIXES = frozenset({"st", "nd", "rd", "th", "er", "eme", "e"})
_BEFORE_YEAR = re.compile(r"(\d{1,2}),(\d{4}|\d{2})", re.ASCII)
_LEADS = frozenset({"on", "le", "du", "dated", "date", "في"})
_OF = frozenset({"of", "de", "من", "the"})


def calendar_date_at(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """(date, index after it) of a calendar date that begins at this token, or None."""
    if tokens[index].kind == "digits":
        return (
            _in_figures(tokens, index, today)
            or _year_first(tokens, index, today)
            or _day_month(tokens, index, today)
            or _day_of_other_month(tokens, index, today)
        )
    if tokens[index].kind != "word":
        return None
    words = lexicon()
    named = index + (tokens[index].text in {"on", "يوم"})
    if named + 1 < len(tokens) and tokens[named].text in words.weekdays:
        found = _after_weekday(tokens, named + 1, today)
        if found:
            return found
    return (
        _month_day(tokens, index, today)
        or _day_month(tokens, index, today)
        or (_lead_day(tokens, index, today) if tokens[index].text in {"le", "the", "on", "du"} else None)
    )


def _year_first(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """2019-sep-1."""
    if [token.text for token in tokens[index + 1 : index + 4 : 2]] not in (["-", "-"], ["/", "/"]):
        return None
    year, day = _whole(tokens, index, 2199), _whole(tokens, index + 4, 31)
    month = _month_of(tokens[index + 2], sure=True)
    found = past_day(today, day, month, year) if year and year >= 1900 and day and month else None
    return (found, index + 5) if found else None


def _day_of_other_month(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """The 20th of last month, le 20 du mois dernier, 20 من الشهر الماضي."""
    found = _day_number(tokens, index)
    place = after_fillers(tokens, found[1]) if found else index
    if found is None or place == found[1]:
        return None
    month = relative_month(tokens, place, today)
    day = past_day(today, found[0], month[0].month, month[0].year) if month else None
    return (day, month[1]) if month and day else None


def _after_weekday(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    """The date that a weekday's name goes with: Thursday the 21st, lundi 12 janvier."""
    while place < len(tokens) - 1 and tokens[place].text in {",", ".", "the", "le"}:
        place += 1
    if place >= len(tokens) or tokens[place].text in lexicon().weekdays:
        return None
    found = calendar_date_at(tokens, place, today)
    if found or tokens[place].kind != "digits":
        return found
    return _ordinal_day(tokens, place, today)


def _whole(tokens: Sequence[Token], place: int, most: int) -> int | None:
    if place < len(tokens) and tokens[place].kind == "digits" and tokens[place].text.isdigit():
        value = int(tokens[place].text[:9])
        return value if 0 < value <= most and len(tokens[place].text) <= 4 else None
    return None


def _in_figures(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    dotted = tokens[index].text.split(".")
    if len(dotted) == 3 and all(part.isdigit() and len(part) in {1, 2, 4} for part in dotted):
        day = _ordered([int(part) for part in dotted], today)
        return (day, index + 1) if day else None
    parts, place = [_whole(tokens, index, 9999)], index + 1
    if place >= len(tokens) or tokens[place].text not in {"/", "-"} or tokens[place].start != tokens[index].end:
        return None
    separator = tokens[place].text
    with_year = _BEFORE_YEAR.fullmatch(tokens[place + 1].text) if place + 1 < len(tokens) else None
    if with_year and parts[0] and separator == "/":  # 12/08,2015
        day = _ordered([parts[0], int(with_year[1]), int(with_year[2])], today)
        return (day, place + 2) if day else None
    while len(parts) < 3 and place + 1 < len(tokens) and tokens[place].text in {separator, ","}:
        if tokens[place].start != tokens[place - 1].end or tokens[place + 1].start != tokens[place].end:
            break
        parts.append(_whole(tokens, place + 1, 9999))
        place += 2
    numbers = [part for part in parts if part is not None]
    if len(numbers) != len(parts) or len(parts) < 2:
        return None
    if len(parts) == 2 and separator == "-" and not _sure_pair(tokens, index, numbers):
        return None
    day = _ordered(numbers, today)
    return (day, place) if day else None


def _sure_pair(tokens: Sequence[Token], index: int, numbers: list[int]) -> bool:
    """Whether 22-4 is a date and no range: only one order is possible, and a word for days stands before it."""
    led = index > 0 and tokens[index - 1].text in _LEADS
    return led and min(numbers) <= 12 < max(numbers)


def _ordered(numbers: list[int], today: date) -> date | None:
    """Year first when the first number is a year; else day first, and month first where only that is a date."""
    if len(numbers) == 2:
        first, second = numbers
        if max(first, second) > 31:
            return None
        return (past_day(today, first, second) if second <= 12 else None) or (
            past_day(today, second, first) if first <= 12 else None
        )
    first, second, third = numbers
    if first > 31:
        return past_day(today, third, second, first) if first > 999 else None
    return past_day(today, first, second, third) or past_day(today, second, first, third)


def _month_of(token: Token, *, sure: bool) -> int | None:
    words = lexicon()
    month = words.months.get(token.text) if token.kind == "word" else None
    return month if month and (sure or token.text not in words.risky) else None


def _day_number(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """(day, index after it): 5, 5th, 1er, fifth, twenty first."""
    day = _whole(tokens, place, 31)
    if day:
        end = place + 1
        if end < len(tokens) and tokens[end].text in _SUFFIXES and tokens[end].start == tokens[place].end:
            end += 1
        return day, end
    if place >= len(tokens) or tokens[place].kind != "word":
        return None
    ordinals = lexicon().ordinals
    if tokens[place].text in ordinals:
        day, end = ordinals[tokens[place].text], place + 1
        tens = senses_of(tokens[end].text) if end < len(tokens) and tokens[end].kind == "word" and day < 10 else ()
        if tens and tens[0][0].joined and tens[0][0].value in {20, 30}:  # الحادي والعشرون
            return day + tens[0][0].value, end + 1
        return day, end
    if not any(parts[0].language in FREE for parts in senses_of(tokens[place].text)):
        return None
    number = read_number(tokens, place, None, 2)
    if not number or number.value > 31 or number.value < 1 or number.value != int(number.value):
        return None
    value, end = int(number.value), number.end
    after = end + (end < len(tokens) and tokens[end].text == "-")
    if value in {20, 30} and after < len(tokens) and ordinals.get(tokens[after].text, 20) < 10:
        return value + ordinals[tokens[after].text], after + 1
    return value, end


def _day_month(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    found = _day_number(tokens, index)
    if not found:
        return None
    day, place = found
    while place < len(tokens) and (tokens[place].text in _OF or tokens[place].text in {"-", "/", "."}):
        place += 1
    month = _month_of(tokens[place], sure=True) if place < len(tokens) else None
    return _with_year(tokens, place + 1, today, day, month) if month else None


def _month_day(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    month = _month_of(tokens[index], sure=True)
    if not month:
        return None
    place = index + 1
    while place < len(tokens) and tokens[place].text in {".", "-", "/", "the"}:
        place += 1
    found = _day_number(tokens, place)
    return _with_year(tokens, found[1], today, found[0], month) if found else None


def _with_year(tokens: Sequence[Token], place: int, today: date, day: int, month: int) -> tuple[date, int] | None:
    after = place
    while after < len(tokens) and after < place + 2 and tokens[after].text in {",", ".", "-", "/", "de"}:
        after += 1
    year = _whole(tokens, after, 2199)
    if year and year >= 1900 and (after == place or tokens[after].start > tokens[place].start):
        found = past_day(today, day, month, year)
        return (found, after + 1) if found else None
    found = past_day(today, day, month)
    return (found, place) if found else None


def _ordinal_day(tokens: Sequence[Token], place: int, today: date) -> tuple[date, int] | None:
    found = _day_number(tokens, place) if tokens[place].kind == "digits" else None
    if found and found[1] > place + 1:
        day = past_day(today, found[0])
        return (day, found[1]) if day else None
    return None


def _lead_day(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """le 5, the 5th, on the 5th: a bare number only after "le" and before no other word of measure."""
    place = index + 1 + (index + 1 < len(tokens) and tokens[index].text == "on" and tokens[index + 1].text == "the")
    if place >= len(tokens):
        return None
    found = (
        calendar_date_at(tokens, place, today) or _ordinal_day(tokens, place, today)
        if tokens[place].kind == "digits"
        else None
    )
    if found:
        return found
    day = _whole(tokens, place, 31)
    last = place + 1 >= len(tokens) or tokens[place + 1].kind == "mark" or tokens[place + 1].text in {"a", "chez", "et"}
    if day and last and tokens[index].text == "le":
        past = past_day(today, day)
        return (past, place + 1) if past else None
    return None
