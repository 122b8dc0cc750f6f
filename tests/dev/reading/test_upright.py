"""Papers that lie sideways or upside down, on a wide table, or far away; drawn ones, and real ones where present."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from dev.gemini.reading import read_image
from dev.gemini.reading.image import crop_to_paper
from dev.gemini.reading.lines import Word
from dev.gemini.reading.ocr import available
from dev.gemini.reading.score import index
from dev.gemini.reading.upright import LEGIBLE, legibility
from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode, photograph

CASES = Path(__file__).parents[4] / "shared" / "eval" / "sroie"
TODAY = date(2026, 6, 1)
TURNS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
RECEIPT = (
    "      CORNER CAFE LTD", "   5 High Street, London", "04/02/2026 09:15", "Tea             5.50",
    "Cake            8.00", "Subtotal        13.50", "VAT 20%          2.70", "TOTAL         £16.20",
    "VISA          £16.20",
)  # fmt: skip
WORDS = ("TOTAL", "16.20", "Date", "change", "Cash:")

needs_ocr = pytest.mark.skipif(not (available() and HAS_FONTS), reason="needs tesseract and the DejaVu fonts")


@needs_ocr
@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_photograph_without_exif_is_read(turn: Image.Transpose) -> None:
    found = read_image(encode(photograph(draw_receipt(RECEIPT), angle=1.5).transpose(turn)), today=TODAY)
    assert (found.total, found.currency, found.date) == (Decimal("16.20"), "GBP", date(2026, 2, 4))


@pytest.mark.skipif(not (CASES.is_dir() and available()), reason="there are no real receipts beside this project")
def test_real_receipts_read_the_same_whichever_way_they_lie() -> None:
    """Turning moves single dots, so that now and then a digit is read otherwise."""
    same = []
    for row in index(CASES)[4:40:14]:
        data = (CASES / row["file"]).read_bytes()
        upright = read_image(data, today=TODAY).total
        for turn in TURNS:
            turned = encode(Image.open(io.BytesIO(data)).convert("L").transpose(turn))
            same.append(read_image(turned, today=TODAY).total == upright)
    assert sum(same) >= len(same) - 1


@needs_ocr
def test_a_receipt_on_a_wide_table_is_found() -> None:
    paper = photograph(draw_receipt(RECEIPT), angle=2.0, shadow=0.2)
    table = Image.new("L", (paper.width * 2, paper.height * 2), 60)
    table.paste(paper, (paper.width // 2, paper.height // 3))
    cut = crop_to_paper(table)
    assert cut.width < 0.6 * table.width
    assert cut.height < 0.6 * table.height
    assert read_image(encode(table), today=TODAY).total == Decimal("16.20")


@needs_ocr
def test_a_small_picture_is_enlarged_until_it_can_be_read() -> None:
    small = draw_receipt(RECEIPT, size=13)
    assert small.width < 350
    assert read_image(encode(small, "PNG"), today=TODAY).total == Decimal("16.20")


@needs_ocr
def test_faded_print_is_read() -> None:
    faded = draw_receipt(RECEIPT).point(lambda value: 170 + value // 4)
    assert read_image(encode(faded), today=TODAY).total == Decimal("16.20")


def test_known_words_and_prices_make_a_reading_legible() -> None:
    def words(*texts: str) -> list[Word]:
        return [Word(text, 0, 0, 10, 10) for text in texts]

    assert legibility(words(*WORDS)) >= LEGIBLE
    assert legibility(words("المجموع", "الباقي", "نقدا", "12.50", "التاريخ:")) >= LEGIBLE
    assert legibility(words("jeqo1", "~~", "Z9'GL", "aBueyo", "Lz", "1", "xx", "og")) == 0
