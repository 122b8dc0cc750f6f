"""RapidOCR, an optional reader of letters: neural networks that need more time and memory than tesseract and err less.

The package carries its networks inside (PP-OCRv6, Apache-2.0), so that nothing is fetched when it runs.
"""

import threading
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy as np
from PIL import Image

from dev.gemini.reading.image import to_width
from dev.gemini.reading.lines import Word

INSTALL = "pip install 'rapidocr>=3.10,<4' onnxruntime"
LEAST_CONFIDENCE = 0.5
LONG = 3  # a phrase that is so many times longer than high tells the slant
LEAST_WIDTH = 450  # smaller pictures are enlarged
# One thread, as for tesseract: pictures are read one at a time, and figures of CPU stay comparable.
SETTINGS = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "error",
    "Global.use_cls": False,  # the paper is upright before it is read
}
LOCK = threading.Lock()  # the networks are loaded once and hold memory for each picture that they read
Corner = Sequence[float]


def available() -> bool:
    """Whether the package and the program that runs its networks are installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _networks() -> Any:
    return import_module("rapidocr").RapidOCR(params=SETTINGS)


def read_words(picture: Image.Image) -> list[Word]:
    """Words of an upright picture, as it came: these networks were taught on photographs, and preparing harms them."""
    scaled = to_width(picture, LEAST_WIDTH) if picture.width < LEAST_WIDTH else picture
    with LOCK:
        found = _networks()(np.asarray(scaled.convert("RGB")))
    if found.txts is None or found.boxes is None:
        return []
    phrases = [
        (str(text), [(float(x), float(y)) for x, y in box])
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= LEAST_CONFIDENCE
    ]
    return words_of(phrases)


def words_of(phrases: Sequence[tuple[str, Sequence[Corner]]]) -> list[Word]:
    """The words of all phrases, the paper's slant taken away, so that a name and its price stand on one level."""
    slopes = [
        (box[1][1] - box[0][1]) / (box[1][0] - box[0][0])
        for _, box in phrases
        if box[1][0] - box[0][0] > LONG * (box[3][1] - box[0][1])
    ]
    slope = median(slopes) if slopes else 0.0
    level = [(text, [(x, y - slope * x) for x, y in box]) for text, box in phrases]
    return [word for text, box in level for word in words_of_phrase(text, box)]


def words_of_phrase(text: str, corners: Sequence[Corner]) -> list[Word]:
    """The words of a phrase in a slanted box, each at its share of the length, following the slant.

    The corners run clockwise from the upper left. Print that runs up or down the page gives no words: RapidOCR turns it
    by itself and reads it, but the lines of such a page are not lines until the page is turned.
    """
    (left, top), (right, right_top), (_, right_bottom), (_, bottom) = corners
    height = ((bottom - top) + (right_bottom - right_top)) / 2
    if len(text) > 2 and height > right - left:
        return []
    words, start = [], 0
    for token in text.split():
        start = text.index(token, start)
        begin, end = start / len(text), (start + len(token)) / len(text)
        middle = (begin + end) / 2
        upper = top + (right_top - top) * middle
        words.append(Word(token, left + (right - left) * begin, upper, left + (right - left) * end, upper + height))
        start += len(token)
    return words
