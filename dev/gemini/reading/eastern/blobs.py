"""Connected ink: every patch of dark dots that touch each other, with its box."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

INK = 150
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Blob:
    """A patch of ink; `mask` is its box with the dots that belong to it."""

    left: int
    top: int
    mask: Mask

    @property
    def width(self) -> int:
        return int(self.mask.shape[1])

    @property
    def height(self) -> int:
        return int(self.mask.shape[0])

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


class _Runs:
    """Stretches of ink in rows, joined where they touch, corners included."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int, int]] = []
        self.parents: list[int] = []

    def root(self, run: int) -> int:
        while self.parents[run] != run:
            self.parents[run] = self.parents[self.parents[run]]
            run = self.parents[run]
        return run

    def add_row(self, row: int, spans: list[tuple[int, int]], above: range) -> range:
        """Adds the row's stretches; `above` are the numbers of those in the row before."""
        first, near = len(self.spans), above.start
        for start, stop in spans:
            own = len(self.spans)
            self.spans.append((row, start, stop))
            self.parents.append(own)
            while near < above.stop and self.spans[near][2] < start:
                near += 1
            other = near
            while other < above.stop and self.spans[other][1] <= stop:
                self.parents[self.root(other)] = self.root(own)
                other += 1
        return range(first, len(self.spans))


def blobs_of(picture: Image.Image) -> list[Blob]:
    """All patches of a prepared grey picture, from left to right."""
    dark = np.asarray(picture) < INK
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    runs, above = _Runs(), range(0)
    for row in np.arange(dark.shape[0]):
        starts, stops = np.flatnonzero(edges[row] == 1), np.flatnonzero(edges[row] == -1)
        above = runs.add_row(int(row), list(zip(starts.tolist(), stops.tolist(), strict=True)), above)
    patches: dict[int, list[tuple[int, int, int]]] = {}
    for number, span in enumerate(runs.spans):
        patches.setdefault(runs.root(number), []).append(span)
    return sorted((_blob(spans) for spans in patches.values()), key=lambda blob: (blob.left, blob.top))


def _blob(spans: list[tuple[int, int, int]]) -> Blob:
    top, left = min(span[0] for span in spans), min(span[1] for span in spans)
    mask = np.zeros((max(span[0] for span in spans) - top + 1, max(span[2] for span in spans) - left), dtype=np.bool_)
    for row, start, stop in spans:
        mask[row - top, start - left : stop - left] = True
    return Blob(left, top, mask)
