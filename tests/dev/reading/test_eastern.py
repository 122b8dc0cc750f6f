"""Arabic-Indic digits in pictures: told apart by shape, and no amount where they cannot be told for sure."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from dev.gemini.reading.eastern import has_numbers, numbers_in
from dev.gemini.reading.eastern.blobs import blobs_of
from dev.gemini.reading.lines import Word
from dev.gemini.reading.ocr import Look
from dev.gemini.reading.photo import read_pictures
from dev.gemini.reading.receipt import Hints, Receipt
from tests.dev.reading.drawing import HAS_FONTS, SANS

needs_font = pytest.mark.skipif(not HAS_FONTS, reason="needs the DejaVu fonts: apt-get install fonts-dejavu-core")


def printed(*lines: str, size: int = 40) -> Image.Image:
    """Lines of print from left to right, as a look gets them: scaled and a little blurred."""
    paper = Image.new("L", (size * 16, size * 2 * (len(lines) + 1)), 255)
    pen, font = ImageDraw.Draw(paper), ImageFont.truetype(str(SANS), size)
    for row, line in enumerate(lines):
        pen.text((size, size * 2 * row + size), line, font=font, fill=0)
    return paper.filter(ImageFilter.GaussianBlur(0.8))


def texts(picture: Image.Image) -> list[str]:
    return [word.text for word in sorted(numbers_in(picture), key=lambda word: word.top)]


@needs_font
@pytest.mark.parametrize("size", [28, 40, 56])
@pytest.mark.parametrize(
    "lines",
    [
        ("١٢٥٠٫٠٠", "٣٤٦٫٧٥", "٩٨٧٦٥٤٣٢١", "١٤/٠٣/٢٠٢٦"),
        ("۱۲۵۰٫۰۰", "۳۴۶٫۷۵", "۹۸۷۶۵۴۳۲۱"),
        ("٢٠٠٠.٠٠", "٣٫٤٥٠", "٧٨٩"),
    ],
)
def test_numbers_are_read_as_they_are_printed(lines: tuple[str, ...], size: int) -> None:
    def values(rows: list[str]) -> list[str]:
        return ["".join(str(int(sign)) if sign.isdigit() else "," for sign in row) for row in rows]

    assert values(texts(printed(*lines, size=size))) == values(list(lines))


@needs_font
@pytest.mark.parametrize("lines", [("1250.00", "346.75", "2026"), ("TOTAL 2 000,00", "O0o0 VV7"), ("......", "····")])
def test_latin_print_gives_none(lines: tuple[str, ...]) -> None:
    assert numbers_in(printed(*lines)) == []


@needs_font
def test_a_number_beside_which_a_sign_cannot_be_told_is_left_out() -> None:
    picture = printed("٣٤٦٫٧٥", "١٢٥٠٫٠٠", "٩٨٧٦٥٤")
    whole = next(word for word in numbers_in(picture) if word.text == "١٢٥٠٫٠٠")
    step = (whole.right - whole.left) / 7
    ImageDraw.Draw(picture).rectangle(
        (whole.left + step, whole.top - 4, whole.left + 2 * step, whole.bottom - 8), fill=0
    )
    assert texts(picture) == ["٣٤٦٫٧٥", "٩٨٧٦٥٤"]


def test_ink_that_touches_at_a_corner_is_one_patch() -> None:
    dots = np.full((9, 12), 255, dtype=np.uint8)
    dots[1:6, 1], dots[5, 1:5], dots[1:6, 5] = 0, 0, 0  # a cup
    dots[2, 8], dots[3, 9] = 0, 0  # a corner
    found = blobs_of(Image.fromarray(dots))
    assert [(blob.left, blob.top, blob.width, blob.height) for blob in found] == [(1, 1, 5, 5), (8, 2, 2, 2)]


def looked(*totals: str) -> Receipt:
    """A paper without items, whose total one look after another reads as given; the first one reads Latin letters."""

    def look(total: str) -> Look:
        words = [Word("المجموع", 300, 100, 400, 130), Word(total, 60, 100, 200, 130)]
        return Look(lambda _: words, arabic=True)

    latin = Look(lambda _: [Word("TOTAL", 60, 100, 150, 130), Word("17.55", 200, 100, 260, 130)])
    pages = [Image.new("L", (500, 400), 255)]
    return read_pictures(pages, Hints("DZD", date(2026, 6, 1)), [latin, *map(look, totals)])


def test_an_amount_that_two_looks_read_alike_stands() -> None:
    assert looked("١٢٥٠٫٠٠", "١٢٥٠٫٠٠").total == Decimal("1250.00")


def test_better_no_amount_than_one_that_looks_disagree_about_and_nothing_confirms() -> None:
    assert looked("١٢٥٠٫٠٠", "١٣٥٠٫٠٠").total is None


def test_what_a_latin_look_makes_of_these_digits_does_not_count() -> None:
    assert looked("١٢٥٠٫٠٠").total is None
    assert has_numbers([Word("١٢٥٠٫٠٠", 0, 0, 9, 9)])
    assert not has_numbers([Word("1250.00", 0, 0, 9, 9), Word("المجموع", 0, 0, 9, 9)])
