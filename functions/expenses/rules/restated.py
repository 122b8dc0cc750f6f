"""Amounts that say again what others say: totals, conversions in brackets; and prices of one of several."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.tokens import plain, tokens_of
from functions.expenses.rules.vocabulary.message_words import EACH_WORDS, TOTAL_PHRASES, TOTAL_WORDS

_CLAUSE_END = re.compile(r"[,;.\n]|\b(?:and|et)\b")
# 1000, no wait, 800: the second amount takes the place of the first.
_CORRECTION = re.compile(
    r"[^0-9]{0,24}[\s,;.-](?:no wait|wait,? no|i meant?|sorry|correction|or rather|make that|pardon|je veux dire|plutot|"
    r"عفوا|لا بل|اقصد)[\s,:]*(?:it was|it s|c etait|c'etait|actually|non|no)?[\s,:]*(?:[$€£])?",
    re.IGNORECASE,
)
_UNIT = r"(?:kg|kgs|kilos?|kilogram(?:me)?s?|l|lt|litres?|liters?|كغ|كلغ|كيلو|لتر)"
_SOLD = re.compile(rf"(?<![0-9.,])([0-9]{{1,3}}(?:[.,][0-9]{{1,3}})?)\s?{_UNIT}(?!\w)", re.IGNORECASE)
_BY_UNIT = re.compile(rf"\s*(?:/|le|la|the|a|an|per|par|each|du|لل|ل|لكل)\s?{_UNIT}(?!\w)", re.IGNORECASE)
_WINDOW = 40
_MOST_PIECES = 100


def without_restated(text: str, amounts: Sequence[FoundAmount]) -> tuple[list[FoundAmount], list[tuple[int, int]]]:
    """(the amounts that count, the spans of those that do not)."""
    if len(amounts) < 2:
        return list(amounts), []
    corrected = {
        one.start: (one.start, after.start)
        for one, after in pairwise(amounts)
        if _CORRECTION.fullmatch(plain(text)[one.end : after.start])
    }
    parts = [one for one in amounts if not _is_total(text, one) and one.start not in corrected]
    brackets = _brackets(text)
    held = [next((span for span in brackets if span[0] <= one.start < span[1]), None) for one in parts]
    kept = [one for rank, one in enumerate(parts) if not (rank and held[rank] and not held[rank - 1])]
    kept = kept or list(amounts[-1:])
    spans = corrected | {one.start: span for one, span in zip(parts, held, strict=True) if span}
    return kept, [spans.get(one.start, (one.start, one.end)) for one in amounts if one not in kept]


def _is_total(text: str, amount: FoundAmount) -> bool:
    before = _CLAUSE_END.split(plain(text)[max(0, amount.start - _WINDOW) : amount.start])[-1]
    after = _CLAUSE_END.split(plain(text)[amount.end : amount.end + _WINDOW])[0]
    earlier = [token.text for token in tokens_of(before) if token.kind == "word"]
    later = [token.text for token in tokens_of(after)]
    followed = any(word[:1].isdigit() for word in later[1:4])
    if TOTAL_WORDS.intersection(earlier[-2:]) or (TOTAL_WORDS.intersection(later[:2]) and not followed):
        return True
    return any(
        tuple(later[: len(phrase)]) == phrase or tuple(earlier[-len(phrase) :]) == phrase for phrase in TOTAL_PHRASES
    )


def _brackets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\([^()]{0,80}\)", text)]


def pieces_priced(text: str, amount: FoundAmount, start: int) -> Decimal:
    """How many pieces "3 coffees at 200 each" is about, or kilos "1.5 kg at 200 a kilo"; 1 unless the price is said to
    be that of each."""
    after = [token.text for token in tokens_of(text[amount.end : amount.end + _WINDOW])]
    if _BY_UNIT.match(plain(text), amount.end) and (sold := _SOLD.search(plain(text)[start : amount.start])):
        return Decimal(sold[1].replace(",", "."))
    if not EACH_WORDS.intersection(after[:2]):
        return Decimal(1)
    for token in tokens_of(text[start : amount.start]):
        if token.kind == "digits" and token.text.isdigit() and 1 < int(token.text[:9]) <= _MOST_PIECES:
            return Decimal(token.text)
    return Decimal(1)
