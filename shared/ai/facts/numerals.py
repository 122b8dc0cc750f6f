"""Digits and words of scale as numbers, in every way that the language allows."""

import re
from decimal import Decimal

from shared.ai.facts.figures import Reading
from shared.ai.facts.nouns import CODE, CURRENCY, SCALE_OF, SCALES
from shared.ai.facts.patterns import START, WORD_NUMBER, folded
from shared.money import is_currency

MOST_DIGITS = 21  # more than any amount has; a longer number is found, and told by nothing
_GROUPED = r"\d{1,3}(?P<mark>[ ,.'\u066c])\d{3}(?!\d)(?:(?P=mark)\d{3}(?!\d))*"
_DIGITS = rf"(?P<whole>{_GROUPED}|\d+)(?:(?P<point>[.,\u066b])(?P<decimals>\d+))?"
# An Arabic letter may stand before digits (و300), a Latin one makes a name of them (MP3, B2B), but for a currency's:
# three letters may be its code, which `is_number` tells.
_BEFORE = (
    r"(?<!\d)(?<!\d[.,\u066b])"
    r"(?:(?<![a-z])|(?<=(?<![a-z])d[aht])|(?<=(?<![a-z])[a-z]{3})|(?<=[^a-z][x\u00d7]))"
)
NUMBER = re.compile(rf"{_BEFORE}{_DIGITS}{WORD_NUMBER}?")
_SCALE = re.compile(rf"[ -]?({SCALES})")
_LONE_SCALE = re.compile(rf"{START}(?<!\d)(?:a |an |un |one |[وب])?({SCALES})")
_MONEY = re.compile(f" ?(?:{CURRENCY}|{CODE})")
_AND_MORE = re.compile(r" (?:and |et |و)?(?=\d)")
_LETTER_SCALES = frozenset({"k", "m", "bn", "md", "mds", "mio"})
_PLURAL_SCALES = frozenset({"millions", "billions", "milliards", *folded("آلاف|ملايين|مليارات")})
_DECIMAL_MARKS = {"en": ".", "fr": ",", "ar": ".,"}


def is_number(text: str, match: re.Match[str]) -> bool:
    """Whether what `NUMBER` matched is no part of a name: ABC12 is one, AED12 is an amount."""
    before = text[max(0, match.start() - 3) : match.start()]
    return not (len(before) == 3 and before.isascii() and before.isalpha()) or is_currency(before.upper())


class Numeral:
    """A number at `start:end` of the folded text, scale included."""

    __slots__ = ("end", "plain", "readings", "start")

    def __init__(self, start: int, end: int, readings: tuple[Reading, ...], *, plain: bool) -> None:
        self.start, self.end, self.readings = start, end, readings
        self.plain = plain  # nothing but digits

    @property
    def small(self) -> int | None:
        """The value of a whole number below a thousand."""
        value = self.readings[0].value if self.plain and self.readings else None
        return int(value) if value is not None and value < 1000 else None


def numeral_at(text: str, match: re.Match[str], language: str) -> Numeral:
    """The numeral that begins with what `NUMBER` matched."""
    readings = _read_digits(match, language)
    scale = _scale_at(text, match.end())
    if not scale:
        return Numeral(match.start(), match.end(), readings, plain=match[0].removesuffix(WORD_NUMBER).isdigit())
    form, end = scale
    power = SCALE_OF[form]
    readings = tuple(Reading(r.value.scaleb(power), r.step.scaleb(power)) for r in readings)
    more = _AND_MORE.match(text, end)
    rest = NUMBER.match(text, more.end()) if more and form not in _LETTER_SCALES else None
    if rest and readings:
        added = _read_digits(rest, language)
        if len(added) == 1 and added[0].value < readings[0].step and not _scale_at(text, rest.end()):
            readings = tuple(Reading(r.value + added[0].value, added[0].step) for r in readings)
            end = rest.end()
    return Numeral(match.start(), end, readings, plain=False)


def lone_scales(text: str) -> list[Numeral]:
    """Words of scale without digits before them: "a thousand", "mille", "ألف"."""
    found = []
    for match in _LONE_SCALE.finditer(text):
        if match[1] not in _LETTER_SCALES and match[1] not in _PLURAL_SCALES:
            size = Decimal(1).scaleb(SCALE_OF[match[1]])
            found.append(Numeral(match.start(), match.end(), (Reading(size, size),), plain=False))
    return found


def _scale_at(text: str, end: int) -> tuple[str, int] | None:
    match = _SCALE.match(text, end)
    if not match:
        return None
    if match[1] == "m" and match.start(1) > end and not _MONEY.match(text, match.end()):
        return None  # 12 m are metres, 12 M DA are money
    return match[1], match.end()


def _read_digits(match: re.Match[str], language: str) -> tuple[Reading, ...]:
    """All readings of digits with marks; none when they are too many or contradict themselves.

    A single point or comma before exactly three digits groups them, or parts decimals where the language does so.
    """
    whole, mark, point, decimals = match["whole"], match["mark"], match["point"], match["decimals"]
    if len(whole) + len(decimals or "") > MOST_DIGITS or (mark and mark == point):
        return ()
    if decimals or not mark:
        return (_reading(whole, decimals or ""),)
    head, _, tail = whole.partition(mark)
    grouped = _reading(whole, "")
    if mark not in ".," or len(tail) != 3:
        return (grouped,)
    decimal = _reading(head, tail)
    if head == "0":
        return (decimal,)
    decimal = decimal._replace(thousandths=True)
    return (grouped, decimal) if mark in _DECIMAL_MARKS.get(language, ".,") else (grouped,)


def _reading(whole: str, decimals: str) -> Reading:
    digits = "".join(char for char in whole if char.isdigit())
    return Reading(Decimal(f"{digits}.{decimals}" if decimals else digits), Decimal(1).scaleb(-len(decimals)))
