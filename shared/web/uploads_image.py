"""Photos: decoded, turned upright, and painted on a new canvas, which drops EXIF, GPS, comment, XMP, ICC and tails.

Runs in the process of `uploads_child`.
"""

import io
import warnings
from typing import Any

from shared.errors import Unprocessable, UnsupportedMedia
from shared.web.uploads_jpeg import MAX_SCANS, scans

MAX_PIXELS = 40_000_000
# The WEBP decoder holds four copies of the picture, 16 bytes a pixel: more would not fit into the memory of a request.
MAX_WEBP_PIXELS = 20_000_000
MAX_OUTPUT_BYTES = 10_000_000
_QUALITIES = (90, 80, 65)
_ORIENTATION = 0x0112


def cleaned(data: bytes) -> tuple[bytes, int]:
    """The photo in its own format, and 1 page. Raises UnsupportedMedia, Unprocessable, or a decoder's error."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels() from None
    form = "JPEG" if image.format == "MPO" else str(image.format)
    if image.width * image.height > (MAX_WEBP_PIXELS if form == "WEBP" else MAX_PIXELS):
        raise _too_many_pixels()
    # A phone's JPEG may carry a preview or a depth map as a second frame: no animation, and the first is the photo.
    if form != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise UnsupportedMedia("Animated pictures cannot be read; please send a still picture.")
    if form == "JPEG" and scans(data) > MAX_SCANS:
        raise Unprocessable("This photo is stored in too many layers to be opened.", "unreadable_file")
    image.load()
    # One step at a time: each frees the picture before it, so that two copies are held at most.
    image = _upright(image)
    image = _in_colour(image)
    image = _painted(image)
    return _encoded(image, form, lossless=b"VP8L" in data[:64]), 1


def _too_many_pixels() -> Unprocessable:
    return Unprocessable("This picture has too many pixels; 40 megapixels are read at most.", "unreadable_file")


def _upright(image: Any) -> Any:
    from PIL import Image

    turns = Image.Transpose
    try:
        orientation = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken EXIF does not make the photo itself unreadable
        return image
    how = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(orientation)
    return image if how is None else image.transpose(how)


def _in_colour(image: Any) -> Any:
    """The picture as RGB, or RGBA when parts of it are transparent."""
    if image.mode.startswith("I"):  # 16 bits a pixel: a plain conversion would clip it to white
        return image.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _painted(image: Any) -> Any:
    """The same pixels on a new white canvas: what was transparent is white, as on paper."""
    from PIL import Image

    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image if image.mode == "RGBA" else None)
    return canvas


def _encoded(image: Any, form: str, *, lossless: bool) -> bytes:
    if form == "PNG":
        return _saved(image, form, compress_level=4)
    if lossless and form == "WEBP":
        return _saved(image, form, lossless=True, method=0, quality=20)
    options = {"method": 2} if form == "WEBP" else {}
    for quality in _QUALITIES:
        found = _saved(image, form, quality=quality, **options)
        if len(found) <= MAX_OUTPUT_BYTES:
            break
    return found


def _saved(image: Any, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
