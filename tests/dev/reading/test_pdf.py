"""Invoices as PDF: attached XML first, then the text layer, then the picture of the page."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.gemini.reading import read_pdf
from dev.gemini.reading.einvoice import MAX_BYTES
from dev.gemini.reading.ocr import available
from dev.gemini.reading.pdf import embedded_xml
from tests.dev.reading.drawing import HAS_FONTS, draw_receipt
from tests.dev.reading.test_einvoice import FACTUR_X

INVOICE = (
    "Papierhaus Nord GmbH", "Hafenweg 3, 20457 Hamburg", "Rechnungsdatum 14.03.2026", "Papier A4          80,00",
    "Stifte             20,00", "Summe netto       100,00", "MwSt. 19 %         19,00", "Rechnungsbetrag   119,00 EUR",
)  # fmt: skip


def text_pdf(lines: tuple[str, ...] = INVOICE) -> pikepdf.Pdf:
    """A page whose text layer holds the lines in a fixed-width font."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    shown = "".join(f"({line}) Tj T* " for line in lines)
    page.Contents = document.make_stream(f"BT /F1 11 Tf 16 TL 60 760 Td {shown} ET".encode("latin-1"))
    return document


def saved(document: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_attachment(name: str, content: bytes) -> bytes:
    document = text_pdf()
    document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
    return saved(document)


def test_the_text_layer_is_read() -> None:
    found = read_pdf(saved(text_pdf()), currency_hint="DZD")
    assert (found.total, found.currency, found.date) == (Decimal("119.00"), "EUR", date(2026, 3, 14))
    assert (found.merchant, found.tax) == ("Papierhaus Nord GmbH", Decimal("19.00"))
    assert [item.name for item in found.items] == ["Papier A4", "Stifte"]


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"])
def test_attached_xml_is_believed_before_the_text(name: str) -> None:
    assert read_pdf(with_attachment(name, FACTUR_X.encode())).total == Decimal("120.00")


def test_hostile_or_foreign_attachments_are_passed_over() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e "y">]>' + FACTUR_X.partition("?>")[2].encode()
    assert read_pdf(with_attachment("factur-x.xml", evil)).total == Decimal("119.00")
    assert read_pdf(with_attachment("notes.txt", FACTUR_X.encode())).total == Decimal("119.00")


def test_an_attachment_that_unpacks_beyond_the_limit_is_left_unread() -> None:
    bomb = FACTUR_X.encode() + b" " * (MAX_BYTES + 1)
    assert len(with_attachment("factur-x.xml", bomb)) < MAX_BYTES / 100
    assert list(embedded_xml(with_attachment("factur-x.xml", bomb))) == []
    assert list(embedded_xml(with_attachment("factur-x.xml", FACTUR_X.encode()))) == [FACTUR_X.encode()]


@pytest.mark.skipif(not (available() and HAS_FONTS), reason="needs tesseract and the DejaVu fonts")
def test_a_scanned_page_is_read_by_ocr() -> None:
    buffer = io.BytesIO()
    draw_receipt(INVOICE).convert("RGB").save(buffer, "PDF", resolution=150)
    found = read_pdf(buffer.getvalue())
    assert (found.total, found.currency, found.date) == (Decimal("119.00"), "EUR", date(2026, 3, 14))


@pytest.mark.skipif(not (available() and HAS_FONTS), reason="needs tesseract and the DejaVu fonts")
def test_a_scan_of_several_pages_is_read_to_its_last() -> None:
    pages = [draw_receipt(lines).convert("RGB") for lines in (INVOICE[:5], INVOICE[5:])]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    found = read_pdf(buffer.getvalue())
    assert (found.total, found.date) == (Decimal("119.00"), date(2026, 3, 14))


def test_text_of_several_pages_is_read_to_its_last() -> None:
    document = text_pdf(INVOICE[:5])
    document.pages.extend(text_pdf(INVOICE[5:]).pages)
    found = read_pdf(saved(document))
    assert (found.total, found.date) == (Decimal("119.00"), date(2026, 3, 14))


def test_a_broken_file_has_no_total() -> None:
    whole = saved(text_pdf())
    assert read_pdf(whole[: len(whole) // 3]).total is None


def test_a_locked_file_has_no_total() -> None:
    buffer = io.BytesIO()
    text_pdf().save(buffer, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert read_pdf(buffer.getvalue()).total is None


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise(junk: bytes, header: bool) -> None:
    assert read_pdf((b"%PDF-1.7\n" if header else b"") + junk).total is None
