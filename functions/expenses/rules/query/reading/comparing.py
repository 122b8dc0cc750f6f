"""Comparisons: this month with last, more than last year, the same month last year."""

from functools import cache

from functions.expenses.models.query import Compare, Named, Span, SpanUnit
from functions.expenses.rules.dates.lexicon import Table
from functions.expenses.rules.query.reading.phrases import Words, table
from functions.expenses.rules.query.reading.times import Time
from functions.expenses.rules.vocabulary import question_words as words

_THIS: dict[SpanUnit, Named] = {"day": "today", "week": "this_week", "period": "this_period", "year": "this_year"}


@cache
def _comparisons() -> Table[Compare]:
    return table(words.COMPARISONS)


@cache
def _more_or_less() -> Table[bool]:
    return table({True: words.MORE_OR_LESS})


@cache
def _than() -> Table[bool]:
    return table({True: words.THAN})


def compared(found: Words, times: list[Time]) -> tuple[Compare | None, Span | None]:
    """What it is compared with, and the span when the times of the comparison say it; nothing when none is made."""
    how = _how(found, times)
    if how is None:
        return None, None
    now = next((one for one in times if one.kind == "unit" and not one.steps), None)
    then = next((one for one in times if one.kind == "unit" and one.steps < 0), None)
    if now and then and then.unit == "year" != now.unit:
        return "last_year", now.span()
    if now is None and then is not None and then.unit in _THIS:  # "more than last year": than this one
        return how, Span(name=_THIS[then.unit])
    if now is not None:
        return how, now.span()
    days = sorted((one.days for one in times if one.days), key=lambda one: one.start)
    return how, Span(name="between", first=days[-1].start, last=days[-1].end) if days else None


def _how(found: Words, times: list[Time]) -> Compare | None:
    hits = found.find(_comparisons())
    for place, hit in hits:
        found.take(place, hit.end)
    if hits:
        return max(hit.value for _, hit in hits) if len(hits) > 1 else hits[0][1].value
    last = next((one for one in times if one.kind == "unit" and one.steps < 0), None)
    if last and found.find(_more_or_less()):
        led = range(max(0, last.start - 3), last.start)
        if any(_than().at(found.tokens, place) for place in led):
            return "previous"
    return None
