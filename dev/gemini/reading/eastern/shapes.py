"""Which sign a patch of ink is: a small trained network knows digits, marks between them, and what is neither."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dev.gemini.reading.eastern.blobs import Blob

# Trained by `python -m tools.eastern_shapes` on drawn digits; the page docs/receipts.md names the fonts.
WEIGHTS = Path(__file__).with_name("shapes.npz")
ROWS, COLUMNS = 18, 14
DIGITS, PERSIAN, MARKS = "٠١٢٣٤٥٦٧٨٩", "۴۵۶", "٫.,/-"
LATIN, OTHER = "L", "?"  # a Latin digit from 2 to 9, and letters
SIGNS = DIGITS + PERSIAN + MARKS + LATIN + OTHER
SURE = 0.6  # below this share a patch is called OTHER
Vector = NDArray[np.float32]


def vector_of(blob: Blob, top: float, height: float) -> Vector:
    """The ink in a grid, the box's form, and its size and place on a line whose digits begin at `top` and are
    `height` tall."""
    grid = Image.fromarray((blob.mask * 255).astype(np.uint8)).resize((COLUMNS, ROWS), Image.Resampling.BOX)
    ink = np.asarray(grid, dtype=np.float32).ravel() / 255
    middle = (blob.top + blob.height / 2 - top) / height
    form = [float(np.log(blob.width / blob.height)), 2 * blob.height / height, 2 * blob.width / height, 3 * middle]
    return np.concatenate([ink, np.clip(np.asarray(form, dtype=np.float32), -4, 4)])


@cache
def _weights() -> tuple[Vector, Vector]:
    with np.load(WEIGHTS) as file:
        return file["first"].astype(np.float32), file["second"].astype(np.float32)


def shares(vectors: Vector, first: Vector, second: Vector) -> Vector:
    """How likely each sign is, for every row; the last row of each layer's weights is its bias."""
    hidden = np.maximum(vectors @ first[:-1] + first[-1], 0)
    scores = hidden @ second[:-1] + second[-1]
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), dtype=np.float32)


def signs_of(blobs: Sequence[Blob], top: float, height: float) -> str:
    """A sign for every patch of one line; OTHER for what is no digit and no mark between digits."""
    if not blobs:
        return ""
    likely = shares(np.stack([vector_of(blob, top, height) for blob in blobs]), *_weights())
    best = likely.argmax(axis=1)
    return "".join(SIGNS[sign] if row[sign] >= SURE else OTHER for sign, row in zip(best, likely, strict=True))
