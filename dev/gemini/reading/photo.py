"""Reads photographed or scanned receipts; looks again, in other ways, only while it is not sure."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from PIL import Image

from dev.gemini.reading import image, upright
from dev.gemini.reading.eastern import has_numbers
from dev.gemini.reading.lines import Word
from dev.gemini.reading.ocr import Look, chosen
from dev.gemini.reading.receipt import NOTHING, Hints, Receipt
from dev.gemini.reading.votes import Reading, merge, read_once, settle

ARABIC_COUNTRIES = frozenset(
    ("DZD", "MAD", "TND", "EGP", "SAR", "AED", "QAR", "KWD", "BHD", "OMR", "JOD", "IQD", "LYD", "LBP", "SYP", "YER", "SDG")
)  # fmt: skip
MOST_DOUBTS = 3
LONGEST_S = 14.0  # an answer that is less sure is better than one that comes after its caller has gone
PAGE_GAP = 20_000.0  # more than the height of any prepared page


@dataclass(slots=True)
class Page:
    """A page with what has been read of it."""

    sheet: image.Sheet
    read: dict[Look, list[Word]] = field(default_factory=dict)

    def words(self, look: Look) -> list[Word]:
        """What this look reads; each look is taken once."""
        if look not in self.read:
            self.read[look] = look.read(self.sheet)
        return self.read[look]


def _turned(picture: Image.Image, looks: Sequence[Look]) -> Page:
    """The page turned so that the first looks can read it; as it came when none can."""
    best, most = None, -1
    for turn in upright.turns(picture):
        page = Page(image.Sheet(picture if turn is None else picture.transpose(turn)))
        for look in looks:
            known = upright.legibility(page.words(look))
            if known >= upright.LEGIBLE:
                return page
            if known > most or (known == most and turn is None):
                best, most = page, known
    assert best is not None
    return best


def _complete(readings: list[Reading]) -> bool:
    """Whether another look would hardly change anything: the total is confirmed and a date was read.

    Items that contradict the total are looked at again, until two looks agree that the paper is to blame.
    """
    latest = readings[-1]
    listed = [one.contradiction for one in readings if one.contradiction is not None]
    if listed and len(set(listed)) == len(listed) and len(readings) < MOST_DOUBTS and not latest.adds_up:
        return False
    sure = latest.evidence.sure or (len(readings) > 1 and merge([one.evidence for one in readings]).sure)
    dated = any(reading.receipt.date for reading in readings)
    return sure and (dated or len(readings) > 1)


def _arabic_second(looks: Sequence[Look]) -> Sequence[Look]:
    """In Arab countries a second look is likelier to need Arabic letters than another blur."""
    arabic = [look for look in looks if look.arabic][:1]
    return (looks[0], *arabic, *(look for look in looks[1:] if look not in arabic))


def _is_worth(look: Look, readings: Sequence[Reading], *, again: bool, arabic: bool, in_eastern: bool) -> bool:
    """Whether to take this look: those for Arabic cost twice the time, and the others misread Arabic-Indic digits."""
    if in_eastern or not look.arabic:
        return in_eastern == look.arabic
    return not again and (arabic or not any(reading.evidence.labelled for reading in readings))


def read_pictures(pictures: Sequence[Image.Image], hints: Hints, looks: Sequence[Look] | None = None) -> Receipt:
    """Reads the grey pages of one paper, whichever way up they lie. `looks` are those of the chosen program."""
    looks = looks or chosen()
    arabic = hints.currency in ARABIC_COUNTRIES
    if arabic:
        looks = _arabic_second(looks)
    began = time.monotonic()
    pages = [_turned(picture, looks[: 2 if arabic else 1]) for picture in pictures]
    readings: list[Reading] = []
    in_arabic = in_eastern = False  # a look knew Arabic letters; the paper's numbers are in Arabic-Indic digits
    for look in looks:
        if not _is_worth(look, readings, again=in_arabic, arabic=arabic, in_eastern=in_eastern):
            continue
        words = [
            replace(word, top=word.top + number * PAGE_GAP, bottom=word.bottom + number * PAGE_GAP)
            for number, page in enumerate(pages)
            for word in page.words(look)
        ]
        in_arabic = in_arabic or look.arabic
        if has_numbers(words) and not in_eastern:
            in_eastern, readings = True, []
        readings.append(read_once(words, hints))
        if _complete(readings) or time.monotonic() - began > LONGEST_S:
            break
    found = settle(readings, hints)
    return _only_sure(found, readings) if in_eastern else found


def _only_sure(found: Receipt, readings: Sequence[Reading]) -> Receipt:
    """A total in digits that one small network told apart stands when the paper's arithmetic confirms it, or when two
    looks read it alike; else there is none: better no amount than a wrong one."""
    alike = sum(reading.evidence.best() == found.total for reading in readings)
    if alike > 1 or merge([reading.evidence for reading in readings]).sure:
        return found
    return replace(found, total=None, items=(), tax=None, tip=None, discount=None)


def read_image(data: bytes, *, currency_hint: str | None = None, today: date | None = None) -> Receipt:
    """Reads a JPEG, PNG or WEBP. `currency_hint` serves when the paper names no currency; `today` bars the future.

    Never raises for any bytes: what cannot be read has total None.
    """
    picture = image.load(data)
    if picture is None or min(picture.size) < 20:
        return NOTHING
    return read_pictures([picture], Hints(currency_hint, today))
