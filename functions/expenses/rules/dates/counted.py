"""Days counted from today: yesterday, 3 days ago, il y a 3 jours, منذ يومين, two days before yesterday, last week."""

from collections.abc import Sequence
from datetime import date

from functions.expenses.rules.dates.figures import Hit
from functions.expenses.rules.dates.lexicon import Lexicon
from functions.expenses.rules.dates.weeks import relative
from functions.expenses.rules.numerals import number_in
from functions.expenses.rules.period_arithmetic import months_back, shifted
from functions.expenses.rules.tokens import Token

_LONGEST_AGO = 400
_MOST_PARTS = 3


def counted_at(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """(date, index after it) of a day counted from today that begins here, or None."""
    readers = (_ago, _named_day, _counted_from, _last_period)
    found = [read(tokens, index, today, words) for read in readers]
    return max((hit for hit in found if hit), key=lambda hit: hit[1], default=None)


def _named_day(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> tuple[date, int] | None:
    found = words.days_off.at(tokens, index)
    return (shifted(today, found.value), words.past_ending(tokens, found.end)) if found else None


def _ago(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """3 days ago, il y a 3 jours, in 3 weeks, a month and 21 days ago."""
    before, ahead = words.ago_before.at(tokens, index), words.ahead_before.at(tokens, index)
    opened = before or ahead
    span = _spans(tokens, opened.end if opened else index, today, words)
    if span is None:
        return None
    day, end = span
    past, future = words.ago_after.at(tokens, end), words.ahead_after.at(tokens, end)
    if past:
        return day, past.end
    if before:
        return day, end
    return (shifted(today, (today - day).days), future.end if future else end) if ahead or future else None


def _spans(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> tuple[date, int] | None:
    """Up to four spans in a row: 2 years, a month and 21 days"""
    span = _span(tokens, index, today, words)
    if span is None:
        return None
    day, end = span
    for _ in range(_MOST_PARTS):
        joined = end < len(tokens) and tokens[end].text in words.joiners
        more = _span(tokens, end + joined, day, words)
        if more is None or (more[1] == end + joined + 1 and not _counts_alone(tokens[end + joined], words)):
            break
        day, end = more
    return day, end


def _counts_alone(token: Token, words: Lexicon) -> bool:
    """Whether a unit stands for one or two without a number: يومين, وأسبوع."""
    return token.text in words.duals or (words.language == "ar" and token.text.startswith("و"))


def _counted_from(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """Two days before yesterday, three weeks from tomorrow."""
    span = _span(tokens, index, today, words)
    side = words.around.at(tokens, span[1]) if span else None
    anchor = _named_day(tokens, side.end, today, words) if side else None
    if span is None or side is None or anchor is None:
        return None
    return shifted(anchor[0], (today - span[0]).days * side.value), anchor[1]


def _span(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> tuple[date, int] | None:
    """(so long before today, index after it) of "3 days", "a week", "quelques jours", "يومين"."""
    if index >= len(tokens):
        return None
    count, place = 1, index
    if tokens[index].text in words.duals:
        count = 2
    else:
        number = number_in(tokens, place, words.language)
        few = words.few.at(tokens, place)
        if few:
            several = words.few.at(tokens, few.end)  # a few
            count, place = (several or few).value, (several or few).end
        elif number and 0 < number.value <= _LONGEST_AGO and number.value == int(number.value):
            count, place = int(number.value), number.end
    unit = words.units.at(tokens, place)
    return (_back(today, unit.value, count), unit.end) if unit else None


def _back(today: date, unit: str, count: int) -> date:
    if unit in {"day", "week"}:
        return shifted(today, -count * (7 if unit == "week" else 1))
    return months_back(today, count * (12 if unit == "year" else 1))


def _last_period(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """last week, la semaine dernière, الشهر الماضي: the same day a week, a month or a year back."""
    for unit in ("week", "month", "year"):
        found = relative(tokens, index, unit, words)
        if found and found.value == -1:
            return _back(today, unit, 1), found.end
    return None
