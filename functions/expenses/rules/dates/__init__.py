"""Dates in what people write, in eleven languages. Day first in figures; for an expense the past wins."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from functions.expenses.rules.dates.calendar_days import calendar_day_at
from functions.expenses.rules.dates.counted import counted_at
from functions.expenses.rules.dates.east_asian import is_east_asian, written_in_characters
from functions.expenses.rules.dates.figures import Hit, in_figures
from functions.expenses.rules.dates.lexicon import Lexicon, lexicons
from functions.expenses.rules.dates.weeks import weekday_at
from functions.expenses.rules.tokens import Token, plain, tokens_of
from functions.expenses.rules.vocabulary.date_words import ELSEWHERE

_ANY_DAY = date(2024, 1, 31)
_LEADS = frozenset({"on", "le", "du", "dated", "date", "في", "op", "de", "el", "il", "am", "em", "dia", "يوم"})


class FoundDate(NamedTuple):
    """A date and where it stands in the original text."""

    date: date
    start: int
    end: int


def find_date(text: str, today: date) -> date | None:
    """The first date in the text, or None."""
    return next((found.date for found in find_dates(text, today)), None)


def find_dates(text: str, today: date) -> list[FoundDate]:
    """Every date of the calendar in order, without overlaps. One that is not in it (30 February) is left out."""
    return [FoundDate(day, start, end) for day, start, end in _written(text, today) if day is not None]


@lru_cache(maxsize=64)
def date_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where dates stand, whatever today is and also impossible ones: their digits are no amounts."""
    return tuple((start, end) for _, start, end in _written(text, _ANY_DAY))


def within(spans: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    index = bisect_right(spans, (start, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= start < spans[index][1]


def _written(text: str, today: date) -> Iterator[tuple[date | None, int, int]]:
    characters = list(written_in_characters(plain(text), today))
    taken = [(start, end) for _, start, end in characters]
    tokens, index, year_first = tokens_of(text), 0, is_east_asian(text)
    found = []
    while index < len(tokens):
        hit = None if within(taken, tokens[index].start) else _date_at(tokens, index, today, year_first=year_first)
        if hit and not _means_something_else(tokens, index, hit[1]):
            found.append((hit[0], tokens[index].start, tokens[hit[1] - 1].end))
        index = hit[1] if hit else index + 1
    return iter(sorted([*characters, *found], key=lambda one: one[1]))


def _means_something_else(tokens: Sequence[Token], index: int, end: int) -> bool:
    """hier is yesterday in French and here in German."""
    others = ELSEWHERE.get(tokens[index].text) if end == index + 1 else None
    return others is not None and any(token.text in others for token in tokens)


def _date_at(tokens: Sequence[Token], index: int, today: date, *, year_first: bool) -> Hit | None:
    """The longest reading in any language; of equals, that of the language that comes first."""
    token, best = tokens[index], None
    if token.kind == "digits":
        led = index > 0 and tokens[index - 1].text in _LEADS
        best = in_figures(tokens, index, today, led=led, year_first=year_first)
        if index + 1 == len(tokens) or tokens[index + 1].kind == "digits":
            return best  # only words and marks can make more of it
    elif token.kind == "mark":
        return None
    for words in lexicons():
        if token.kind == "word" and not words.may_begin(token.text):
            continue
        for hit in _readings(tokens, index, today, words):
            if hit and (best is None or hit[1] > best[1]):
                best = hit
    return best


def _readings(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Iterator[Hit | None]:
    yield counted_at(tokens, index, today, words)
    if tokens[index].kind == "word":
        yield weekday_at(tokens, index, today, words)
    yield calendar_day_at(tokens, index, today, words)
