"""Drawn receipts, photographed: what the whole way from pixels to facts reads."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.gemini.reading import read_image
from dev.gemini.reading.ocr import available
from tests.dev.reading.drawing import HAS_FONTS, HAS_SHAPING, draw_receipt, encode, photograph

FRENCH = (
    "      SUPERETTE EL BARAKA", "   12 Rue Didouche Mourad, Alger", "Date : 14/03/2026      18:42", "",
    "Lait 1L          2 x 95,00  190,00", "Café moulu 250g             650,00", "Pain de mie                 410,00",
    "Sous-total                1 250,00", "TOTAL TTC              1 250,00 DA", "Espèces                2 000,00 DA",
    "Rendu                    750,00 DA", "Merci de votre visite",
)  # fmt: skip
ENGLISH = (
    "      CORNER CAFE LTD", "   5 High Street, London", "04/02/2026 09:15", "Subtotal             13.50",
    "VAT 20%               2.70", "TOTAL              £16.20", "VISA               £16.20",
)  # fmt: skip
TO_PAY = ("      PHARMACIE IBN SINA", "Le 02 mars 2026", "Sirop                320,00", "Vitamine C           460,00",
          "Montant à payer : 780,00 DZD")  # fmt: skip
ARABIC = ("سوبر ماركت النور", "شارع ديدوش مراد الجزائر", "التاريخ: 2026/03/14", "قهوة 650.00", "خبز 410.00",
          "المجموع: 1060.00 دج", "نقدا: 2000.00 دج", "الباقي: 940.00 دج")  # fmt: skip
TODAY = date(2026, 6, 1)

needs_ocr = pytest.mark.skipif(not (available() and HAS_FONTS), reason="needs tesseract and the DejaVu fonts")


@needs_ocr
@pytest.mark.parametrize("angle", [0.0, 3.0, -2.5])
def test_a_crooked_shaded_french_receipt_is_read_whole(angle: float) -> None:
    found = read_image(encode(photograph(draw_receipt(FRENCH), angle=angle)), currency_hint="EUR", today=TODAY)
    assert (found.total, found.currency, found.date) == (Decimal("1250.00"), "DZD", date(2026, 3, 14))
    assert (found.merchant, found.language) == ("SUPERETTE EL BARAKA", "fr")
    assert [str(item.amount) for item in found.items] == ["190.00", "650.00", "410.00"]


@needs_ocr
def test_montant_a_payer_names_the_total() -> None:
    found = read_image(encode(photograph(draw_receipt(TO_PAY)), "PNG"), currency_hint="DZD", today=TODAY)
    assert (found.total, found.currency, found.date) == (Decimal("780.00"), "DZD", date(2026, 3, 2))


@needs_ocr
@pytest.mark.skipif(not HAS_SHAPING, reason="Pillow draws Arabic only with raqm")
def test_an_arabic_receipt_is_read() -> None:
    found = read_image(encode(draw_receipt(ARABIC, arabic=True)), currency_hint="DZD", today=TODAY)
    assert (found.total, found.currency, found.date) == (Decimal("1060.00"), "DZD", date(2026, 3, 14))
    assert found.language == "ar"


@needs_ocr
def test_a_sideways_photograph_is_turned_as_its_exif_says() -> None:
    sideways = photograph(draw_receipt(ENGLISH)).rotate(90, expand=True)
    found = read_image(encode(sideways, exif_turn=6), currency_hint="DZD", today=TODAY)
    assert (found.total, found.currency, found.date) == (Decimal("16.20"), "GBP", date(2026, 2, 4))


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_picture_formats_are_read(kind: str) -> None:
    assert read_image(encode(draw_receipt(ENGLISH), kind), today=TODAY).total == Decimal("16.20")


@needs_ocr
def test_a_picture_without_amounts_has_no_total() -> None:
    assert read_image(encode(draw_receipt(("Happy birthday", "to you")))).total is None


@settings(max_examples=25, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"]),
)
def test_no_bytes_raise(junk: bytes, magic: bytes) -> None:
    assert read_image(magic + junk).total is None
