"""Reads a photographed or scanned receipt; looks again, in other ways, only while it is not sure."""

from collections.abc import Sequence
from datetime import date

from PIL import Image

from dev.gemini.reading import image, ocr
from dev.gemini.reading.lines import Line, group_words
from dev.gemini.reading.reader import read_lines
from dev.gemini.reading.receipt import NOTHING, Receipt
from dev.gemini.reading.rows import rows_of
from dev.gemini.reading.totals import Evidence, weigh

# Width in pixels, tesseract's page mode, languages. The first pass alone reads most papers.
PASSES = ((1100, 6, "eng"), (1100, 4, "eng+fra"), (1500, 6, "eng"))
ARABIC_PASS = (1100, 6, "ara+fra")
ARABIC_COUNTRIES = frozenset("DZD MAD TND EGP SAR AED QAR KWD BHD OMR JOD IQD LYD LBP SYP YER SDG".split())


def merge(readings: Sequence[Evidence]) -> Evidence:
    """Evidence of several readings together: what two of them read alike outweighs what one misread."""
    merged = Evidence()
    for reading in readings:
        for value, points in reading.points.items():
            merged.points[value] += points
        merged.proved |= reading.proved
        merged.labelled |= reading.labelled
    return merged


def read_picture(
    picture: Image.Image, *, currency_hint: str | None = None, today: date | None = None, invoice: bool = False
) -> Receipt:
    """Reads a grey, upright picture."""
    arabic = currency_hint in ARABIC_COUNTRIES
    passes = [PASSES[0], ARABIC_PASS, *PASSES[1:]] if arabic else [*PASSES, ARABIC_PASS]
    readings: list[tuple[Evidence, list[Line]]] = []
    for width, page_mode, languages in passes:
        prepared = image.prepare(picture, width)
        lines = group_words(ocr.read_words(prepared, languages=languages, page_mode=page_mode))
        evidence = weigh(rows_of(lines, currency_hint))
        readings.append((evidence, lines))
        best = merge([evidence for evidence, _ in readings])
        if evidence.sure or (len(readings) > 1 and best.sure):
            break
    best = merge([evidence for evidence, _ in readings])
    lines = max(readings, key=lambda reading: (reading[0].best() == best.best(), reading[0].sure))[1]
    return read_lines(lines, currency_hint=currency_hint, today=today, invoice=invoice, evidence=best)


def read_image(data: bytes, *, currency_hint: str | None = None, today: date | None = None) -> Receipt:
    """Reads a JPEG, PNG or WEBP. `currency_hint` serves when the paper names no currency; `today` bars the future.

    Never raises for any bytes: what cannot be read has total None.
    """
    picture = image.load(data)
    if picture is None or min(picture.size) < 20:
        return NOTHING
    return read_picture(picture, currency_hint=currency_hint, today=today)
