"""What share of real, labelled papers is read right; the whole picture set belongs to `make eval`."""

from decimal import Decimal
from pathlib import Path

import pytest

from dev.gemini.reading import read_pdf
from dev.gemini.reading.ocr import available
from dev.gemini.reading.score import index, pdf_invoices, sroie_pictures, sroie_text

DATA = Path(__file__).parents[4] / "shared" / "eval"

pytestmark = pytest.mark.skipif(not (DATA / "sroie").is_dir(), reason="the evaluation data is not beside the project")


def test_rules_read_typed_receipts() -> None:
    found = sroie_text(DATA / "sroie")
    assert found["total"] >= 0.95
    assert found["date"] >= 0.97
    assert found["currency"] >= 0.97
    assert found["merchant"] >= 0.88


def test_text_invoices_are_read() -> None:
    found = pdf_invoices(DATA / "pdf_invoices")
    assert found["total"] >= 0.95
    assert found["date"] >= 0.95
    assert found["currency"] >= 0.95
    assert found["merchant"] >= 0.9


def test_invoices_with_xml_are_read_from_it() -> None:
    folder = DATA / "pdf_invoices"
    rows = [row for row in index(folder) if row.get("original")]
    assert len(rows) >= 3
    for row in rows:
        found = read_pdf((folder / row["original"]).read_bytes())
        assert found.total == Decimal(str(row["expected"]["total"]))
        assert found.text == "", "the text layer was read although the XML says it all"


@pytest.mark.timeout(900)  # two dozen pictures, each several looks, on whatever machine
@pytest.mark.skipif(not available(), reason="tesseract is not installed")
def test_photographed_receipts_are_read() -> None:
    found = sroie_pictures(DATA / "sroie", step=4)
    assert found["total"] >= 0.7
    assert found["date"] >= 0.7
    assert found["currency"] >= 0.8
    assert found["merchant"] >= 0.6
