"""Weekdays that are placed by a week or a month: this Friday, next Sunday, Friday last week, the first Friday of July."""

from collections.abc import Sequence
from datetime import date

from functions.expenses.rules.date_lexicon import lexicon
from functions.expenses.rules.period_arithmetic import months_back, shifted
from functions.expenses.rules.tokens import Token

Hit = tuple[date, int]
_BETWEEN = frozenset({"of", "the", "in", "de", "du", "la", "يوم", "من", "في", "on"})
_MOST_BETWEEN = 2


def placed_weekday(tokens: Sequence[Token], index: int, today: date) -> Hit | None:
    """(date, index after it) when a weekday with its week or month begins here. Weeks begin on Monday."""
    return _ordinal_weekday(tokens, index, today) or _weekday_of_week(tokens, index, today)


def relative_month(tokens: Sequence[Token], place: int, today: date) -> Hit | None:
    """(its first day, index after it) of "last month", "le mois prochain", "الشهر القادم" at this place."""
    found = _relative(tokens, place, "month")
    if found is None:
        return None
    steps, end = found
    return months_back(today.replace(day=1), -steps), end


def after_fillers(tokens: Sequence[Token], place: int) -> int:
    """The place after words such as "of the"."""
    stop = place + _MOST_BETWEEN
    while place < min(stop, len(tokens)) and tokens[place].text in _BETWEEN:
        place += 1
    return place


def _steps(text: str) -> int | None:
    words = lexicon()
    if text in words.last:
        return -1
    if text in words.this:
        return 0
    return 1 if text in words.next else None


def _relative(tokens: Sequence[Token], place: int, unit: str) -> tuple[int, int] | None:
    """(-1, 0 or 1, index after it) of "last week", "semaine prochaine", "الأسبوع المقبل" at this place."""
    if place + 1 >= len(tokens):
        return None
    for name, mark in ((tokens[place + 1].text, tokens[place].text), (tokens[place].text, tokens[place + 1].text)):
        units = lexicon().units
        steps = _steps(mark)
        if steps is not None and (units.get(name) or units.get(name.removeprefix("ال"))) == unit:
            return steps, place + 2
    return None


def _named(tokens: Sequence[Token], place: int) -> int | None:
    """The weekday whose name stands here, 0 is Monday."""
    return lexicon().weekdays.get(tokens[place].text) if place < len(tokens) else None


def _in_week(today: date, weekday: int, steps: int) -> date:
    return shifted(today, weekday - today.weekday() + 7 * steps)


def _weekday_of_week(tokens: Sequence[Token], index: int, today: date) -> Hit | None:
    text = tokens[index].text
    week = _relative(tokens, index, "week")
    if week is not None:  # last week Sunday
        place = after_fillers(tokens, week[1])
        weekday = _named(tokens, place)
        return None if weekday is None else (_in_week(today, weekday, week[0]), place + 1)
    steps = _steps(text)
    if steps in {0, 1}:  # this Friday, next Friday
        place = after_fillers(tokens, index + 1)
        weekday = _named(tokens, place)
        return None if weekday is None else (_in_week(today, weekday, steps or 0), place + 1)
    place = index + (text in {"on", "يوم"})
    weekday = _named(tokens, place)
    if weekday is None:
        return None
    place += 1
    week = _relative(tokens, after_fillers(tokens, place), "week")
    if week is not None:  # Friday last week
        return _in_week(today, weekday, week[0]), week[1]
    if place < len(tokens) and _steps(tokens[place].text) == 1:  # dimanche prochain
        return _in_week(today, weekday, 1), place + 1
    return None


def _ordinal_weekday(tokens: Sequence[Token], index: int, today: date) -> Hit | None:
    """The first Friday of July, first Sunday, أول يوم جمعة من يوليو."""
    rank = lexicon().ordinals.get(tokens[index].text, 9)
    place = after_fillers(tokens, index + 1)
    weekday = _named(tokens, place)
    if rank > 4 or weekday is None:
        return None
    end = after_fillers(tokens, place + 1)
    month = lexicon().months.get(tokens[end].text) if end < len(tokens) else None
    if month:
        this_year = _nth(today.year, month, weekday, rank)
        found = this_year if this_year <= shifted(today, 1) else _nth(today.year - 1, month, weekday, rank)
        return found, end + 1
    other = relative_month(tokens, end, today)
    if other:
        return _nth(other[0].year, other[0].month, weekday, rank), other[1]
    return _nth(today.year, today.month, weekday, rank), place + 1


def _nth(year: int, month: int, weekday: int, rank: int) -> date:
    first = date(year, month, 1)
    return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (rank - 1))
