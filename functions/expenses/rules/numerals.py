"""Numbers as they are written: digits with any separators, words, and both mixed ("2.5 million", "3만 5천")."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from functions.expenses.rules.number_lexicon import Sense, joiners, senses_of, weak_words
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.number_words import CJK_DIGITS, CJK_POINTS, CJK_SCALES, FREE, UNITS_FIRST

_GROUPED = re.compile(r"[0-9]{1,3}(?:[0-9]{3})*")
_MOST_DIGITS = 18
_LARGEST = Decimal(10) ** 18
_COMMA_IS_POINT = frozenset({"TND"})


class Number(NamedTuple):
    """`end` is the index after the last token. `sure`: it can stand without a currency; `words`: not all digits."""

    value: Decimal
    end: int
    sure: bool
    words: bool


def digit_readings(digits: str) -> tuple[Decimal, ...]:
    """What digits with separators can mean, the likeliest first; empty when they are no number (1,000,50)."""
    separators = [char for char in digits if not char.isdigit()]
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return ()
    if not separators:
        return (Decimal(digits),)
    last = separators[-1]
    if len(set(separators)) == 1:
        return _one_kind(digits, last, len(separators))
    head, _, tail = digits.rpartition(last)
    grouping = set(separators[:-1])
    if last in "' " or len(grouping) > 1 or last in grouping:
        return ()
    whole = _ungrouped(head, grouping.pop())
    return (Decimal(f"{whole}.{tail}"),) if whole else ()


def _one_kind(digits: str, separator: str, count: int) -> tuple[Decimal, ...]:
    whole = _ungrouped(digits, separator) if separator != "٫" else None
    decimal = Decimal(digits.replace(separator, ".")) if count == 1 and separator not in "' " else None
    return tuple(value for value in (Decimal(whole) if whole else None, decimal) if value is not None)


def _ungrouped(digits: str, separator: str) -> str | None:
    """The digits without their separators when they stand in groups of three, or of two and three as in India."""
    first, *groups = digits.split(separator)
    if not first or len(first) > 3 or (len(first) > 1 and first[0] == "0") or first == "0":
        return None
    western = all(len(group) == 3 for group in groups)
    indian = len(first) <= 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[:-1])
    return first + "".join(groups) if western or (indian and len(groups) > 1) else None


def digits_value(digits: str, currency: str | None, exponent: int) -> Decimal | None:
    """The likeliest value for this currency: three digits after one point are a fraction where it has three digits."""
    readings = digit_readings(digits)
    if len(readings) > 1 and exponent == 3 and ("." in digits or currency in _COMMA_IS_POINT):
        return readings[-1]
    return readings[0] if readings else None


def read_number(tokens: Sequence[Token], index: int, currency: str | None, exponent: int) -> Number | None:
    """The longest number that begins at this token, or None."""
    first = tokens[index]
    if first.kind == "mark":
        return None
    if first.kind == "digits":
        value = digits_value(first.text, currency, exponent)
        if value is None:
            return None
        start = Number(value, index + 1, sure=True, words=False)
        east = _read_east_asian(tokens, index, value)
        return east or _scaled(tokens, start) or start
    if first.text in CJK_DIGITS or first.text in CJK_SCALES:
        return _read_east_asian(tokens, index, None)
    languages = dict.fromkeys(parts[0].language for parts in senses_of(first.text))
    found = [_WordReader(tokens, language).read(index) for language in languages]
    return max((number for number in found if number), key=lambda n: (n.end, n.sure), default=None)


def number_in(tokens: Sequence[Token], index: int, language: str) -> Number | None:
    """The number that begins at this token, its words in this language only, or None."""
    first = tokens[index]
    if first.kind == "digits":
        return read_number(tokens, index, None, 2)
    return _WordReader(tokens, language).read(index) if first.kind == "word" else None


def _scaled(tokens: Sequence[Token], number: Number) -> Number | None:
    """Digits followed by scale words of one language: "2.5 million", "3 mille 500", "20 ألف"."""
    if number.end >= len(tokens) or tokens[number.end].kind != "word":
        return None
    best = None
    for parts in senses_of(tokens[number.end].text):
        if len(parts) == 1 and parts[0].scale and _is_scale_here(tokens, number.end):
            reader = _WordReader(tokens, parts[0].language)
            found = reader.read(number.end, number.value)
            if found and (best is None or found.end > best.end):
                best = found
    return best


def _is_scale_here(tokens: Sequence[Token], place: int) -> bool:
    """ "5 cents" is no 500, and a lone letter (k, m) is a scale only when it sticks to its digits or to money."""
    token = tokens[place]
    if token.text in {"cent", "cents", "hundreds", "sto", "bin"}:
        return token.text == "bin"
    glued = tokens[place - 1].end == token.start
    return glued or token.text not in {"к", "mm"}


class _WordReader:
    """Adds up the number words of one language from left to right."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens, self.language = tokens, language
        self.total = self.current = Decimal(0)
        self.last_scale = _LARGEST
        self.added = 0

    def read(self, index: int, digits: Decimal | None = None) -> Number | None:
        """From the word at `index`; `digits` is a value that stands before it in figures."""
        if digits is not None:
            self.current, self.added = digits, 1
        end, place, strong, words = index, index, False, 0
        while place < len(self.tokens):
            joined = self._is_joiner(place)
            at = place + 1 if joined else place
            if joined and words == 0:
                break
            parts = self._parts(at) if at < len(self.tokens) else None
            if parts is None or not self._take(parts, joined):
                break
            strong = strong or self.tokens[at].text not in weak_words()
            words += 1
            place = end = at + 1
        if not words:
            return None
        sure = digits is not None or (self.language in FREE and strong)
        return Number(self.total + self.current, end, sure, words=True)

    def _is_joiner(self, place: int) -> bool:
        token = self.tokens[place]
        return (token.kind == "mark" and token.text == "-" and self._touches(place)) or (
            token.kind == "word" and self.language in joiners().get(token.text, ())
        )

    def _touches(self, place: int) -> bool:
        return 0 < place < len(self.tokens) - 1 and (
            self.tokens[place - 1].end == self.tokens[place].start
            and self.tokens[place].end == self.tokens[place + 1].start
        )

    def _parts(self, place: int) -> tuple[Sense, ...] | None:
        if self.tokens[place].kind != "word":
            return None
        for parts in senses_of(self.tokens[place].text):
            if parts[0].language == self.language:
                return parts
        return None

    def _take(self, parts: tuple[Sense, ...], joined: bool) -> bool:
        before = self.total, self.current, self.last_scale, self.added
        for sense in parts:
            fits = self._multiply(sense.value) if sense.scale else self._add(sense.value, joined or sense.joined)
            if not fits:
                self.total, self.current, self.last_scale, self.added = before
                return False
            joined = False
            self.added += 1
        return True

    def _add(self, value: int, joined: bool) -> bool:
        if value >= 1000 and self.current == 0 and value < self.last_scale:  # ألفين: two thousand in one word
            self.total, self.last_scale = self.total + value, Decimal(10 ** (len(str(value)) - 1))
            return True
        if self.current == 0 and not (self.added and self.total == 0):
            fits, result = value < self.last_scale, Decimal(value)
        elif value >= 1000 or self.current != self.current.to_integral_value():
            return False
        else:
            fits, result = self._added_to_current(value, joined)
        if fits:
            self.current = result
        return fits

    def _added_to_current(self, value: int, joined: bool) -> tuple[bool, Decimal]:
        rest = int(self.current) % 100
        if self.language == "fr" and rest == 4 and value == 20:
            return True, self.current + 76
        if self.language in UNITS_FIRST and 0 < rest < 10 and 20 <= value < 100 and value % 10 == 0:
            return joined or self.language == "ar", self.current + value
        if rest == 0:
            return value < 100 and self.current > 0, self.current + value
        teens = 20 if (self.language == "fr" and rest in {60, 80}) or (self.language == "ar" and rest < 10) else 10
        fits = rest % 10 == 0 and rest >= 20 and value < teens
        if self.language == "fr" and rest == 10 and 7 <= value <= 9:
            fits = True
        if self.language == "fr" and rest in {70, 90} and 7 <= value <= 9:
            fits = True
        if self.language in {"ar", "tr", "vi", "he"} and rest < 10 and value == 10 and self.language != "tr":
            fits = True
        if rest == 10 and self.language in {"tr", "vi", "mn"}:
            fits = value < 10
        return fits, self.current + value

    def _multiply(self, scale: int) -> bool:
        if scale >= _LARGEST or self.total + self.current > _LARGEST:
            return False
        if scale == 10 or scale == 100:
            tail = self.current % scale if scale == 10 else self.current
            if self.current >= 1000 or (tail == 0 and self.current):
                return False
            self.current = (self.current or Decimal(1)) * scale
            return True
        if scale < self.last_scale:
            if self.current == 0 and self.added:
                return False
            self.total += (self.current or Decimal(1)) * scale
        elif self.added and scale > self.last_scale:
            self.total = (self.total + self.current) * scale
        else:
            return False
        self.current, self.last_scale = Decimal(0), Decimal(scale)
        return True


