"""Dates in figures: 2026-11-12, 12/11, 12.11.2026, 12/08,2015. Day first; year first in Chinese and Japanese."""

import re
from collections.abc import Sequence
from datetime import date

from functions.expenses.rules.currencies import is_currency_word
from functions.expenses.rules.period_arithmetic import past_day
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.message_words import COUNT_NOUNS

# None instead of a date: figures of a date that is not in the calendar.
Hit = tuple[date | None, int]

# After these words a day follows, and no price; "de 4.22" and "date 4.22" may be either.
_BEFORE_DAYS = frozenset({"on", "le", "du", "el", "am", "em", "op", "il", "dia", "يوم"})
_SUMS = frozenset({"=", "%", "/", "-", "+", "*", "x", "×"})
_BEFORE_YEAR = re.compile(r"(\d{1,2}),(\d{4}|\d{2})", re.ASCII)


def whole(tokens: Sequence[Token], place: int, most: int) -> int | None:
    """The plain whole number from 1 to `most` at this place, or None."""
    if place < len(tokens) and tokens[place].kind == "digits" and tokens[place].text.isdigit():
        value = int(tokens[place].text[:9])
        return value if 0 < value <= most and len(tokens[place].text) <= 4 else None
    return None


def in_figures(tokens: Sequence[Token], index: int, today: date, *, led: bool, year_first: bool) -> Hit | None:
    """The date whose figures begin here. `led`: a word for days stands before it, so that 22-4 is no range."""
    dotted = tokens[index].text.split(".")
    if len(dotted) == 3 and all(part.isdigit() and len(part) in {1, 2, 4} for part in dotted):
        day = _ordered([int(part) for part in dotted], today, year_first=year_first)
        return (day, index + 1) if day else None
    if len(dotted) == 2:
        return _dotted_pair(tokens, index, dotted, today)
    parts, place = [whole(tokens, index, 9999)], index + 1
    year_first = year_first and len(tokens[index].text) != 1  # one digit is no year
    spaced = _spaced(tokens, index)
    if spaced:
        day = _ordered(spaced, today, year_first=year_first)
        return (day, index + 5) if day else None
    if place >= len(tokens) or tokens[place].text not in {"/", "-"} or tokens[place].start != tokens[index].end:
        return None
    separator = tokens[place].text
    with_year = _BEFORE_YEAR.fullmatch(tokens[place + 1].text) if place + 1 < len(tokens) else None
    if with_year and parts[0] and separator == "/":  # 12/08,2015
        day = _ordered([parts[0], int(with_year[1]), int(with_year[2])], today, year_first=False)
        return (day, place + 2) if day else None
    while len(parts) < 3 and place + 1 < len(tokens) and tokens[place].text in {separator, ","}:
        apart = tokens[place].text == "," and tokens[place + 1].start == tokens[place].end + 1  # 12-08, 2015
        if tokens[place].start != tokens[place - 1].end or not (
            tokens[place + 1].start == tokens[place].end or (apart and (whole(tokens, place + 1, 2199) or 0) > 1900)
        ):
            break
        parts.append(whole(tokens, place + 1, 9999))
        place += 2
    numbers = [part for part in parts if part is not None]
    if len(numbers) != len(parts) or len(parts) < 2:
        return None
    if len(parts) == 2 and separator == "-" and not _sure_pair(tokens, index, numbers, led=led):
        return None
    day = _ordered(numbers, today, year_first=year_first)
    return (day, place) if day or len(parts) == 3 else None


def _dotted_pair(tokens: Sequence[Token], index: int, parts: list[str], today: date) -> Hit | None:
    """el 4.22, am 22.4: after a word for days, where only one order of day and month is possible."""
    led = index > 0 and tokens[index - 1].text in _BEFORE_DAYS
    if not led or not all(part.isdigit() and len(part) <= 2 for part in parts) or _is_money(tokens, index + 1):
        return None
    numbers = [int(part) for part in parts]
    if not 0 < min(numbers) <= 12 < max(numbers) <= 31:
        return None
    day = _ordered(numbers, today, year_first=False)
    return (day, index + 1) if day else None


def _is_money(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and is_currency_word(tokens[place])


def _spaced(tokens: Sequence[Token], index: int) -> list[int] | None:
    """22 - 4 - 2016: apart, so only with a full year."""
    marks = [token.text for token in tokens[index + 1 : index + 4 : 2]]
    numbers = [whole(tokens, index, 31), whole(tokens, index + 2, 31), whole(tokens, index + 4, 2199)]
    if marks not in (["-", "-"], ["/", "/"]) or None in numbers or (numbers[2] or 0) < 1900:
        return None
    return [number for number in numbers if number is not None]


def _sure_pair(tokens: Sequence[Token], index: int, numbers: list[int], *, led: bool) -> bool:
    """Whether 22-4 is a date and no range: only one order is possible, or its month is written as 04.

    Without a word for days before it, it falls as no range does (22-4), is no sum, and sticks to nothing else.
    """
    second, after = tokens[index + 2].text, index + 3
    if len(numbers) == 2 and 0 < numbers[1] <= 12 < numbers[0] <= 31:
        stuck = index > 0 and tokens[index - 1].end == tokens[index].start
        counted = after < len(tokens) and tokens[after].text in _SUMS | COUNT_NOUNS
        return not stuck and not counted and not _is_money(tokens, after)
    return (led and (min(numbers) <= 12 < max(numbers) or second[0] == "0")) or (
        len(tokens[index].text) == 2 and len(second) == 2 and second[0] == "0"
    )


def _ordered(numbers: list[int], today: date, *, year_first: bool) -> date | None:
    """Year first when the first number is a year; else day first, and month first where only that is a date."""
    if len(numbers) == 2:
        first, second = reversed(numbers) if year_first else numbers
        if max(first, second) > 31:
            return None
        return (past_day(today, first, second) if second <= 12 else None) or (
            past_day(today, second, first) if first <= 12 else None
        )
    first, second, third = numbers
    if year_first and max(second, third) <= 31:
        day = past_day(today, third, second, first)
        if day:
            return day
    if first > 31:
        return past_day(today, third, second, first) if first > 999 else None
    return past_day(today, first, second, third) or past_day(today, second, first, third)
