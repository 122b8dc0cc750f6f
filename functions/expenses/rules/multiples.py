"""A price times a number of things: 300 x2, 2 x 800 DA, 300 DA x 3; and sizes, which look the same: 20x30."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from functions.expenses.rules.currencies import is_currency_word
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.tokens import plain, tokens_of

_MOST_PIECES = 100
# Two bare numbers are a price and a count only when they are far apart: 6 x 300, but not 20 x 30 or 2 x 4.
_FEW, _APART = 20, 5
_UNIT = r"\s?(?:kg|kgs|g|gr|mg|km|m|m2|m²|cm|mm|ml|cl|l|lb|lbs|oz|in|inch|px|gb|go|w|v|كغ|كلغ|لتر|سم|متر)\b"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_END = rf"(?![0-9.,]*[0-9]|\s?[x×*%/]|{_UNIT})"
_PAIR = re.compile(rf"(?<![\w.,×*/-])({_NUMBER})(\s?)x(\s?)({_NUMBER})(?![0-9])({_END})?", re.IGNORECASE)
_LONE = re.compile(r"(?<![0-9])[0-9]+x\b|(?<![^\W_])x\s?[0-9]+(?![0-9.,])", re.IGNORECASE)
_TIMES = re.compile(rf"\s?[x×*]\s?([0-9]{{1,3}}){_END}", re.IGNORECASE)
_COUNT_BEFORE = re.compile(r"(?<![\w.,×*/-])([0-9]{1,3})\s?[x×*]\s?$", re.IGNORECASE)
_RESULT = re.compile(rf"\s?=\s?({_NUMBER})")


class _Pair(NamedTuple):
    """Two numbers with an x between them; `price` is 1 or 2, None for a size."""

    start: int
    end: int
    second: int
    price: int | None


def spans_without_price(text: str) -> list[tuple[int, int]]:
    """Where "20x30" stands, whole; of "2 x 800" and "300 x2" what is not the price; "x2" and "2x" beside no number."""
    pairs = _pairs(text)
    lone = (match.span() for match in _LONE.finditer(plain(text)))
    spans = [(start, end) for start, end in lone if not any(one.start < end and start < one.end for one in pairs)]
    for pair in pairs:
        if pair.price == 1:
            spans.append((pair.second, pair.end))
        else:
            spans.append((pair.start, pair.second if pair.price else pair.end))
    return spans


def multiplied(text: str, amounts: Sequence[FoundAmount]) -> list[FoundAmount]:
    """The amounts, prices multiplied by the counts that stand beside them; a result written after "=" is not another."""
    simple = plain(text)
    found: list[FoundAmount] = []
    taken = 0
    for one in amounts:
        if one.start < taken:
            continue
        product = _times(simple, one)
        result = _RESULT.match(simple, product.end)
        if result and Decimal(result[1].replace(",", ".")) == product.value:
            product = replace(product, end=_with_currency(text, result.end()))
        taken = product.end
        while found and found[-1].start >= product.start:
            found.pop()  # the count of "3 × 200", which is no amount of its own
        found.append(product)
    return found


def _times(simple: str, one: FoundAmount) -> FoundAmount:
    after = _TIMES.match(simple, one.end)
    if after and _is_count(after[1]):
        return replace(one, value=one.value * int(after[1]), end=after.end(), pieces=int(after[1]))
    before = _COUNT_BEFORE.search(simple[: one.start])
    if before and _is_count(before[1]):
        return replace(one, value=one.value * int(before[1]), start=before.start(), pieces=int(before[1]))
    return one


def _is_count(digits: str) -> bool:
    return 0 < int(digits) <= _MOST_PIECES


def _with_currency(text: str, end: int) -> int:
    token = next((token for token in tokens_of(text) if token.start >= end), None)
    return token.end if token and is_currency_word(token) and token.start <= end + 1 else end


def _pairs(text: str) -> list[_Pair]:
    simple = plain(text)
    found = []
    for match in _PAIR.finditer(simple):
        first, second = match[1], match[4]
        # "300 x2" is how people write twice; sizes are written 20x30 or 20 x 30.
        glued = bool(match[2]) and not match[3]
        money = _beside_currency(text, match.start(1), match.end(4))
        price = money or (1 if glued and _counts(second) else _dearer(first, second))
        if match[5] is None:  # 50 x 70 cm, 2 x 4 x 6
            price = None
        count = second if price == 1 else first
        found.append(_Pair(match.start(), match.end(), match.start(4), price if price and _counts(count) else None))
    return found


def _counts(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= 3 and _is_count(digits)


def _beside_currency(text: str, start: int, end: int) -> int | None:
    """1 or 2: which of the numbers has a currency at its side."""
    tokens = tokens_of(text)
    before = next((token for token in reversed(tokens) if token.end <= start), None)
    after = next((token for token in tokens if token.start >= end), None)
    if after and is_currency_word(after) and after.start <= end + 1:
        return 2
    return 1 if before and is_currency_word(before) and before.end >= start - 1 else None


def _dearer(first: str, second: str) -> int | None:
    """The number that can only be the price: the one with cents, or the much greater one."""
    for price, count, which in ((first, second, 1), (second, first, 2)):
        cents = len(price) > 2 and price[-3] in ".,"
        if (
            count.isdigit()
            and int(count[:9]) <= _FEW
            and (cents or Decimal(price.replace(",", ".")) >= _APART * int(count))
        ):
            return which
    return None
