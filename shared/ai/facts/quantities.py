"""Numbers with what stands beside them: percent, money, stretches of time, things, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from shared.ai.facts.figures import Claim, Day, Reading
from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.nouns import CODE, CODES_OF, COUNTED, CURRENCY, HUNDREDTHS, PERCENT, TIME, UNIT_OF
from shared.ai.facts.numerals import NUMBER, Numeral, is_number, lone_scales, numeral_at
from shared.ai.facts.patterns import END, START, any_of, word
from shared.money import is_currency

_PERCENT_AFTER = re.compile(rf"[ -]?{PERCENT}")
_PERCENT_BEFORE = re.compile(r"% ?$")
_MONEY_AFTER = re.compile(rf"[ -]?(?:(?P<name>{CURRENCY})|(?P<code>{CODE})|(?P<part>{HUNDREDTHS}{END}))")
_MONEY_BEFORE = re.compile(
    rf"(?:(?P<name>us\$|[$€£¥₺₹]|{START}{any_of('da|dt|dh|د.ج|دج')})|{START}(?P<code>[a-z]{{3}})) ?[-+\u2013]?$"
)
_TIME_AFTER = re.compile(rf"[ -](?:[^\W\d_]{{3,12}} )?(?P<unit>{TIME})")
_COUNT_AFTER = re.compile(rf"[ -](?:[^\W\d_]{{2,14}} )?{COUNTED}")
_ORDINAL_AFTER = re.compile(rf"(?:st|nd|rd|th|er|e|eme|ere){END}")
_CLOCK = re.compile(rf"(?<![\d:.,])\d{{1,2}}(?::| ?h ?)\d\d(?::\d\d)?(?!\d)|(?<![\d:.,])\d{{1,2}} ?(?:am|pm|h){END}")
_RANGE = re.compile(rf" ?(?:[-\u2013\u2014]|{word('to|and|or|à|et|ou|إلى|و')}) ?[$€£]?| و")
_YEARS = range(1900, 2100)


def find_quantities(text: FoldedText, language: str) -> Iterator[Claim]:
    """Every number that is left in the text, whatever it is."""
    folded = text.text
    for match in _CLOCK.finditer(folded):
        yield Claim(*match.span(), "number")
    claims: list[Claim] = []
    for numeral in _numerals(folded, language):
        claims.append(_claim(text, numeral))
        if len(claims) > 1:
            claims[-2] = _like_the_end_of_its_range(folded, claims[-2], claims[-1])
    yield from claims


def _numerals(folded: str, language: str) -> Iterator[Numeral]:
    """Numbers with digits, and lone words of scale between them, in order."""
    found = []
    done = 0
    for match in NUMBER.finditer(folded):
        if match.start() >= done and is_number(folded, match):
            numeral = numeral_at(folded, match, language)
            found.append(numeral)
            done = numeral.end
    taken = {place for numeral in found for place in range(numeral.start, numeral.end)}
    found += [lone for lone in lone_scales(folded) if lone.end - 1 not in taken]
    yield from sorted(found, key=lambda numeral: numeral.start)


def _claim(text: FoldedText, numeral: Numeral) -> Claim:
    folded, start, end = text.text, numeral.start, numeral.end
    before = folded[max(0, start - 8) : start]
    plain = Claim(start, end, "number", numeral.readings)
    percent = _PERCENT_AFTER.match(folded, end)
    if percent or _PERCENT_BEFORE.search(before):
        return replace(plain, kind="percent", end=percent.end() if percent else end)
    money = _money(text, plain)
    if money:
        return money
    time = _TIME_AFTER.match(folded, end)
    if time:
        return replace(plain, kind="duration", end=time.end(), unit=UNIT_OF[time["unit"]])
    if _COUNT_AFTER.match(folded, end):
        return replace(plain, kind="count")
    ordinal = _ORDINAL_AFTER.match(folded, end)
    if ordinal and numeral.small is not None:
        day = (Day(day=numeral.small),) if numeral.small <= 31 else ()
        return replace(plain, kind="count", end=ordinal.end(), days=day)
    return replace(plain, days=_years(numeral.readings) if numeral.plain else ())


def _years(readings: tuple[Reading, ...]) -> tuple[Day, ...]:
    return tuple(Day(int(r.value)) for r in readings[:1] if r.value in _YEARS)


def _money(text: FoldedText, plain: Claim) -> Claim | None:
    """The claim as an amount, if a currency stands behind it or before it."""
    after = _MONEY_AFTER.match(text.text, plain.end)
    if after and after["part"]:
        readings = tuple(Reading(r.value / 100, r.step / 100) for r in plain.readings)
        return replace(plain, kind="amount", end=after.end(), readings=readings)
    codes = _codes(text, after, plain.end)
    if after and codes:
        return replace(plain, kind="amount", end=after.end(), currencies=codes)
    offset = max(0, plain.start - 8)
    before = _MONEY_BEFORE.search(text.text[offset : plain.start])
    codes = _codes(text, before, offset)
    if before and codes:
        return replace(plain, kind="amount", start=offset + before.start(), currencies=codes)
    return None


def _codes(text: FoldedText, match: re.Match[str] | None, offset: int) -> frozenset[str] | None:
    if not match:
        return None
    if match["name"]:
        return CODES_OF[match["name"]]
    begin = match.start("code") + (0 if match.string is text.text else offset)
    written = text.as_written(begin, begin + 3)
    code = match["code"].upper()
    known = is_currency(code) and (written.isupper() or code in {"DZD", "EUR", "USD", "GBP", "MAD", "TND"})
    return frozenset({code}) if known else None


def _like_the_end_of_its_range(folded: str, first: Claim, last: Claim) -> Claim:
    """ "10 to 12 %", "3–4k": the first number means what the last one does."""
    if first.kind != "number" or last.kind not in {"percent", "amount", "count", "duration"}:
        return first
    if not _RANGE.fullmatch(folded, first.end, last.start):
        return first
    return replace(first, kind=last.kind, currencies=last.currencies, unit=last.unit, days=())
