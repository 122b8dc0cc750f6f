"""Draws the receipt of a pharmacy, as a telephone would photograph it on a table."""

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_WIDTH, _MARGIN, _LINE = 640, 44, 42
_PAPER, _INK, _FAINT = (250, 248, 242), (38, 38, 44), (120, 118, 116)


@dataclass(frozen=True, slots=True)
class Bought:
    """A line of the receipt."""

    name: str
    price: Decimal


SHOP = "PHARMACIE EL AMEL"
ADDRESS = ("Rue Didouche Mourad, Alger", "Tel 021 63 48 17")
LINES = (
    Bought("Paracetamol 500 mg", Decimal("180.00")),
    Bought("Amoxicilline 500 mg", Decimal("460.00")),
    Bought("Vitamine C", Decimal("690.00")),
    Bought("Sirop toux enfant", Decimal("520.00")),
    Bought("Thermometre", Decimal("920.00")),
)


def total() -> Decimal:
    """What the lines add up to."""
    return sum((one.price for one in LINES), Decimal(0))


def photograph(at: datetime) -> bytes:
    """A JPEG of the receipt, lying a little askew on a dark table."""
    from PIL import Image, ImageFilter

    paper = _paper(at).convert("RGBA").rotate(1.4, Image.Resampling.BICUBIC, expand=True)
    size = (paper.width + 150, paper.height + 130)
    photo = _table(size)
    shadow = Image.new("RGBA", size, (0, 0, 0, 0))
    shadow.paste((0, 0, 0, 150), (84, 76), paper.getchannel("A"))
    photo.alpha_composite(shadow.filter(ImageFilter.GaussianBlur(14)))
    photo.alpha_composite(paper, (72, 60))
    photo.alpha_composite(_light(size))
    buffer = io.BytesIO()
    photo.convert("RGB").save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    from PIL import ImageFont

    file = _FONTS / ("DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf")
    if file.exists():
        return ImageFont.truetype(str(file), size)
    return ImageFont.load_default(size)  # type: ignore[return-value]  # Pillow's own font, where DejaVu is missing


def _paper(at: datetime) -> "Image":
    from PIL import Image, ImageDraw

    paper = Image.new("RGB", (_WIDTH, _LINE * (len(LINES) + 11)), _PAPER)
    pen = ImageDraw.Draw(paper)
    row = _head(pen, at)
    for one in LINES:
        row = _pair(pen, row, (one.name, f"{one.price:.2f}"), _font(25))
    row = _rule(pen, row)
    row = _pair(pen, row, ("TOTAL", f"{total():.2f} DA"), _font(32, bold=True))
    row = _pair(pen, row + 6, ("Especes", f"{total():.2f}"), _font(25), _FAINT)
    row = _rule(pen, row)
    pen.text((_WIDTH // 2, row + 14), "Merci de votre visite", font=_font(22), fill=_FAINT, anchor="ma")
    return paper


def _head(pen: "ImageDraw", at: datetime) -> int:
    middle, row = _WIDTH // 2, 36
    pen.text((middle, row), SHOP, font=_font(36, bold=True), fill=_INK, anchor="ma")
    row += 54
    for line in ADDRESS:
        pen.text((middle, row), line, font=_font(22), fill=_FAINT, anchor="ma")
        row += 32
    row = _pair(pen, row + 16, (f"Date: {at:%d/%m/%Y}", f"{at:%H:%M}"), _font(24))
    return _rule(pen, row)


def _pair(
    pen: "ImageDraw", row: int, texts: tuple[str, str], font: "FreeTypeFont", ink: tuple[int, int, int] = _INK
) -> int:
    pen.text((_MARGIN, row), texts[0], font=font, fill=ink)
    pen.text((_WIDTH - _MARGIN, row), texts[1], font=font, fill=ink, anchor="ra")
    return row + _LINE


def _rule(pen: "ImageDraw", row: int) -> int:
    for left in range(_MARGIN, _WIDTH - _MARGIN, 14):
        pen.line((left, row + 8, left + 7, row + 8), fill=_FAINT, width=2)
    return row + 26


def _table(size: tuple[int, int]) -> "Image":
    """Dark wood: boards with a faint grain, always the same."""
    from PIL import Image, ImageDraw, ImageFilter

    wood = Image.new("RGB", size, (74, 52, 38))
    pen, source = ImageDraw.Draw(wood), Random(5)
    for _ in range(260):
        row, shade = source.randrange(size[1]), source.randrange(-14, 15)
        start = source.randrange(-size[0] // 2, size[0])
        ink = (74 + shade, 52 + shade, 38 + shade)
        pen.line((start, row, start + source.randrange(120, size[0]), row + source.randrange(-3, 4)), fill=ink, width=2)
    for board in range(260, size[1], 300):
        pen.line((0, board, size[0], board + 4), fill=(42, 28, 20), width=5)
    return wood.filter(ImageFilter.GaussianBlur(1.6)).convert("RGBA")


def _light(size: tuple[int, int]) -> "Image":
    """Light from the left that fades to the right."""
    from PIL import Image

    fade = Image.linear_gradient("L").rotate(90).resize(size).point(lambda value: value * 70 // 255)
    shade = Image.new("RGBA", size, (0, 0, 0, 0))
    shade.putalpha(fade)
    return shade