def _read_east_asian(tokens: Sequence[Token], index: int, digits: Decimal | None) -> Number | None:
    """Chinese, Japanese and Korean: sections of ten thousands, figures and characters mixed."""
    total = section = Decimal(0)
    digit, end, words = digits, index + (digits is not None), 0
    point: list[str] | None = None
    while end < len(tokens) and end - index < _MOST_DIGITS * 3:
        token = tokens[end]
        if point is not None and token.text in CJK_DIGITS:
            point.append(str(CJK_DIGITS[token.text]))
        elif token.text in CJK_POINTS and words and end + 1 < len(tokens) and tokens[end + 1].text in CJK_DIGITS:
            point = []
        elif token.text in CJK_DIGITS and digit is None:
            digit = Decimal(CJK_DIGITS[token.text])
        elif token.text in CJK_SCALES and point is None:
            scale = CJK_SCALES[token.text]
            if scale < 10**4:
                section += (1 if digit is None else digit) * scale
            else:
                total += (section + (digit or 0) or 1) * scale
                section = Decimal(0)
            digit = None
        elif token.kind == "digits" and digit is None and words and len(digit_readings(token.text)) == 1:
            digit = digit_readings(token.text)[0]
        else:
            break
        words += 1
        end += 1
    if not words:
        return None
    value = total + section + (digit or 0) + (Decimal("0." + "".join(point)) if point else 0)
    return Number(value, end, sure=False, words=True) if value < _LARGEST else None
