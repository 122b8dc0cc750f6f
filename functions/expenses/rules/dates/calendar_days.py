"""Dates with a day and mostly a month, in words: Nov 12, 12 novembre 2026, le 5, the 5th, Montag, den 15. Januar."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from functions.expenses.rules.currencies import is_currency_word
from functions.expenses.rules.dates.figures import Hit, whole
from functions.expenses.rules.dates.lexicon import Lexicon
from functions.expenses.rules.dates.weeks import after_fillers, relative_month
from functions.expenses.rules.numerals import number_in
from functions.expenses.rules.period_arithmetic import past_day
from functions.expenses.rules.tokens import Token

_MARKS = frozenset({"-", "/", ".", ","})
_ENDS = frozenset({".", ",", ";", "!", "?", ")", ":", "\u2022"})
_OLDEST, _NEWEST = 1900, 2100


class _Day(NamedTuple):
    """`ordinal`: written so that it can be no amount: 5th, 1er, fifth."""

    number: int
    end: int
    ordinal: bool


def calendar_day_at(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """(date, index after it) of a day of the calendar that begins at this token, or None."""
    if tokens[index].kind == "mark":
        return None
    found = [
        read(tokens, index, today, words) for read in (_year_first, _day_month, _day_of_other_month, _month_day, _led)
    ]
    found.append(_after_weekday(tokens, index, today, words))
    return max((hit for hit in found if hit), key=lambda hit: hit[1], default=None)


def _year_first(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """2019-sep-1."""
    if [token.text for token in tokens[index + 1 : index + 4 : 2]] not in (["-", "-"], ["/", "/"]):
        return None
    year, day, month = whole(tokens, index, 2199), whole(tokens, index + 4, 31), words.months.at(tokens, index + 2)
    if not (year and year >= 1900 and day and month and month.end == index + 3):
        return None
    return past_day(today, day, month.value, year), index + 5


def _day_at(tokens: Sequence[Token], place: int, words: Lexicon) -> _Day | None:
    """5, 5th, 1er, 27'sinde, fifth, twenty first."""
    number = whole(tokens, place, 31)
    if number is None:
        named = words.days.at(tokens, place)
        return _Day(named.value[0], named.end, ordinal=named.value[1]) if named else None
    end = place + 1
    if end < len(tokens) and tokens[end].start == tokens[place].end:
        if tokens[end].text in words.ordinal_marks:
            return _Day(number, end + 1, ordinal=tokens[end].text != ".")
        if tokens[end].text == "'" and end + 1 < len(tokens) and "'" + tokens[end + 1].text in words.ordinal_marks:
            return _Day(number, end + 2, ordinal=True)
    return _Day(number, end, ordinal=False)


