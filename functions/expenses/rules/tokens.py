"""Text cut into digits, words and marks, each with its place in the original."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from shared.folding import fold

type_of_token = Literal["digits", "word", "mark"]

_SAME = {
    "٬": "'",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "˙": "'",
    "，": ",",
    "．": ".",
    "。": ".",
    "٪": "%",
    "％": "%",
    "＄": "$",
}
_SAME |= {
    "￥": "¥",
    "￡": "£",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "－": "-",
    "؟": "?",
    "？": "?",
    "،": ",",
}
_SAME |= {"؛": ";", "（": "(", "）": ")", "／": "/", "：": ":", "﷼": "﷼"}
# A space groups thousands, but not after a part of a date: 12/11 500.
_SCAN = re.compile(
    r"(?P<digits>(?<![0-9][-/])[0-9]{1,3}(?:[ ][0-9]{3})+(?![0-9])(?:[.,٫][0-9]+(?![.,0-9]))?"
    r"|[0-9]+(?:[.,'٫][0-9]+)*|(?<![0-9.,])[.,][0-9]+(?![.,0-9]))"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e]))*)"
    r"|(?P<mark>\S)"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]+")


class Token(NamedTuple):
    """`text` is folded for words, plain ASCII digits with separators for digits. Positions are in the original."""

    kind: type_of_token
    text: str
    start: int
    end: int


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """The text with one kind of digit, space, quote and dash; as long as the original, so that places agree."""
    return text if text.isascii() and "\t" not in text else "".join(map(_plain_char, text))


def _plain_char(char: str) -> str:
    if char.isascii():
        return " " if char == "\t" else char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isspace():
        return "\n" if char in "\u2028\u2029\x85" else " "
    return _SAME.get(char, char)


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens in order; runs of Chinese, Japanese and Korean letters are cut by the vocabulary."""
    return tuple(_scan(plain(text)))


def _scan(text: str) -> Iterator[Token]:
    from functions.expenses.rules.segmentation import pieces

    for match in _SCAN.finditer(text):
        start, end = match.span()
        if match["digits"]:
            yield Token("digits", match["digits"], start, end)
        elif match["mark"]:
            yield Token("mark", match["mark"], start, end)
        else:
            place = start
            for run in _CJK.finditer(text, start, end):
                if place < run.start():
                    yield Token("word", fold(text[place : run.start()]), place, run.start())
                for piece_start, piece_end in pieces(text, run.start(), run.end()):
                    yield Token("word", fold(text[piece_start:piece_end]), piece_start, piece_end)
                place = run.end()
            if place < end:
                yield Token("word", fold(text[place:end]), place, end)
