""" "A month and a half", "un million et demi", "شهر ونصف" put into digits: 1.5."""

import re

from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.nouns import SCALES, TIME
from shared.ai.facts.patterns import END, START, WORD_NUMBER, any_of

_COUNT = rf"(?:(?P<count>(?<![\d.,])\d{{1,3}}){WORD_NUMBER}?[ -]|{any_of('a|an|one|un|une')} |{START})"
_HALF = any_of("and a half|et demi|et demie|ونصف|و نصف")
_BEHIND_NOUN = re.compile(rf"{_COUNT}(?P<noun>{TIME}|{SCALES}) {_HALF}{END}")
_BEFORE_NOUN = re.compile(
    rf"(?:(?P<count>(?<![\d.,])\d{{1,3}}){WORD_NUMBER}?|{START}{any_of('a|one|un|une')}) {_HALF}"
    rf"(?= (?:{TIME}|{SCALES}))"
)


def with_halves(text: FoldedText) -> FoldedText:
    """The text with its halves of something counted as decimals; number words must be digits already."""
    behind = [
        (*match.span(), f"{match['count'] or 1}.5{WORD_NUMBER} {match['noun']}")
        for match in _BEHIND_NOUN.finditer(text.text)
    ]
    text = text.replaced(behind)
    before = [(*match.span(), f"{match['count'] or 1}.5{WORD_NUMBER}") for match in _BEFORE_NOUN.finditer(text.text)]
    return text.replaced(before)
