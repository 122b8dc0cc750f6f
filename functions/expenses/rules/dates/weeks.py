"""Weekdays, alone or placed by a week or a month: Friday, this Friday, Friday last week, the first Friday of July."""

from collections.abc import Sequence
from datetime import date

from functions.expenses.rules.dates.figures import Hit
from functions.expenses.rules.dates.lexicon import Found, Lexicon
from functions.expenses.rules.period_arithmetic import months_back, nth_weekday, past_weekday, shifted
from functions.expenses.rules.tokens import Token

_MOST_BETWEEN = 2


def weekday_at(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """(date, index after it) when a weekday begins here. Weeks begin on Monday; alone it is the latest one."""
    readers = (_ordinal_weekday, _month_first, _week_first, _weekday_first, _marked)
    found = [read(tokens, index, today, words) for read in readers]
    return max((hit for hit in found if hit), key=lambda hit: hit[1], default=None)


def relative_month(tokens: Sequence[Token], place: int, today: date, words: Lexicon) -> tuple[date, int] | None:
    """(its first day, index after it) of "last month", "le mois prochain", "الشهر القادم" at this place."""
    found = relative(tokens, place, "month", words)
    return (months_back(today.replace(day=1), -found.value), found.end) if found else None


def after_fillers(tokens: Sequence[Token], place: int, words: Lexicon) -> int:
    """The place after words such as "of the"."""
    stop = min(place + _MOST_BETWEEN, len(tokens))
    while place < stop and (tokens[place].text in words.fillers or tokens[place].text == ","):
        place += 1
    return place


def relative(tokens: Sequence[Token], place: int, unit: str, words: Lexicon) -> Found[int] | None:
    """-1, 0 or 1 of "last week", "semaine prochaine", "الأسبوع المقبل" at this place."""
    mark = words.relative.at(tokens, place)
    named = words.units.at(tokens, mark.end if mark else place)
    if mark is None and named:
        mark = words.relative.at(tokens, named.end)
        return Found(mark.value, mark.end) if mark and named.value == unit else None
    return Found(mark.value, named.end) if mark and named and named.value == unit else None


def _in_week(today: date, weekday: int, steps: int) -> date:
    return shifted(today, weekday - today.weekday() + 7 * steps)


def _week_first(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """last week Sunday"""
    week = relative(tokens, index, "week", words)
    if week is None:
        return None
    day = words.weekdays.at(tokens, after_fillers(tokens, week.end, words))
    return (_in_week(today, day.value, week.value), words.past_ending(tokens, day.end)) if day else None


def _marked(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """this Friday, next Friday, last Friday"""
    mark = words.relative.at(tokens, index)
    day = words.weekdays.at(tokens, after_fillers(tokens, mark.end, words)) if mark else None
    if mark is None or day is None:
        return None
    end, steps = words.past_ending(tokens, day.end), mark.value
    again = words.relative.at(tokens, end)
    if again:
        steps, end = again.value, again.end
    return _placed(today, day.value, steps), end


def _placed(today: date, weekday: int, steps: int) -> date:
    return past_weekday(today, weekday, strictly=True) if steps < 0 else _in_week(today, weekday, steps)


def _weekday_first(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """Friday, Friday last week, vendredi dernier, dimanche prochain, الجمعة الماضي, am Freitag"""
    led = tokens[index].text in words.weekday_leads
    day = words.weekdays.at(tokens, index + led) or (words.weekdays.at(tokens, index) if led else None)
    if day is None:
        return None
    end = words.past_ending(tokens, day.end)
    week = relative(tokens, after_fillers(tokens, end, words), "week", words)
    if week:
        return _in_week(today, day.value, week.value), week.end
    mark = words.relative.at(tokens, end)
    if mark:
        return _placed(today, day.value, mark.value), mark.end
    if words.is_risky(tokens[day.end - 1].text) and day.end - index == 1:
        return None
    return past_weekday(today, day.value, strictly=False), end


def _ordinal_weekday(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """The first Friday of July, first Sunday, أول يوم جمعة من يوليو, الأحد الثاني"""
    rank, day = words.ranks.at(tokens, index), words.weekdays.at(tokens, index)
    if rank:
        day = words.weekdays.at(tokens, after_fillers(tokens, rank.end, words))
    elif day and words.language == "ar":
        rank = words.ranks.at(tokens, day.end)
    if rank is None or day is None:
        return None
    past = words.past_ending(tokens, max(day.end, rank.end))
    end = after_fillers(tokens, past, words)
    month = words.months.at(tokens, end)
    if month:
        return _in_month(today, month.value, day.value, rank.value), month.end
    other = relative_month(tokens, end, today, words)
    if other:
        return nth_weekday(other[0].year, other[0].month, day.value, rank.value), other[1]
    return nth_weekday(today.year, today.month, day.value, rank.value), past


def _month_first(tokens: Sequence[Token], index: int, today: date, words: Lexicon) -> Hit | None:
    """Temmuz'un ilk Cuması, bu ayın ilk Cuma günü"""
    month = words.months.at(tokens, index)
    other = relative_month(tokens, index, today, words)
    if not (month or other):
        return None
    start = after_fillers(
        tokens, words.past_ending(tokens, other[1] if other else month.end if month else index), words
    )
    rank = words.ranks.at(tokens, start)
    day = words.weekdays.at(tokens, after_fillers(tokens, rank.end, words)) if rank else None
    if rank is None or day is None:
        return None
    end = words.past_ending(tokens, day.end)
    if other:
        return nth_weekday(other[0].year, other[0].month, day.value, rank.value), end
    return (_in_month(today, month.value, day.value, rank.value), end) if month else None


def _in_month(today: date, month: int, weekday: int, rank: int) -> date:
    this_year = nth_weekday(today.year, month, weekday, rank)
    return this_year if this_year <= shifted(today, 1) else nth_weekday(today.year - 1, month, weekday, rank)