def _day_month(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    found = _day_at(tokens, index, words)
    if found is None:
        return None
    place = found.end
    while place < len(tokens) and (tokens[place].text in words.fillers or tokens[place].text in _MARKS - {","}):
        place += 1
    month = words.months.at(tokens, place)
    if month is None:
        return None
    hit = _with_year(tokens, month.end, today, found.number, month.value, words)
    return None if tokens[place].text in words.risky and hit[1] == month.end else hit


def _led_figures(tokens: Sequence[Token], place: int, today: date) -> Hit | None:
    """el 17 del 11, le 17 du 11: day and month in figures."""
    day, month = whole(tokens, place, 31), whole(tokens, place + 2, 12)
    if day is None or month is None or tokens[place + 1].text not in {"del", "du"} or _is_money(tokens, place + 3):
        return None
    return past_day(today, day, month), place + 3


def _month_day(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """Nov 12, Maio vinte e um. An abbreviation is a month before a day in English only: it is a word elsewhere."""
    month = words.months.at(tokens, index)
    if month is None or (words.language != "en" and words.is_risky(tokens[index].text)):
        return None
    place = words.past_ending(tokens, month.end)
    while place < len(tokens) and tokens[place].text in {".", "-", "/", "the", "'"}:
        place += 1
    found = _day_at(tokens, place, words)
    if found is None or (not found.ordinal and _is_money(tokens, found.end)):
        return None
    return _with_year(tokens, found.end, today, found.number, month.value, words)


def _is_money(tokens: Sequence[Token], place: int) -> bool:
    """Whether a currency follows, so that the number before it is an amount."""
    return place < len(tokens) and is_currency_word(tokens[place])


def _with_year(tokens: Sequence[Token], place: int, today: date, day: int, month: int, words: Lexicon) -> Hit:
    """With the year that follows, if one does; (None, its end) when the month has no such day."""
    place = after = words.past_ending(tokens, place)
    while (
        after < len(tokens)
        and after < place + 2
        and (tokens[after].text in _MARKS or tokens[after].text in words.fillers)
    ):
        after += 1
    year = whole(tokens, after, 2199)
    if year and year >= 1000 and len(tokens[after].text) == 4 and not _is_money(tokens, after + 1):
        return past_day(today, day, month, year), after + 1
    named = number_in(tokens, after, words.language) if after < len(tokens) and tokens[after].kind == "word" else None
    # Two thousand after a date is sooner an amount than a year; two thousand and five is a year.
    if named and _OLDEST < named.value < _NEWEST and named.value % 100 and not _is_money(tokens, named.end):
        return past_day(today, day, month, int(named.value)), named.end
    return past_day(today, day, month), place


def _day_of_other_month(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """The 20th of last month, le 20 du mois dernier, 20 من الشهر الماضي."""
    found = _day_at(tokens, index, words)
    place = after_fillers(tokens, found.end, words) if found else index
    if found is None or (place == found.end and words.language != "ar"):  # Arabic joins them without a word
        return None
    month = relative_month(tokens, place, today, words)
    return (past_day(today, found.number, month[0].month, month[0].year), month[1]) if month else None


def _after_weekday(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """The date that a weekday's name goes with: Thursday the 21st, lundi 12 janvier, Montag, den 15. Januar."""
    start = index + (tokens[index].text in words.weekday_leads)
    weekday = words.weekdays.at(tokens, start)
    if weekday is None:
        return None
    place, led = weekday.end, False
    while place < len(tokens) - 1 and (tokens[place].text in {",", "."} or words.leads.at(tokens, place)):
        led = led or tokens[place].kind == "word"
        place += 1
    if place >= len(tokens) or words.weekdays.at(tokens, place):
        return None
    found = _day_month(tokens, place, today, words) or _month_day(tokens, place, today, words)
    if found:
        return found
    named = _day_at(tokens, place, words)
    in_words = led and tokens[place].kind == "word"  # vendredi le deux, الجمعة في خمسة عشر
    if named is None or not (named.ordinal or (in_words and not _is_money(tokens, named.end))):
        return None
    day = past_day(today, named.number)
    return (day, named.end) if day else None


def _ordinal_day(tokens: Sequence[Token], place: int, today: date, words: Lexicon) -> Hit | None:
    found = _day_at(tokens, place, words)
    if found is None or not found.ordinal:
        return None
    day = past_day(today, found.number)
    return (day, found.end) if day else None


def _led(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """le 5, the 5th, on the 5th, el 15, am 15.: a bare number only where the phrase ends, and before no currency."""
    if words.language == "tr" and tokens[index].kind == "digits":
        return _ordinal_day(tokens, index, today, words)
    lead = words.leads.at(tokens, index)
    if lead is None:
        return None
    place = lead.end
    if place >= len(tokens):
        return None
    found = _day_month(tokens, place, today, words) or _day_of_other_month(tokens, place, today, words)
    found = found or _led_figures(tokens, place, today)
    found = found or (
        _ordinal_day(tokens, place, today, words) if tokens[place].kind == "digits" or words.language == "ar" else None
    )
    if found:
        return found
    day = _day_at(tokens, place, words)
    if day is None or tokens[place].kind != "digits" or _is_money(tokens, day.end):
        return None
    ends = day.end >= len(tokens) or tokens[day.end].text in _ENDS or tokens[day.end].text in {"a", "chez", "et"}
    past = past_day(today, day.number) if ends else None
    return (past, day.end) if past else None
