"""Trains what knows Arabic-Indic and Persian digits: `python -m tools.eastern_shapes FONT... --try FONT...`.

Draws the signs in every given font, of many sizes, turned and blurred a little, and learns from them. The fonts are
only needed for this. `--try` tells how many digits of fonts that it never saw are known. Seeded: the same fonts give
the same weights.
"""

import argparse
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from dev.gemini.reading.eastern.blobs import Blob, blobs_of
from dev.gemini.reading.eastern.shapes import (
    DIGITS,
    LATIN,
    MARKS,
    OTHER,
    PERSIAN,
    SIGNS,
    WEIGHTS,
    Vector,
    shares,
    signs_of,
    vector_of,
)

# Without those that look like a digit of the other script: 0 and ٥, V and ٧, alif and ١.
LETTERS = "درصطعغكلمنىحسيABCFGHKMNPRSTUXZabdefghkmnpqrst%#&"
EACH, EACH_LETTER = 20, 8  # drawings of a sign in a font
HIDDEN, ROUNDS, BATCH, RATE, DECAY = 48, 60, 128, 4e-3, 3e-2
Patch = tuple[Blob, float, float]


def drawn(path: Path, sign: str, chance: np.random.Generator) -> Patch | None:
    """The sign's patch, the top of the line's digits and their height; None when it is not one patch."""
    size = int(chance.integers(18, 44))
    font = ImageFont.truetype(str(path), size)
    if not has(font, sign):
        return None
    paper = Image.new("L", (size * 9, size * 4), 255)
    pen = ImageDraw.Draw(paper)
    for place, text in ((size, "٨"), (size * 4, sign), (size * 7, "٧")):  # the outer ones are as tall as digits are
        pen.text((place, size), text, font=font, fill=int(chance.integers(0, 70)))
    turned = paper.rotate(float(chance.uniform(-2, 2)), Image.Resampling.BICUBIC, fillcolor=255)
    found = blobs_of(turned.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.4, 1.3)))))
    inner = [blob for blob in found if size * 3 < blob.left < size * 6]
    outer = [blob for blob in found if not size * 3 < blob.left < size * 6]
    if len(inner) != 1 or len(outer) != 2:
        return None
    height = sum(blob.height for blob in outer) / 2 * float(chance.uniform(0.94, 1.06))
    return inner[0], sum(blob.top for blob in outer) / 2 + height * float(chance.uniform(-0.04, 0.04)), height


def has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    """Whether the font has this sign, and no box in its place."""
    shape = font.getmask(sign)
    return shape.getbbox() is not None and bytes(shape) != bytes(font.getmask("\uffff"))


def examples(paths: Sequence[Path], chance: np.random.Generator) -> Iterator[tuple[Vector, int]]:
    """Drawn signs, and which they are."""
    for path in paths:
        for sign in DIGITS + PERSIAN + MARKS + "23456789" + LETTERS:
            meant = LATIN if sign in "23456789" else OTHER if sign in LETTERS else sign
            for _ in range(EACH_LETTER if meant == OTHER else EACH):
                patch = drawn(path, sign, chance)
                if patch:
                    yield vector_of(*patch), SIGNS.index(meant)


def trained(paths: Sequence[Path]) -> tuple[Vector, Vector]:
    """The weights of both layers after all rounds (Adam on the cross entropy)."""
    chance = np.random.default_rng(7)
    found = list(examples(paths, chance))
    vectors, meant = np.stack([vector for vector, _ in found]), np.array([sign for _, sign in found])
    inputs = vectors.shape[1]
    layers = [chance.normal(0, 0.08, (inputs + 1, HIDDEN)), chance.normal(0, 0.2, (HIDDEN + 1, len(SIGNS)))]
    moments = [np.zeros_like(layer) for layer in (*layers, *layers)]
    step = 0
    for turn in range(ROUNDS):
        order = chance.permutation(len(vectors))
        for start in range(0, len(order), BATCH):
            step += 1
            rows = order[start : start + BATCH]
            slopes = _slopes(vectors[rows], meant[rows], layers)
            rate = RATE * (1 - turn / ROUNDS)
            for which, slope in enumerate(slopes):
                moments[which] += 0.1 * (slope - moments[which])
                moments[which + 2] += 0.001 * (slope**2 - moments[which + 2])
                fair = np.sqrt(moments[which + 2] / (1 - 0.999**step)) + 1e-8
                layers[which] -= rate * (moments[which] / (1 - 0.9**step) / fair + DECAY * layers[which])
    print(f"{len(found)} drawings of {len(paths)} fonts")
    return layers[0].astype(np.float32), layers[1].astype(np.float32)


def _slopes(vectors: Vector, meant: np.ndarray, layers: Sequence[np.ndarray]) -> list[np.ndarray]:
    first, second = layers
    ones = np.ones((len(vectors), 1))
    below = np.hstack([vectors, ones])
    hidden = np.maximum(below @ first, 0)
    error = shares(vectors, first, second)
    error[np.arange(len(meant)), meant] -= 1
    error /= len(meant)
    back = (error @ second[:-1].T) * (hidden > 0)
    return [below.T @ back, np.hstack([hidden, ones]).T @ error]


def value(sign: str) -> str:
    """Arabic-Indic and Persian digits of one value are one answer."""
    return str(unicodedata.digit(sign, sign))


def tried(paths: Sequence[Path]) -> None:
    """Print what is known of each font's digits."""
    chance = np.random.default_rng(11)
    for path in paths:
        pairs = []
        for sign in DIGITS + PERSIAN:
            patches = (drawn(path, sign, chance) for _ in range(10))
            pairs += [(sign, signs_of(patch[:1], *patch[1:])) for patch in patches if patch]
        wrong = sorted({f"{sign}→{found}" for sign, found in pairs if value(sign) != value(found)})
        right = sum(value(sign) == value(found) for sign, found in pairs)
        print(f"{path.stem}: {right} of {len(pairs)} {' '.join(wrong)}", flush=True)


def main() -> None:
    """Train and write, or try."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fonts", nargs="*", type=Path)
    parser.add_argument("--try", dest="others", nargs="*", type=Path, default=[])
    asked = parser.parse_args()
    if asked.fonts:
        first, second = trained(asked.fonts)
        np.savez_compressed(WEIGHTS, first=first.astype(np.float16), second=second.astype(np.float16))
        print(f"{WEIGHTS.stat().st_size} bytes")
    tried(asked.others)


if __name__ == "__main__":
    main()
