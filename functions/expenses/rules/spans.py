"""Where figures stand that are no money: dates, times, percentages, telephone numbers, dimensions."""

import re
from collections.abc import Sequence
from functools import lru_cache

from functions.expenses.rules.dates import date_spans
from functions.expenses.rules.multiples import spans_without_price
from functions.expenses.rules.tokens import Token, plain
from functions.expenses.rules.vocabulary.message_words import SIZE_WORDS

_NOT_MONEY = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b)?"
    r"|(?<![0-9.,])[0-9]{1,2}\s?(?:[ap]\.?m\b\.?|o'clock)"
    r"|(?<![0-9.,])[0-2]?[0-9]\s?h(?:[0-5][0-9])?\b"
    r"|(?<![0-9])[0-9]+(?:[.,][0-9]+)?\s?(?:%|percent\b|per cent\b|pour cent\b|بالمئة|بالمائة|في المئة|في المائة)"
    r"|(?<![0-9.,])(?:\+[0-9]|0[0-9])(?:[ .-]?[0-9]){7,13}(?![0-9])"
    r"|(?:#|\bn°|\bno\.|\bnr\.?|\bnum[ée]ro|\bnumber|\bref\.?|\bt[ée]l\.?|رقم)\s?:?\s?[0-9][0-9-]*"
    r"|(?<![0-9])[0-9]+(?:[.,][0-9]+)?\s?(?:kg|kgs|g|gr|mg|km|cm|mm|ml|cl|l|lb|lbs|oz|litres?|liters?|kilos?|gb|go|mo|tb|kwh|m2|m²|كغ|كلغ|كيلو|لتر)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:\b(?:in|en|since|depuis|année|year)|عام|سنة)\s(?:19|20)[0-9]{2}(?![0-9.,])", re.IGNORECASE)


def apart(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens, figures cut where a span ends within them, or after a size: neither 12:30 361 euros nor size 42 361
    euros has one figure."""
    found: list[Token] = []
    for token in tokens:
        end = next((end for start, end in spans if start <= token.start < end < token.end), None)
        if found and found[-1].text in SIZE_WORDS and " " in token.text:
            end = token.start + token.text.index(" ")
        if token.kind != "digits" or end is None:
            found.append(token)
            continue
        size = end - token.start
        rest = token.text[size:]
        found.append(token._replace(text=token.text[:size], end=end))
        found.append(token._replace(text=rest.lstrip(), start=end + len(rest) - len(rest.lstrip())))
    return found


@lru_cache(maxsize=64)
def not_money_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans in order, without overlaps; remembered, for a text is asked about several times."""
    simple = plain(text)
    spans = [match.span() for pattern in (_NOT_MONEY, _YEAR) for match in pattern.finditer(simple)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*spans, *spans_without_price(text), *date_spans(text)]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
