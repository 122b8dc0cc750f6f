"""Makes a photograph or a scan fit for OCR: upright, grey, even light, straight lines, letters of a good size."""

import io
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
MAX_PIXELS = 60_000_000
WORK_WIDTH = 1100
GRAINY = 3.0  # median difference of neighbouring dots, of 255
Grey = NDArray[np.uint8]


def load(data: bytes) -> Image.Image | None:
    """The picture in grey, turned as its EXIF says, transparency on white; None when it is no picture."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                return None
            upright = ImageOps.exif_transpose(opened)
            if upright.mode in {"RGBA", "LA", "PA", "P"}:
                upright = upright.convert("RGBA")
                paper = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(paper, upright)
            return upright.convert("L")
    except UNREADABLE:
        return None


def even_light(picture: Image.Image) -> Image.Image:
    """Divides by the local brightness of the paper, so that shadows and yellowing vanish."""
    small = picture.resize((max(1, picture.width // 8), max(1, picture.height // 8)), Image.Resampling.BILINEAR)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(6))
    light = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    even = np.asarray(picture, dtype=np.float32) * (255.0 / np.maximum(light, 32.0))
    return Image.fromarray(np.clip(even, 0, 255).astype(np.uint8))


def calm_grain(picture: Image.Image) -> Image.Image:
    """Takes the grain of a dim photograph away; clean scans, whose neighbouring dots agree, stay untouched."""
    grey = np.asarray(picture, dtype=np.float32)
    grain = float(np.median(np.abs(grey[:, 1:] - grey[:, :-1]))) if picture.width > 1 else 0.0
    return picture.filter(ImageFilter.MedianFilter(3)) if grain > GRAINY else picture


def darken_ink(picture: Image.Image, bands: int = 24) -> Image.Image:
    """Stretches faded print to black; the paper is already white.

    The print's darkness is the lower quartile over bands of the darkest two of a hundred dots, so that neither a stamp
    nor the black table below a torn edge passes for ink, and bands without print do not count.
    """
    grey = np.asarray(picture, dtype=np.float32)
    smooth = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    darkness = sorted(float(np.percentile(band, 2)) for band in np.array_split(smooth, bands) if band.size)
    darkest = min(darkness[len(darkness) // 4] if darkness else 0.0, 215.0)
    return Image.fromarray(np.clip((grey - darkest) * (255.0 / (250.0 - darkest)), 0, 255).astype(np.uint8))


def _longest_run(flags: NDArray[np.bool_], gap: int) -> tuple[int, int] | None:
    """First and last index of the longest stretch of true flags, in which up to `gap` false ones are forgiven."""
    places = np.flatnonzero(flags)
    if not len(places):
        return None
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap) + 1)
    longest = max(runs, key=lambda run: int(run[-1] - run[0]))
    return int(longest[0]), int(longest[-1])


def crop_to_paper(picture: Image.Image) -> Image.Image:
    """Cuts away a dark table or hand around a bright paper; a picture that is all paper stays as it is."""
    step = max(1, max(picture.size) // 400)
    small = np.asarray(picture.reduce(step), dtype=np.float32)
    bright = small > max(70.0, 0.5 * float(np.percentile(small, 95)))
    if bright.mean() > 0.85:
        return picture
    gap = max(small.shape) // 25
    across, down = bright.mean(axis=0), bright.mean(axis=1)
    # Against the brightest column and row: a paper on a wide table fills no half of any.
    columns = _longest_run(across > 0.5 * across.max(), gap)
    rows = _longest_run(down > 0.35 * down.max(), gap)
    if columns is None or rows is None:
        return picture
    box = (columns[0] * step, rows[0] * step, (columns[1] + 1) * step, (rows[1] + 1) * step)
    wide, high = box[2] - box[0], box[3] - box[1]
    return picture.crop(box) if wide > 0.2 * picture.width and high > 0.2 * picture.height else picture


def crop_to_ink(picture: Image.Image) -> Image.Image:
    """Cuts empty borders, which a small receipt on a big scan leaves."""
    step = max(1, max(picture.size) // 800)
    small = np.asarray(picture.reduce(step))
    ink = small < 200
    rows, columns = np.flatnonzero(ink.mean(axis=1) > 0.004), np.flatnonzero(ink.mean(axis=0) > 0.004)
    if len(rows) < 10 or len(columns) < 10:
        return picture
    margin = 8
    box = (
        max(0, (int(columns[0]) - margin) * step),
        max(0, (int(rows[0]) - margin) * step),
        min(picture.width, (int(columns[-1]) + margin) * step),
        min(picture.height, (int(rows[-1]) + margin) * step),
    )
    return picture.crop(box)


def skew(picture: Image.Image, limit: float = 6.0) -> float:
    """Degrees to turn the picture so that its lines run level: the angle whose row sums differ most."""
    small = picture.copy()
    small.thumbnail((500, 900))
    ink = Image.fromarray(((np.asarray(small) < 170) * 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        turned = np.asarray(ink.rotate(angle, Image.Resampling.NEAREST), dtype=np.float32)
        sums = turned.sum(axis=1)
        return float(((sums[1:] - sums[:-1]) ** 2).sum())

    coarse = max(np.arange(-limit, limit + 0.1, 1.0), key=lambda angle: sharpness(float(angle)))
    fine = max(np.arange(coarse - 0.75, coarse + 0.8, 0.25), key=lambda angle: sharpness(float(angle)))
    return float(fine) if sharpness(float(fine)) > 1.05 * sharpness(0.0) else 0.0


def to_width(picture: Image.Image, width: int) -> Image.Image:
    """Scales to a width in pixels; a receipt of about 40 letters then has letters of 20 to 30 pixels."""
    if not picture.width or abs(picture.width - width) < 0.1 * width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, min(height, 12_000)), Image.Resampling.LANCZOS)


def straighten(picture: Image.Image) -> Image.Image:
    """The paper alone, evenly lit, its lines level: what every pass starts from."""
    even = darken_ink(even_light(calm_grain(crop_to_paper(picture))))
    angle = skew(even)
    straight = even.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if angle else even
    return crop_to_ink(straight)


class Sheet:
    """A page that is upright: as it came, and made straight when a reader first asks for that."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture

    @cached_property
    def straight(self) -> Image.Image:
        """The paper alone, evenly lit, its lines level."""
        return straighten(self.picture)


def prepare(straight: Image.Image, width: int = WORK_WIDTH, blur: float = 1.2) -> Image.Image:
    """Scaled for one pass. The blur joins the dots of matrix print and smooths the specks of a scan; measured: it
    reads a tenth more totals right."""
    scaled = to_width(straight, width)
    return scaled.filter(ImageFilter.GaussianBlur(blur)) if blur else scaled
