"""Dates, months and weekdays that a text claims, as far as it tells them."""

import re
from collections.abc import Iterator
from datetime import date

from shared.ai.facts.calendar_words import MONTH_OF, SHORT_MONTH_OF, WEAK_MONTHS, WEEKDAY_OF
from shared.ai.facts.figures import Claim, Day
from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.nouns import COUNTED, CURRENCY, PERCENT, SCALES
from shared.ai.facts.patterns import END, START, WORD_NUMBER, any_folded, any_of, word

_MARK = f"{WORD_NUMBER}?"
_DAY = rf"(?<![\d.,])(?P<day>\d{{1,2}}|premier){_MARK}(?:st|nd|rd|th|er|e)?"
_MONTH = rf"{START}(?P<month>{any_folded([*MONTH_OF, *SHORT_MONTH_OF])}){END}(?:\.(?= \d))?"
_FULL_MONTH = rf"{START}[لوب]?(?P<month>{any_folded(MONTH_OF)}){END}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = rf"{START}(?P<weekday>{any_folded(WEEKDAY_OF)}){END}"
_THE = rf"(?:{word('the|le')} )?(?:{START}{any_folded(WEEKDAY_OF)}{END}\.?,? )?(?:{word('the|le')} )?"
_UP_TO = any_of("to|and|through|until|till|au|et|jusqu'au|à|إلى|حتى|و")
_TO = rf"(?: ?[-\u2013\u2014] ?| {_UP_TO} ?| و)"
_NO_UNIT = rf"(?![.,]\d)(?! \d{{3}})(?! ?(?:{PERCENT}|{CURRENCY}|{SCALES}|{COUNTED}))"
_OF = f"(?:{word('of|de|من|شهر')} )?(?:{word('شهر')} )?"

_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?(?![\d-])")
_SLASHED = re.compile(r"(?<![\d/.])(?P<a>\d{1,4})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d\d)(?![\d/])")
_MONTH_AND_YEAR = re.compile(rf"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/{_YEAR}(?!/)")
_DAY_MONTH = re.compile(
    rf"(?:{_WEEKDAY}\.?,? (?:{word('the|le')} )?)?(?:{_DAY.replace('day', 'first')}{_TO}{_THE})?{_DAY} {_OF}{_MONTH}"
    rf"(?:,? (?:{word('de|of|عام|سنة')} )?{_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"(?:{_WEEKDAY}\.?,? )?{_MONTH} (?:the )?(?:{_DAY.replace('day', 'first')}{_TO}(?:the )?)?{_DAY}(?!\d){_NO_UNIT}"
    rf"(?:,? {_YEAR})?"
)
_MONTH_ALONE = re.compile(
    rf"{_FULL_MONTH}(?:,? (?:{word('de|of|عام|سنة|لسنة|من عام')} )?{_YEAR})?"
    rf"|{_MONTH.replace('month', 'short')} {_YEAR.replace('year', 'its')}"
)
_ASKS_FOR_MONTH = re.compile(
    word("in|since|until|till|of|for|during|last|this|next|early|late|mid|by|than|vs|from|to|and")
    + f"[ -]$|{word('en|depuis|de|fin|début|mi|pour|que')}[ -]$"
    + f"|{word('شهر|بشهر|لشهر|وشهر|في|وفي|منذ|من|إلى|حتى|مع|عن')} $"
)
_MONTH_BEFORE = re.compile(rf"{_MONTH} (?:the )?$")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:\n|>#•–—-]) *$")
_TELLS_OF_MONTH = re.compile(
    f" {word('was|is|looks|looked|went|has|had|saw|ended|started|began|brought|cost|in')}|[,:]"
)
_QUARTER = re.compile(rf"{START}[qt](?P<quarter>[1-4])(?: (?:of )?{_YEAR})?{END}(?!\d)")
_FR_DAY = word("le|depuis le|avant le|après le|jusqu'au|dès le")
_DAY_ALONE = re.compile(
    rf"(?:{word('on|since|until|till|by|from|before|after')} the (?P<en>\d{{1,2}})(?:st|nd|rd|th){END}"
    rf"(?! \w+(?:est|th){END})"
    rf"|{_FR_DAY} (?P<fr>\d{{1,2}})(?:er)?(?=[,.;:!)\n]|$| (?:et|au|ou){END})"
    rf"|{word('يوم|منذ يوم|في يوم')} (?P<ar>\d{{1,2}})(?![\d.,]| ?{PERCENT}))"
)
_WEEKDAY_ASKED = word(
    "on|since|until|till|by|last|next|this|from|before|after|than|past",
    "depuis|jusqu'à|dès|avant|après|ce|منذ|يوم|حتى|قبل|بعد",
)
_WEEKDAY_CLAIMED = re.compile(
    rf"{_WEEKDAY_ASKED}"
    rf" (?:{word('last|next|this|يوم')} )?{_WEEKDAY}"
    rf"|{_WEEKDAY.replace('weekday', 'passed')} (?:{word('dernier|prochain|passé|الماضي|القادم|المقبل|last|next')})"
)
_EVERY = re.compile(word("every|each|chaque|tous les|كل") + r"(?: \S+)? $")


