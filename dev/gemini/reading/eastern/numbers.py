"""Numbers in Arabic-Indic or Persian digits on a prepared picture."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from PIL import Image

from dev.gemini.reading.eastern.blobs import Blob, blobs_of
from dev.gemini.reading.eastern.shapes import DIGITS, LATIN, MARKS, OTHER, PERSIAN, signs_of
from dev.gemini.reading.lines import Word

SPECK, LEAST_TALL, MOST_TALL = 3, 10, 110  # heights in dots
GAP = 0.95  # between the signs of one line's part, in heights of a digit
SMALL = 0.55  # less tall than a digit, in heights of a digit
HANGS = 0.08  # so far below the digits a decimal mark reaches
CLOSE = 0.3  # so near stands what belongs to the same word
ZERO, FALSE_FRIENDS = "٠", "٠١٥"  # dots, strokes and rings are letters and Latin digits as well
LEAST_SURE = 4
NUMBER = re.compile(f"[{DIGITS}{PERSIAN}]+(?:[{MARKS}][{DIGITS}{PERSIAN}]+)*")


@dataclass(slots=True)
class Part:
    """Patches side by side on one line, from left to right."""

    blobs: list[Blob] = field(default_factory=list)
    top: float = 0
    bottom: float = 0

    def add(self, blob: Blob) -> None:
        """The band of the line is that of the tallest patch, unless that is a whole joined word."""
        if not self.blobs or (blob.height > self.bottom - self.top and blob.width <= 1.3 * blob.height):
            self.top, self.bottom = blob.top, blob.bottom
        self.blobs.append(blob)


def numbers_in(picture: Image.Image) -> list[Word]:
    """The page's numbers, as printed, when they are in these digits; nothing when they are in others.

    A number beside which a sign could not be told is left out: half a number is a wrong one.
    """
    found = [pair for part in _parts(blobs_of(picture)) for pair in _sequences(part)]
    texts = [signs for signs, _, _ in found if LATIN not in signs]
    sure = sum(sign not in FALSE_FRIENDS + MARKS for signs in texts for sign in signs)
    latin = sum(signs.count(LATIN) for signs, _, _ in found)
    if sure < LEAST_SURE or latin * 2 > sure:
        return []
    return [_word(signs, blobs) for signs, blobs, whole in found if whole and LATIN not in signs and _is_number(signs)]


def has_numbers(words: Iterable[Word]) -> bool:
    """Whether numbers in these digits are among the words of a look."""
    return any(_is_number(word.text) for word in words)


def _is_number(signs: str) -> bool:
    digits = [sign for sign in signs if sign not in MARKS]
    return len(digits) > 1 and set(digits) != {ZERO} and NUMBER.fullmatch(signs) is not None


def _parts(blobs: Sequence[Blob]) -> list[Part]:
    usual = median([blob.height for blob in blobs if LEAST_TALL <= blob.height <= MOST_TALL] or [LEAST_TALL])
    parts: list[Part] = []
    for blob in blobs:
        if not SPECK <= blob.height <= MOST_TALL or blob.width > 6 * MOST_TALL:
            continue
        middle = blob.top + blob.height / 2
        near = [part for part in parts if _continues(part, blob, middle, usual)]
        if near:
            min(near, key=lambda part: blob.left - part.blobs[-1].right).add(blob)
        else:
            part = Part()
            part.add(blob)
            parts.append(part)
    return parts


def _continues(part: Part, blob: Blob, middle: float, usual: float) -> bool:
    tall = max(part.bottom - part.top, 0.6 * usual)
    centre = (part.top + part.bottom) / 2
    gap = blob.left - part.blobs[-1].right
    return -0.4 * tall <= gap <= GAP * tall and abs(middle - centre) <= 0.8 * tall


def _sequences(part: Part) -> Iterator[tuple[str, list[Blob], bool]]:
    """Stretches of known signs without marks at their ends, their patches, and whether nothing unknown touches them."""
    signs, height = _signs(part)
    if not signs:
        return
    joined = [
        OTHER not in signs[place : place + 2] and after.left - before.right <= GAP * height
        for place, (before, after) in enumerate(pairwise(part.blobs))
    ]
    first = 0
    for place in range(len(signs)):
        if place + 1 < len(signs) and joined[place]:
            continue
        start, stop = first, place + 1
        first, whole = stop, _stands_alone(part.blobs, signs, start, stop, height)
        while start < stop and signs[start] in MARKS + OTHER:
            start += 1
        while start < stop and signs[stop - 1] in MARKS + OTHER:
            stop -= 1
        if start < stop:
            yield signs[start:stop], part.blobs[start:stop], whole


def _stands_alone(blobs: Sequence[Blob], signs: str, start: int, stop: int, height: float) -> bool:
    """Whether nothing unknown touches the stretch: neither a near patch nor a small one, which may be a mark or zero."""
    edges = [(start - 1, start), (stop, stop - 1)]
    for outer, inner in edges:
        if not 0 <= outer < len(blobs) or signs[outer] != OTHER:
            continue
        left, right = sorted((blobs[outer], blobs[inner]), key=lambda blob: blob.left)
        hangs = blobs[outer].bottom > max(blob.bottom for blob in blobs[start:stop]) + HANGS * height
        small = blobs[outer].height < (0.8 if hangs else SMALL) * height
        if right.left - left.right < (GAP if small else CLOSE) * height:
            return False
    return True


def _signs(part: Part) -> tuple[str, float]:
    """The signs of the part, and how tall its digits are: first by the tallest patches, then by what are digits."""
    upright = [blob for blob in part.blobs if blob.width <= 1.3 * blob.height]
    most = max((blob.height for blob in upright), default=0)
    tall = [blob for blob in upright if blob.height >= 0.6 * most]
    signs, height = "", 0.0
    for _ in range(2):
        if not tall or median([blob.height for blob in tall]) < LEAST_TALL:
            return "", 0.0
        height = float(median([blob.height for blob in tall]))
        signs = signs_of(part.blobs, float(median([blob.top for blob in tall])), height)
        tall = [
            blob for blob, sign in zip(part.blobs, signs, strict=True) if sign in (DIGITS + PERSIAN).replace(ZERO, "")
        ]
    return signs, height


def _word(signs: str, blobs: Sequence[Blob]) -> Word:
    top, bottom = min(blob.top for blob in blobs), max(blob.bottom for blob in blobs)
    return Word(signs, blobs[0].left, top, max(blob.right for blob in blobs), bottom)
