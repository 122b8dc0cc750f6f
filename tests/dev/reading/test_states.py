"""Whether a photographed receipt adds up, by the product's own proof over what the reader delivers."""

from datetime import date
from decimal import Decimal

import pytest
from PIL import Image, ImageDraw

from dev.gemini.reading import Receipt, read_image
from dev.gemini.reading.lines import lines_of_text
from dev.gemini.reading.ocr import available
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import Hints
from functions.expenses.models import ReadExpense, ReadItem
from functions.expenses.rules.proof import prove
from functions.ledger.models import Proof
from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode, photograph

TODAY = date(2026, 6, 1)
HEAD = ("      SUPERETTE EL BARAKA", "   12 Rue Didouche Mourad, Alger", "Date : 14/03/2026      18:42", "")
ITEMS = (
    "Lait 1L                      190,00",
    "Cafe moulu 250g              650,00",
    "Pain de mie                  410,00",
)
BALANCED = (*HEAD, *ITEMS, "TOTAL                      1 250,00", "Especes 2 000,00", "Rendu 750,00")
UNBALANCED = (*HEAD, *ITEMS, "TOTAL                      1 390,00", "Especes 2 000,00", "Rendu 610,00")
CUT = (*HEAD, *ITEMS, "Sous-total 1 250,00", "Remise -120,00", "Remise -30,00", "TOTAL TTC 1 100,00")

needs_ocr = pytest.mark.skipif(not (available() and HAS_FONTS), reason="needs tesseract and the DejaVu fonts")


def proof_of(found: Receipt) -> Proof:
    assert found.total is not None
    items = tuple(ReadItem(item.name, item.amount) for item in found.items)
    beside = {"tax": found.tax, "tip": found.tip, "discount": found.discount}
    return prove(ReadExpense("Receipt", found.total, "DZD", TODAY, items=items, **beside))[0]  # type: ignore[arg-type]


def blot(paper: Image.Image, row: int, size: int = 26) -> Image.Image:
    """The paper with the price of one line hidden under a stain."""
    pen = ImageDraw.Draw(paper)
    top = int((row + 2) * size * 1.5)
    pen.ellipse((paper.width * 0.6, top - 6, paper.width - 20, top + size + 8), fill=90)
    return paper


def seen(paper: Image.Image) -> Receipt:
    return read_image(encode(photograph(paper, angle=1.0)), currency_hint="DZD", today=TODAY)


@needs_ocr
def test_lines_that_add_up_are_balanced() -> None:
    found = seen(draw_receipt(BALANCED))
    assert (proof_of(found), found.total) == ("balanced", Decimal("1250.00"))
    assert [item.amount for item in found.items] == [Decimal("190.00"), Decimal("650.00"), Decimal("410.00")]


@needs_ocr
def test_lines_that_were_read_twice_alike_and_contradict_the_total_are_unbalanced() -> None:
    found = seen(draw_receipt(UNBALANCED))
    assert (proof_of(found), found.total) == ("unbalanced", Decimal("1390.00"))
    assert sum(item.amount or 0 for item in found.items) == Decimal("1250.00")


@needs_ocr
def test_a_price_under_a_stain_makes_the_receipt_partial_and_keeps_its_name() -> None:
    found = seen(blot(draw_receipt(BALANCED), row=5))
    assert (proof_of(found), found.total) == ("partial", Decimal("1250.00"))
    assert any(item.amount is None and "moulu" in item.name for item in found.items)


def test_several_discounts_are_added_so_that_the_proof_holds() -> None:
    found = read_lines(lines_of_text("\n".join(CUT).replace("                ", "  ")), Hints("DZD"))
    assert (found.total, found.discount, proof_of(found)) == (Decimal("1100.00"), Decimal("150.00"), "balanced")


def test_one_look_alone_blames_no_paper() -> None:
    found = read_lines(lines_of_text("SHOP\nTea  10.00\nBun  5.00\nTOTAL  18.00"), Hints("EUR"))
    assert proof_of(found) == "partial"
    assert [item.name for item in found.items] == ["Tea", "Bun"]
