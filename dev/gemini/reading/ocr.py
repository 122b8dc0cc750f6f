"""Which program reads the letters of a picture: tesseract, or RapidOCR where `OCR=rapidocr` asks for it.

Either gives words with their boxes, and the same rules read them. A program offers looks, best first; the reader takes
the next one only while it is not sure.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dev.gemini.reading import eastern, rapid, tesseract
from dev.gemini.reading.image import Sheet, prepare
from dev.gemini.reading.lines import Word, is_arabic, surest


class OcrMissingError(RuntimeError):
    """The program that `OCR` names is unknown or not installed; the message says what to do."""


LATIN_CONFIDENCE = 80.0


@dataclass(frozen=True, slots=True)
class Look:
    """One way of reading an upright page; `arabic` ones know Arabic letters and take twice as long."""

    read: Callable[[Sheet], list[Word]]
    arabic: bool = False


def by_tesseract(width: int, blur: float, page_mode: int, languages: str) -> Look:
    """Scaled to `width` pixels and blurred, then read as one block of text (page mode 6) or in columns (4)."""

    def read(sheet: Sheet) -> list[Word]:
        return tesseract.read_words(prepare(sheet.straight, width, blur), languages=languages, page_mode=page_mode)

    return Look(read)


def by_two_scripts(width: int, blur: float) -> Look:
    """Arabic and Latin letters read apart, and of what lies on one place the surest: read together, tesseract loses the
    numbers beside Arabic words. Numbers come from the Latin reading, or from our own of Arabic-Indic digits, which
    tesseract's network for Arabic has no letters for."""

    def read(sheet: Sheet) -> list[Word]:
        picture = prepare(sheet.straight, width, blur)
        latin = [word for word in tesseract.read_words(picture, languages="eng+fra") if _is_sure(word)]
        arabic = [word for word in tesseract.read_words(picture, languages="ara") if is_arabic(word.text)]
        numbers = eastern.numbers_in(picture)
        if numbers:  # what else looks like a number is one of these, misread
            latin, arabic = [[word for word in words if not _has_digit(word)] for words in (latin, arabic)]
        return surest(numbers, latin, arabic)

    return Look(read, arabic=True)


def _is_sure(word: Word) -> bool:
    """Arabic letters forced into Latin ones give words that tesseract doubts; true ones it is sure of."""
    return word.confidence >= LATIN_CONFIDENCE or _has_digit(word)


def _has_digit(word: Word) -> bool:
    return any(map(str.isdigit, word.text))


# The first look alone reads two papers of three. Chosen by the figures of `python -m tools.preparing`.
TESSERACT = (
    by_tesseract(1100, 1.2, 6, "eng"),
    by_tesseract(1100, 0, 4, "eng"),
    by_two_scripts(1100, 0.8),
    by_tesseract(1400, 1.6, 6, "eng+fra"),
    by_tesseract(900, 1.0, 6, "eng"),
    by_two_scripts(1400, 1.2),
)
# RapidOCR's own model knows Latin and Chinese letters; Arabic stays with tesseract.
RAPIDOCR = (Look(lambda sheet: rapid.read_words(sheet.picture)), TESSERACT[2], TESSERACT[5])
NAMES = {"tesseract": TESSERACT, "rapidocr": RAPIDOCR}


def available() -> bool:
    """Whether the tesseract program is installed."""
    return tesseract.available()


def chosen(environment: Mapping[str, str] = os.environ) -> Sequence[Look]:
    """The looks of the program that `OCR` names; tesseract without it. Raises OcrMissingError."""
    name = environment.get("OCR", "").strip().lower() or "tesseract"
    if name not in NAMES:
        raise OcrMissingError(f"OCR={name} is unknown: it can be {' or '.join(NAMES)}.")
    if name == "rapidocr" and not rapid.available():
        raise OcrMissingError(f"OCR=rapidocr needs RapidOCR, which is not installed: {rapid.INSTALL}")
    return NAMES[name]