def find_dates(text: FoldedText) -> Iterator[Claim]:
    """All dates, the fullest first; later ones may overlap earlier ones, which win."""
    folded = text.text
    yield from _numeric(folded)
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(folded):
            if _is_month(match, text, beside_a_day=True):
                yield from _named(
                    match, alone=bool(_MONTH_BEFORE.search(folded[max(0, match.start() - 14) : match.start()]))
                )
    for match in _MONTH_ALONE.finditer(folded):
        if match["short"] or _is_month(match, text, beside_a_day=bool(match["year"])):
            month = (
                MONTH_OF.get(match["month"] or "")
                or SHORT_MONTH_OF.get(match["short"] or "")
                or MONTH_OF[match["short"]]
            )
            year = _number(match["year"] or match["its"])
            yield Claim(
                match.start("month" if match["month"] else "short"), match.end(), "date", days=(Day(year, month),)
            )
    for match in _QUARTER.finditer(folded):
        first = int(match["quarter"]) * 3 - 2
        days = tuple(Day(_number(match["year"]), month) for month in range(first, first + 3))
        yield Claim(*match.span(), "date", days=days)
    for match in _DAY_ALONE.finditer(folded):
        group = match.lastgroup or ""
        yield Claim(*match.span(group), "date", days=(Day(day=int(match[group])),))
    for match in _WEEKDAY_CLAIMED.finditer(folded):
        group = "weekday" if match["weekday"] else "passed"
        if not _EVERY.search(folded[max(0, match.start() - 20) : match.start()]):
            yield Claim(*match.span(group), "date", days=(Day(weekday=WEEKDAY_OF[match[group]]),))


def _numeric(folded: str) -> Iterator[Claim]:
    for match in _ISO.finditer(folded):
        yield Claim(*match.span(), "date", days=(Day(int(match["year"]), int(match["month"]), _number(match["day"])),))
    for match in _SLASHED.finditer(folded):
        a, b, c = (int(match[name]) for name in "abc")
        if len(match["a"]) == 4:
            orders = [(a, b, c)]
        else:
            year = c if len(match["c"]) == 4 else 2000 + c
            orders = [(year, b, a), (year, a, b)]
        days = tuple(Day(*order) for order in orders if _exists(*order))
        if days:
            yield Claim(*match.span(), "date", days=days)
    for match in _MONTH_AND_YEAR.finditer(folded):
        yield Claim(*match.span(), "date", days=(Day(int(match["year"]), int(match["month"])),))


def _named(match: re.Match[str], *, alone: bool) -> Iterator[Claim]:
    """One date, or the two of a range that share a month; `alone`: what begins the range has a month of its own."""
    name, year = match["month"], _number(match["year"])
    month = MONTH_OF.get(name) or SHORT_MONTH_OF[name]
    day = 1 if match["day"] == "premier" else int(match["day"])
    weekday = WEEKDAY_OF[match["weekday"]] if match["weekday"] else None
    start = match.start("weekday") if weekday is not None else min(match.start("day"), match.start("month"))
    if match["first"] and alone:
        weekday, start = None, match.start("day")
    elif match["first"]:
        first = 1 if match["first"] == "premier" else int(match["first"])
        begin = min(start, match.start("first"))
        yield Claim(begin, match.end("first"), "date", days=(Day(year, month, first, weekday),))
        weekday, start = None, match.start("day")
    yield Claim(start, match.end(), "date", days=(Day(year, month, day, weekday),))


def _is_month(match: re.Match[str], text: FoldedText, *, beside_a_day: bool) -> bool:
    """Whether the word is a month here: "may" and its like need a day, a year or a word that asks for one."""
    name = match["month"]
    if beside_a_day or name not in WEAK_MONTHS:
        return True
    start, end = match.span("month")
    before = text.text[max(0, start - 12) : start]
    capital = text.as_written(start, end)[0].isupper()
    if name in {"may", "march"}:
        inside = bool(_ASKS_FOR_MONTH.search(before)) or not _SENTENCE_STARTS.search(before)
        return capital and (inside or bool(_TELLS_OF_MONTH.match(text.text, end)))
    if name in {"mars", "mai"}:
        return not capital
    return bool(_ASKS_FOR_MONTH.search(before))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
