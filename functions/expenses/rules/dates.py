"""Dates in what people write, in English, French and Arabic. Day first in figures; for an expense the past wins."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from functions.expenses.rules.calendar_dates import calendar_date_at
from functions.expenses.rules.date_lexicon import Lexicon, lexicon
from functions.expenses.rules.numerals import read_number
from functions.expenses.rules.period_arithmetic import months_back, past_weekday, shifted
from functions.expenses.rules.tokens import Token, tokens_of
from functions.expenses.rules.week_dates import placed_weekday

_ANY_DAY = date(2024, 1, 31)
_LONGEST_AGO = 400
_AROUND = {"before": 1, "after": -1, "from": -1, "avant": 1, "apres": -1}


class FoundDate(NamedTuple):
    """A date and where it stands in the original text."""

    date: date
    start: int
    end: int


def find_date(text: str, today: date) -> date | None:
    """The first date in the text, or None."""
    return next((found.date for found in find_dates(text, today)), None)


def find_dates(text: str, today: date) -> list[FoundDate]:
    """Every date in order, without overlaps."""
    tokens, found, index = tokens_of(text), [], 0
    while index < len(tokens):
        hit = _date_at(tokens, index, today)
        if hit:
            day, end = hit
            found.append(FoundDate(day, tokens[index].start, tokens[end - 1].end))
            index = end
        else:
            index += 1
    return found


@cache
def _words() -> Lexicon:
    return lexicon()


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates stand, whatever today is: their digits are no amounts."""
    return [(found.start, found.end) for found in find_dates(text, _ANY_DAY)]


def within(spans: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    index = bisect_right(spans, (start, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= start < spans[index][1]


def _date_at(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    return (
        _fixed_phrase(tokens, index, today)
        or calendar_date_at(tokens, index, today)
        or _counted_from(tokens, index, today)
        or _ago(tokens, index, today)
        or placed_weekday(tokens, index, today)
        or _weekday(tokens, index, today)
        or _last_period(tokens, index, today)
    )


def _fixed_phrase(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    for phrase, days in _words().phrases.get(tokens[index].text, ()):
        place = index
        for word in phrase:
            while place < len(tokens) and tokens[place].kind == "mark" and tokens[place].text in "-'" and place > index:
                place += 1
            if place >= len(tokens) or tokens[place].text != word:
                break
            place += 1
        else:
            return shifted(today, days), place
    return None


def _ago(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """3 days ago, il y a 3 jours, منذ 3 أيام, a week ago, منذ يومين."""
    before = 0
    for phrase in _words().ago_before:
        if tuple(token.text for token in tokens[index : index + len(phrase)]) == phrase:
            before = len(phrase)
    span = _span(tokens, index + before, today)
    if span is None:
        return None
    day, end = span
    for _ in range(3):
        if end >= len(tokens) - 1:
            break
        joined = tokens[end].text in {"and", "et", "و"}
        more = _span(tokens, end + joined, day)
        if more is None or (more[1] == end + joined + 1 and tokens[end + joined].text not in _words().duals):
            break
        day, end = more
    if end < len(tokens) and tokens[end].text in _words().ago_after:
        return day, end + 1
    return (day, end) if before else None


def _counted_from(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """Two days before yesterday, three weeks from tomorrow."""
    span = _span(tokens, index, today)
    if span is None or span[1] + 1 >= len(tokens) or tokens[span[1]].text not in _AROUND:
        return None
    anchor = _fixed_phrase(tokens, span[1] + 1, today)
    if anchor is None:
        return None
    back = today - span[0]
    return shifted(anchor[0], -back.days * _AROUND[tokens[span[1]].text]), anchor[1]


def _span(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    if index >= len(tokens):
        return None
    words, count, place = _words(), 1, index
    if tokens[place].text in words.units and tokens[place].text in words.duals:
        return _back(today, words.units[tokens[place].text], 2), place + 1
    if tokens[place].text in words.few or tokens[place].text in {"a", "an"}:
        count, place = (3 if tokens[place].text in words.few else 1), place + 1
        if place < len(tokens) and tokens[place].text in words.few:
            count, place = 3, place + 1
    else:
        number = read_number(tokens, place, None, 2)
        if number and 0 < number.value <= _LONGEST_AGO and number.value == int(number.value):
            count, place = int(number.value), number.end
    unit = words.units.get(tokens[place].text) if place < len(tokens) else None
    return (_back(today, unit, count), place + 1) if unit else None


def _back(today: date, unit: str, count: int) -> date:
    if unit in {"day", "week"}:
        return shifted(today, -count * (7 if unit == "week" else 1))
    return months_back(today, count * (12 if unit == "year" else 1))


def _weekday(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """Friday, last Friday, vendredi dernier, الجمعة الماضي: the latest one that is not in the future."""
    words, place = _words(), index
    lead = tokens[place].text in words.last or tokens[place].text in words.this or tokens[place].text in {"on", "يوم"}
    place += lead
    if place >= len(tokens) or tokens[place].text not in words.weekdays:
        return None
    word = tokens[place].text
    if word in words.risky and not (lead or _qualified(tokens, place + 1)):
        return None
    end, strictly = place + 1, tokens[index].text in words.last
    while end < len(tokens) and (tokens[end].text in words.last or tokens[end].text in words.this):
        strictly, end = strictly or tokens[end].text in words.last, end + 1
    return past_weekday(today, words.weekdays[word], strictly=strictly), end


def _qualified(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in _words().last


def _last_period(tokens: Sequence[Token], index: int, today: date) -> tuple[date, int] | None:
    """last week, la semaine dernière, الأسبوع الماضي: the same day a week or a month back."""
    words, texts = _words(), [token.text for token in tokens[index : index + 2]]
    if len(texts) < 2:
        return None
    for unit, mark in ((texts[1], texts[0]), (texts[0], texts[1])):
        bare = unit.removeprefix("ال")
        name = words.units.get(unit) or words.units.get(bare)
        if name in {"week", "month"} and mark in words.last:
            return _back(today, name, 1), index + 2
    return None
