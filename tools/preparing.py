"""Ways of preparing a picture for tesseract, compared on labelled receipts: `python -m tools.preparing`.

Every way is one look: prepare, read, apply the same rules. `--every 3` takes a third of the pictures, `--jobs 1` one
way at a time; `--write` puts the table into docs/accuracy.md.
"""

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from dev.gemini.reading import image, tesseract
from dev.gemini.reading.lines import group_words
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import NOTHING, Hints, Receipt
from tools.measuring import TODAY, Tally, labelled, measure, table
from tools.pages import write_section

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "eval" / "sroie"
WIDTH = image.WORK_WIDTH
Step = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True, slots=True)
class Way:
    """A name, the steps that make the picture, and how tesseract is asked."""

    name: str
    steps: tuple[Step, ...]
    page_mode: int = 6
    languages: str = "eng"

    def read(self, data: bytes) -> Receipt:
        """Read one picture in this way alone."""
        picture = image.load(data)
        if picture is None:
            return NOTHING
        for step in self.steps:
            picture = step(picture)
        words = tesseract.read_words(picture, languages=self.languages, page_mode=self.page_mode)
        return read_lines(group_words(words), Hints("MYR", TODAY))


def scale(width: int) -> Step:
    """To a width in pixels; receipts of one width of paper then have print of one size."""
    return lambda picture: image.to_width(picture, width)


def dots(per_inch: int, paper_inches: float = 3.15) -> Step:
    """To a resolution, if the picture shows a paper of 80 mm."""
    return scale(round(per_inch * paper_inches))


def blur(radius: float) -> Step:
    """Joins the dots of matrix print."""
    return lambda picture: picture.filter(ImageFilter.GaussianBlur(radius))


def sharpen(picture: Image.Image) -> Image.Image:
    """Unsharp mask."""
    return picture.filter(ImageFilter.UnsharpMask(radius=2, percent=150, threshold=3))


def denoise(picture: Image.Image) -> Image.Image:
    """The median of nine neighbours."""
    return picture.filter(ImageFilter.MedianFilter(3))


def deskew(picture: Image.Image) -> Image.Image:
    """Turned by its own skew."""
    angle = image.skew(picture)
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else picture


def otsu(picture: Image.Image) -> Image.Image:
    """Black and white at the one threshold that parts both best: the greatest variance between them."""
    counts = np.bincount(np.asarray(picture).ravel(), minlength=256).astype(np.float64)
    below, levels = np.cumsum(counts), np.cumsum(counts * np.arange(256))
    above = np.maximum(below[-1] - below, 1)
    apart = levels / np.maximum(below, 1) - (levels[-1] - levels) / above
    threshold = int(np.argmax(below * above * apart**2))
    return picture.point(lambda value: 255 if value > threshold else 0)


