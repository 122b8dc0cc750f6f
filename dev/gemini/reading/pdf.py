"""Reads PDF invoices: the embedded XML first, else the text layer, else pictures of the pages by OCR."""

import io
import math
import zlib
from collections.abc import Iterator
from datetime import date

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from dev.gemini.reading import einvoice
from dev.gemini.reading.lines import Line, Word, group_words, is_arabic
from dev.gemini.reading.photo import read_pictures
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import NOTHING, Hints, Receipt

MAX_PAGES = 20
MAX_SCANNED_PAGES = 3
MAX_CHARACTERS = 60_000
LEAST_LETTERS = 25
DPI = 200
PAGE_GAP = 10_000.0
Letter = tuple[str, float, float, float, float]  # sign, left, top, right, bottom in points


def embedded_xml(data: bytes) -> Iterator[bytes]:
    """The e-invoice files attached to the PDF, those over the size limit left out unread."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for name, specification in document.attachments.items():
                file = specification.get_file()
                if name.casefold() not in einvoice.XML_NAMES and not name.casefold().endswith(".xml"):
                    continue
                content = _bounded(file.obj)
                if content is not None:
                    yield content
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        pikepdf.DataDecodingError,
        ValueError,
        KeyError,
        TypeError,
        RuntimeError,
        OSError,
    ):
        return


def _bounded(stream: pikepdf.Object) -> bytes | None:
    """The stream's content, unpacked no further than the limit; its stated size may lie. None when it is greater."""
    packed = stream.read_raw_bytes()
    if "/Filter" not in stream:
        content = packed
    elif stream["/Filter"] == pikepdf.Name.FlateDecode:
        content = zlib.decompressobj().decompress(packed, einvoice.MAX_BYTES + 1)
    else:
        return None
    return content if len(content) <= einvoice.MAX_BYTES else None


def _words(page: pypdfium2.PdfPage, offset: float) -> Iterator[Word]:
    """Words of the text layer. A gap of the width of a letter parts words even where no space is coded."""
    text, height = page.get_textpage(), page.get_height()
    letters: list[Letter] = []
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        sign = text.get_text_range(index, 1)
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if abs(math.sin(raw.FPDFText_GetCharAngle(text, index))) > 0.3:
            continue  # print along the margin
        if not sign.strip() and right - left < 0.01:
            continue  # a space that pdfium guessed from a kerned letter; the gap decides
        box = (sign, left, height - top + offset, right, height - bottom + offset)
        if letters and (not sign.strip() or _apart(letters[-1], box)):
            yield _word(letters)
            letters = []
        if sign.strip() and sign != "\ufffe":
            letters.append(box)
    if letters:
        yield _word(letters)


def _apart(last: Letter, new: Letter) -> bool:
    """Whether two letters belong to different words: a gap, a step back, or another line."""
    size = new[4] - new[2]
    if abs(new[4] - last[4]) > 0.3 * size:
        return True
    if is_arabic(last[0]) and is_arabic(new[0]):
        return last[1] - new[3] > 0.16 * size or new[3] > last[3] + 0.1 * size
    return new[1] - last[3] > 0.16 * size or new[1] < last[1] - 0.1 * size


def _word(letters: list[Letter]) -> Word:
    lefts, tops = [letter[1] for letter in letters], [letter[2] for letter in letters]
    rights, bottoms = [letter[3] for letter in letters], [letter[4] for letter in letters]
    return Word("".join(letter[0] for letter in letters), min(lefts), min(tops), max(rights), max(bottoms))


def text_lines(document: pypdfium2.PdfDocument) -> list[Line]:
    """The lines of all pages, one page under the other."""
    lines: list[Line] = []
    for number in range(min(len(document), MAX_PAGES)):
        lines += group_words(_words(document[number], number * PAGE_GAP))
    return lines


def page_pictures(document: pypdfium2.PdfDocument) -> list[Image.Image]:
    """The first pages as grey pictures."""
    pages = [document[number] for number in range(min(len(document), MAX_SCANNED_PAGES))]
    return [page.render(scale=DPI / 72).to_pil().convert("L") for page in pages]


def read_pdf(data: bytes, *, currency_hint: str | None = None, today: date | None = None) -> Receipt:
    """Reads a PDF. Never raises for any bytes: a broken or locked file has total None."""
    hints = Hints(currency_hint, today, invoice=True)
    for xml in embedded_xml(data):
        receipt = einvoice.read_xml(xml)
        if receipt is not None:
            return receipt
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if not len(document):
                return NOTHING
            lines = text_lines(document)
            letters = sum(sign.isalpha() for line in lines for sign in line.text)
            if letters >= LEAST_LETTERS:
                return read_lines(lines, hints)
            pictures = page_pictures(document)
        finally:
            document.close()
    except (pypdfium2.PdfiumError, ValueError, OSError, MemoryError, RuntimeError):
        return NOTHING
    return read_pictures(pictures, hints)
