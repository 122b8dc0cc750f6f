"""Reads a photographed or scanned receipt; looks again, in other ways, only while it is not sure."""

from datetime import date

from PIL import Image

from dev.gemini.reading import image, ocr
from dev.gemini.reading.receipt import NOTHING, Receipt
from dev.gemini.reading.votes import Reading, merge, read_once, settle

# Width in pixels, blur, tesseract's page mode, languages. The first pass alone reads two papers of three.
Pass = tuple[int, float, int, str]
PASSES: tuple[Pass, ...] = ((1100, 1.2, 6, "eng"), (1100, 0, 4, "eng"), (1400, 1.6, 6, "eng+fra"), (900, 1.0, 6, "eng"))
ARABIC_PASS: Pass = (1100, 0.8, 6, "ara+fra")
ARABIC_COUNTRIES = frozenset(
    ("DZD", "MAD", "TND", "EGP", "SAR", "AED", "QAR", "KWD", "BHD", "OMR", "JOD", "IQD", "LYD", "LBP", "SYP", "YER", "SDG")
)  # fmt: skip


def _complete(readings: list[Reading]) -> bool:
    """Whether another pass would hardly change anything: the total is confirmed and a date was read."""
    latest = readings[-1]
    sure = latest.evidence.sure or (len(readings) > 1 and merge([one.evidence for one in readings]).sure)
    dated = any(reading.receipt.date for reading in readings)
    return sure and (dated or len(readings) > 1)


def read_picture(
    picture: Image.Image, *, currency_hint: str | None = None, today: date | None = None, invoice: bool = False
) -> Receipt:
    """Reads a grey, upright picture."""
    arabic = currency_hint in ARABIC_COUNTRIES
    passes = (PASSES[0], ARABIC_PASS, *PASSES[1:]) if arabic else (*PASSES[:2], ARABIC_PASS, *PASSES[2:])
    straight = image.straighten(picture)
    readings: list[Reading] = []
    for width, blur, page_mode, languages in passes:
        if languages == ARABIC_PASS[3] and not arabic and any(reading.evidence.points for reading in readings):
            continue  # costs twice the time of the others
        words = ocr.read_words(image.prepare(straight, width, blur), languages=languages, page_mode=page_mode)
        readings.append(read_once(words, currency_hint=currency_hint, today=today, invoice=invoice))
        if _complete(readings):
            break
    return settle(readings, currency_hint=currency_hint, today=today, invoice=invoice)


def read_image(data: bytes, *, currency_hint: str | None = None, today: date | None = None) -> Receipt:
    """Reads a JPEG, PNG or WEBP. `currency_hint` serves when the paper names no currency; `today` bars the future.

    Never raises for any bytes: what cannot be read has total None.
    """
    picture = image.load(data)
    if picture is None or min(picture.size) < 20:
        return NOTHING
    return read_picture(picture, currency_hint=currency_hint, today=today)
