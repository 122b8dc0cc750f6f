"""Programs that read letters are exchangeable: words with their boxes go in, the same rules read them."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dev.gemini.reading import photo, rapid, read_image
from dev.gemini.reading.lines import Word, surest
from dev.gemini.reading.ocr import RAPIDOCR, TESSERACT, Look, OcrMissingError, chosen
from dev.gemini.reading.photo import read_pictures
from dev.gemini.reading.receipt import Hints
from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode, photograph

TODAY = date(2026, 6, 1)
# A phrase a box, as RapidOCR gives them, on a paper that rises to the right by one dot in twenty.
PHRASES = (
    ("CORNER CAFE LTD", 100, 400, 40), ("5 High Street, London", 80, 420, 80), ("Date: 04/02/2026", 60, 300, 120),
    ("Tea", 60, 120, 160), ("5.50", 420, 480, 160), ("Cake", 60, 130, 200), ("8.00", 420, 480, 200),
    ("TOTAL", 60, 150, 240), ("£13.50", 400, 480, 240), ("CASH", 60, 130, 280), ("£20.00", 400, 480, 280),
    ("CHANGE", 60, 160, 320), ("£6.50", 410, 480, 320),
)  # fmt: skip
LINES = ("    CORNER CAFE LTD", "  5 High Street, London", "04/02/2026 09:15", "Tea          5.50", "Cake         8.00",
         "TOTAL      £13.50", "CASH       £20.00", "CHANGE      £6.50")  # fmt: skip


def corners(left: float, right: float, top: float, height: float = 24) -> list[list[float]]:
    upper, lower = top - left / 20, top - right / 20
    return [[left, upper], [right, lower], [right, lower + height], [left, upper + height]]


def phrases(_: object) -> list[Word]:
    return rapid.words_of([(text, corners(left, right, top)) for text, left, right, top in PHRASES])


def test_any_reader_of_letters_feeds_the_same_rules() -> None:
    found = read_pictures([Image.new("L", (500, 400), 255)], Hints("EUR", TODAY), [Look(phrases)])
    assert (found.total, found.currency, found.date) == (Decimal("13.50"), "GBP", date(2026, 2, 4))
    assert found.merchant == "CORNER CAFE LTD"
    assert [(item.name, item.amount) for item in found.items] == [("Tea", Decimal("5.50")), ("Cake", Decimal("8.00"))]


def test_every_page_of_a_paper_is_read_by_every_look() -> None:
    pages = [Image.new("L", (500, 400), 255)] * 2
    found = read_pictures(pages, Hints("EUR", TODAY), [Look(phrases)])
    assert found.text.count("CORNER CAFE LTD") == 2


@given(st.lists(st.text("abcdé12.,", min_size=1, max_size=9), min_size=1, max_size=8), st.floats(0, 900))
def test_words_of_a_phrase_lie_in_order_inside_its_box(tokens: list[str], left: float) -> None:
    words = rapid.words_of_phrase(" ".join(tokens), corners(left, left + 500, 80))
    assert [word.text for word in words] == tokens
    assert all(left - 1 <= word.left <= word.right <= left + 501 for word in words)
    assert all(first.right <= second.left for first, second in pairwise(words))


def test_print_that_runs_up_the_page_gives_no_words() -> None:
    assert rapid.words_of_phrase("TOTAL", [[0, 0], [20, 0], [20, 90], [0, 90]]) == []


def test_of_two_readings_of_one_place_the_surest_stays() -> None:
    latin = [Word("oloyl", 0, 0, 50, 20, 30.0), Word("12.50", 80, 0, 120, 20, 95.0)]
    arabic = [Word("المجموع", 2, 1, 52, 21, 92.0), Word("صفر", 82, 0, 121, 20, 60.0)]
    assert {word.text for word in surest(latin, arabic)} == {"المجموع", "12.50"}


def test_tesseract_reads_unless_another_program_is_named() -> None:
    assert chosen({}) is TESSERACT
    assert chosen({"OCR": " Tesseract "}) is TESSERACT
    with pytest.raises(OcrMissingError, match="tesseract or rapidocr"):
        chosen({"OCR": "eyes"})


def test_rapidocr_that_is_not_installed_is_asked_for_by_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "available", lambda: False)
    with pytest.raises(OcrMissingError, match=r"pip install 'rapidocr.*onnxruntime"):
        chosen({"OCR": "rapidocr"})
    monkeypatch.setattr(rapid, "available", lambda: True)
    assert chosen({"OCR": "rapidocr"}) is RAPIDOCR


@pytest.mark.skipif(
    not (rapid.available() and HAS_FONTS),
    reason=f"RapidOCR is optional (1.4 GB). To run: .venv/bin/{rapid.INSTALL}; make test ARGS='-k rapidocr_reads'",
)
@pytest.mark.parametrize("turn", [None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_rapidocr_reads_a_receipt(turn: Image.Transpose | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCR", "rapidocr")
    paper = photograph(draw_receipt(LINES), angle=2.0)
    found = read_image(encode(paper if turn is None else paper.transpose(turn)), today=TODAY)
    assert (found.total, found.date, found.merchant) == (Decimal("13.50"), date(2026, 2, 4), "CORNER CAFE LTD")
    assert [item.amount for item in found.items] == [Decimal("5.50"), Decimal("8.00")]


def test_no_further_look_is_taken_once_the_caller_would_have_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "LONGEST_S", 0.0)
    taken: list[int] = []

    def look(number: int) -> Look:
        def nothing(_: object) -> list[Word]:
            taken.append(number)
            return []

        return Look(nothing)

    found = read_pictures([Image.new("L", (500, 400), 255)], Hints("EUR", TODAY), [look(number) for number in range(3)])
    assert found.total is None
    assert set(taken) == {0}