def adaptive(picture: Image.Image) -> Image.Image:
    """Black where a dot is darker than nine tenths of its neighbourhood's mean."""
    around = np.asarray(picture.filter(ImageFilter.BoxBlur(max(8, picture.width // 40))), dtype=np.float32)
    dark = np.asarray(picture, dtype=np.float32) < 0.9 * around
    return Image.fromarray(np.where(dark, 0, 255).astype(np.uint8))


CROP, LIGHT, STRAIGHT = image.crop_to_paper, image.even_light, image.straighten
WAYS = (
    Way("as it is", ()),
    Way("crop", (CROP, image.crop_to_ink)),
    Way("as it is, scaled to 1100 px", (scale(WIDTH),)),
    Way("crop, 200 dpi", (CROP, image.crop_to_ink, dots(200))),
    Way("crop, 300 dpi", (CROP, image.crop_to_ink, dots(300))),
    Way("crop, 1100 px, deskew", (CROP, image.crop_to_ink, scale(WIDTH), deskew)),
    Way("crop, even light, 1100 px", (CROP, LIGHT, image.crop_to_ink, scale(WIDTH))),
    Way("all (crop, light, ink, deskew), 1100 px", (STRAIGHT, scale(WIDTH))),
    Way("all, 1100 px, blur 0.8", (STRAIGHT, scale(WIDTH), blur(0.8))),
    Way("all, 1100 px, blur 1.2", (STRAIGHT, scale(WIDTH), blur(1.2))),
    Way("all, 1100 px, blur 1.6", (STRAIGHT, scale(WIDTH), blur(1.6))),
    Way("all, 900 px, blur 1.0", (STRAIGHT, scale(900), blur(1.0))),
    Way("all, 1400 px, blur 1.6", (STRAIGHT, scale(1400), blur(1.6))),
    Way("all, 1100 px, sharpen", (STRAIGHT, scale(WIDTH), sharpen)),
    Way("all, 1100 px, denoise", (STRAIGHT, scale(WIDTH), denoise)),
    Way("all, 1100 px, Otsu", (STRAIGHT, scale(WIDTH), otsu)),
    Way("all, 1100 px, adaptive threshold", (STRAIGHT, scale(WIDTH), adaptive)),
    Way("all, 1100 px, blur 1.2, psm 4", (STRAIGHT, scale(WIDTH), blur(1.2)), 4),
    Way("all, 1100 px, psm 4", (STRAIGHT, scale(WIDTH)), 4),
    Way("all, 1100 px, blur 1.2, psm 3", (STRAIGHT, scale(WIDTH), blur(1.2)), 3),
    Way("all, 1100 px, blur 1.2, psm 11", (STRAIGHT, scale(WIDTH), blur(1.2)), 11),
    Way("all, 1100 px, blur 1.2, eng+fra", (STRAIGHT, scale(WIDTH), blur(1.2)), 6, "eng+fra"),
)


def cells(name: str, tally: Tally, first: Tally) -> list[str]:
    """One line of the table; `first` is what the reader's own first look reads."""
    shown = [cell for one in ("total", "date", "merchant") for cell in (tally.shown(one), tally.interval(one))]
    return [name, *shown, tally.against(first, "total"), f"{tally.cpu_p50:.2f}", f"{tally.cpu_p95:.2f}"]


def tried(folder: Path, every: int, number: int) -> Tally:
    """The way of this number on all pictures; ways have functions inside, which no other process can be handed."""
    tally = measure(folder, labelled(folder, every), WAYS[number].read)
    print(f"{WAYS[number].name}: {tally.shown('total')} {tally.shown('date')} {tally.shown('merchant')}", flush=True)
    return tally


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=CASES)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="ways at the same time")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not (asked.data / "index.json").is_file():
        print("There are no labelled receipts to compare on.")
        return
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        tallies = list(pool.map(partial(tried, asked.data, asked.every), range(len(WAYS))))
    first = next(tally for way, tally in zip(WAYS, tallies, strict=True) if way.name == FIRST)
    lines = [cells(way.name, tally, first) for way, tally in zip(WAYS, tallies, strict=True)]
    text = f"{HEAD.format(n=len(first.cpu), first=FIRST)}\n\n{table(COLUMNS, lines)}"
    print(text)
    if asked.write:
        write_section(ROOT / "docs" / "accuracy.md", "preparing", text)


FIRST = "all, 1100 px, blur 1.2"  # the reader's first look
COLUMNS = (
    "one look",
    "total",
    "95 %",
    "date",
    "95 %",
    "merchant",
    "95 %",
    "total against the first",
    "CPU s p50",
    "p95",
)
HEAD = """## Ways of preparing a receipt's picture

Each way once with tesseract and the same rules, on {n} photographed receipts (`python -m tools.preparing --write`).
The reader looks in one of these ways first ("{first}"), and in others while it is not sure. "Against the
first" counts the pictures whose total only this way reads right, and those that only the first look does."""

if __name__ == "__main__":
    main()
