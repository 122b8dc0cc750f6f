"""Which way up the paper lies, told by what can be read: a paper read sideways or upside down gives no known word."""

import re
from collections.abc import Iterable

import numpy as np
from PIL import Image

from dev.gemini.reading.dates import MONTHS
from dev.gemini.reading.language import WORDS
from dev.gemini.reading.lines import Word
from dev.gemini.reading.wording import VOCABULARY, fold, mend

SHORTEST = 3
KNOWN = frozenset(word for words in (VOCABULARY, MONTHS, *WORDS.values()) for word in words if len(word) >= SHORTEST)
PRICE = re.compile(r"\W{0,2}(?:[a-z]{2,3}|[$€£])?\d+[.,]\d\d\W{0,2}")
# Measured on 23 real receipts: upright ones have at least 17 known words and prices, turned ones at most one.
LEGIBLE = 5
# Upright ones are commoner: only a clear sign makes the other turns come first.
SURELY = 1.5
Turn = Image.Transpose
TURNS: tuple[Turn | None, ...] = (None, Turn.ROTATE_180, Turn.ROTATE_90, Turn.ROTATE_270)
SIDEWAYS: tuple[Turn | None, ...] = (Turn.ROTATE_90, Turn.ROTATE_270, None, Turn.ROTATE_180)


def legibility(words: Iterable[Word]) -> int:
    """How many words that receipts use, and prices, were read."""
    count = 0
    for word in words:
        plain = fold(word.text)
        known = any(mend(token) in KNOWN for token in re.findall(r"[^\W\d_]+", plain))
        count += known or PRICE.fullmatch(plain) is not None
    return count


def turns(picture: Image.Image) -> tuple[Turn | None, ...]:
    """The ways to turn a picture, likeliest first: print alternates with gaps across its lines, and less along them."""
    small = picture.copy()
    small.thumbnail((700, 700))
    ink = (np.asarray(small, dtype=np.float32) < 0.7 * float(np.percentile(np.asarray(small), 90))).astype(np.float32)
    across, along = (float((np.diff(ink.mean(axis=axis)) ** 2).mean()) for axis in (1, 0))
    return SIDEWAYS if along > SURELY * across else TURNS
