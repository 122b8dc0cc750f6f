"""Draws receipts as a printer and a telephone would make them."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

from dev.gemini.reading.lines import is_arabic

FONTS = Path("/usr/share/fonts/truetype/dejavu")
MONO, SANS = FONTS / "DejaVuSansMono.ttf", FONTS / "DejaVuSans.ttf"
HAS_FONTS = MONO.exists() and SANS.exists()
HAS_SHAPING = features.check("raqm")


def draw_receipt(lines: Sequence[str], *, size: int = 26, arabic: bool = False) -> Image.Image:
    """White paper with one printed line a row."""
    font = ImageFont.truetype(str(SANS if arabic else MONO), size)
    width = int(max(font.getlength(line) for line in lines)) + 4 * size
    paper = Image.new("L", (width, int((len(lines) + 4) * size * 1.5)), 255)
    pen = ImageDraw.Draw(paper)
    for row, line in enumerate(lines):
        place = (2 * size, int((row + 2) * size * 1.5))
        if arabic:
            pen.text((width - 2 * size, place[1]), line, font=font, fill=0, anchor="ra", direction="rtl")
        else:
            pen.text(place, line, font=font, fill=0)
    return paper


def draw_in_two_scripts(rows: Sequence[tuple[str, str]], *, size: int = 28) -> Image.Image:
    """A receipt of our own making: what is on the left of each row, and on the right, in whichever script.

    Arabic is shaped and ordered by raqm, as a printer's own software does it.
    """
    font = ImageFont.truetype(str(SANS), size)
    width = int(max(font.getlength(f"{left}    {right}") for left, right in rows)) + 5 * size
    paper = Image.new("L", (width, int((len(rows) + 3) * size * 1.6)), 255)
    pen = ImageDraw.Draw(paper)
    for number, (left, right) in enumerate(rows):
        top = int((number + 1.5) * size * 1.6)
        for text, x, anchor in ((left, 2 * size, "la"), (right, width - 2 * size, "ra")):
            direction = "rtl" if is_arabic(text) else "ltr"
            pen.text((x, top), text, font=font, fill=0, anchor=anchor, direction=direction)
    return paper


def photograph(paper: Image.Image, *, angle: float = 0.0, noise: float = 6.0, shadow: float = 0.45) -> Image.Image:
    """The paper on a dark table: turned a little, a shadow falling across it, grain everywhere."""
    turned = paper.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=60)
    table = Image.new("L", (turned.width + 120, turned.height + 120), 60)
    table.paste(turned, (60, 60))
    pixels = np.asarray(table, dtype=np.float32)
    light = np.linspace(1.0, 1.0 - shadow, table.width, dtype=np.float32)
    grain = np.random.default_rng(7).normal(0.0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels * light + grain, 0, 255).astype(np.uint8))


def encode(picture: Image.Image, kind: str = "JPEG", *, exif_turn: int = 1) -> bytes:
    """The file's bytes. `exif_turn` is the EXIF orientation that a viewer has to undo."""
    exif = Image.Exif()
    exif[0x0112] = exif_turn
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, kind, quality=88, exif=exif)
    return buffer.getvalue()
