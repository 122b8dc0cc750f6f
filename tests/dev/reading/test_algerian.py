"""Receipts of our own making, in dinars, in French and in Arabic, photographed and read."""

from datetime import date
from difflib import SequenceMatcher

import pytest
from PIL import ImageDraw

from dev.gemini.reading import Receipt, read_image
from dev.gemini.reading.lines import lines_of_text
from dev.gemini.reading.ocr import available
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import Hints
from tests.dev.reading.algerian import DAY, IN_ARABIC, IN_ARABIC_DIGITS, IN_BOTH, PRICES, TOTAL
from tests.dev.reading.drawing import HAS_FONTS, HAS_SHAPING, draw_in_two_scripts, encode, photograph

needs_shaping = pytest.mark.skipif(
    not (available() and HAS_FONTS and HAS_SHAPING), reason="needs tesseract, the DejaVu fonts, and Pillow with raqm"
)


def seen(rows: tuple[tuple[str, str], ...], angle: float) -> Receipt:
    paper = photograph(draw_in_two_scripts(rows), angle=angle)
    return read_image(encode(paper), currency_hint="DZD", today=date(2026, 6, 1))


@needs_shaping
@pytest.mark.parametrize("angle", [0.0, 1.2])
def test_a_receipt_in_french_and_arabic_is_read_whole(angle: float) -> None:
    found = seen(IN_BOTH, angle)
    assert (found.total, found.currency, found.date) == (TOTAL, "DZD", DAY)
    assert (found.merchant or "").startswith("PHARMACIE ECH-CHIFA")
    assert [item.amount for item in found.items] == list(PRICES)
    assert [item.name for item in found.items] == ["Paracetamol 500 mg", "Creme solaire", "Vitamine C"]


@needs_shaping
@pytest.mark.parametrize("angle", [0.0, 1.2])
def test_a_receipt_in_arabic_is_read_whole(angle: float) -> None:
    """A letter or two of the name may be misread, since two Arabic letters often differ by a dot alone."""
    found = seen(IN_ARABIC, angle)
    assert (found.total, found.currency, found.date) == (TOTAL, "DZD", DAY)
    assert SequenceMatcher(None, found.merchant or "", "صيدلية الشفاء").ratio() > 0.8
    assert [item.amount for item in found.items] == list(PRICES)
    assert found.language == "ar"


@needs_shaping
@pytest.mark.parametrize(("angle", "currency"), [(0.0, "DZD"), (1.2, "DZD"), (-0.8, "EUR")])
def test_a_receipt_in_arabic_digits_is_read_whole(angle: float, currency: str) -> None:
    """Wherever the person lives: the digits are not taken for Latin ones."""
    paper = photograph(draw_in_two_scripts(IN_ARABIC_DIGITS), angle=angle)
    found = read_image(encode(paper), currency_hint=currency, today=date(2026, 6, 1))
    assert (found.total, found.currency, found.date) == (TOTAL, "DZD", DAY)
    assert [item.amount for item in found.items] == list(PRICES)


@needs_shaping
@pytest.mark.parametrize("place", [0.13, 0.17, 0.21])
def test_a_stain_on_the_total_in_arabic_digits_makes_no_wrong_amount(place: float) -> None:
    """Without items and change nothing can replace the digit that is hidden."""
    rows = tuple(row for row in IN_ARABIC_DIGITS if "المجموع" in row[1] or not row[0] or "/" in row[0])
    paper = draw_in_two_scripts(rows)
    top = int((next(number for number, row in enumerate(rows) if "المجموع" in row[1]) + 1.5) * 28 * 1.6)
    pen = ImageDraw.Draw(paper)
    pen.ellipse((paper.width * place, top, paper.width * place + 22, top + 30), fill=40)
    found = read_image(encode(photograph(paper, angle=0.6)), currency_hint="DZD", today=date(2026, 6, 1))
    assert found.total in {None, TOTAL}


def test_arabic_digits_are_read_by_the_same_rules() -> None:
    text = "\n".join(f"{right}  {left}" for left, right in IN_ARABIC_DIGITS)
    found = read_lines(lines_of_text(text), Hints("DZD"))
    assert (found.total, found.currency, found.date, found.merchant) == (TOTAL, "DZD", DAY, "صيدلية الشفاء")
    assert [(item.name, item.amount) for item in found.items] == list(
        zip(("دواء السعال", "مرهم للبشرة", "فيتامين"), PRICES, strict=True)
    )
