"""Draws receipts as a printer and a telephone would make them."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

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
