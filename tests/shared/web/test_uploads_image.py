"""Photos come out upright, as pixels alone; what could not be decoded safely is refused."""

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from shared.errors import Unprocessable, UnsupportedMedia
from shared.web.uploads import clean
from shared.web.uploads_image import MAX_PIXELS
from tests.shared.web.papers import saved, written
from tests.shared.web.photos import (
    SECRET,
    XMP,
    blank_png,
    encoded,
    exif,
    many_scans,
    picture,
    png_text,
    profile,
)

RED, WHITE = (255, 0, 0), (255, 255, 255)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_format_its_size_and_its_pixels(form: str) -> None:
    found = clean(encoded(picture(), form))
    assert (found.content_type, found.pages) == (f"image/{form.lower()}", 1)
    image = opened(found.data)
    assert (image.format, image.size, image.mode) == (form, (120, 60), "RGB")
    assert near(image.getpixel((60, 5)), RED)
    assert near(image.getpixel((60, 55)), WHITE)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_rotated_photo_comes_out_upright(form: str, orientation: int) -> None:
    backwards: dict[int, Image.Transpose] = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = picture() if orientation == 1 else picture().transpose(backwards[orientation])
    image = opened(clean(encoded(held, form, exif=exif(orientation))).data)
    assert image.size == (120, 60)
    assert near(image.getpixel((60, 5)), RED)
    assert near(image.getpixel((60, 55)), WHITE)


FULL: dict[str, dict[str, Any]] = {
    "JPEG": {"exif": exif(), "comment": SECRET, "xmp": XMP, "icc_profile": profile()},
    "PNG": {"exif": exif(), "pnginfo": png_text(), "icc_profile": profile()},
    "WEBP": {"exif": exif(), "xmp": XMP, "icc_profile": profile()},
}
MARKS = [SECRET, b"2026:01:02", b"Exif", b"EXIF", b"eXIf", b"xmpmeta", b"adobe:ns", b"ICC_PROFILE", b"ICCP", b"iCCP"]


@pytest.mark.parametrize("form", FULL)
def test_nothing_is_left_of_exif_place_comment_xmp_and_profile(form: str) -> None:
    data = encoded(picture(), form, **FULL[form])
    assert sum(mark in data for mark in MARKS) >= 5, "the test must send what it searches for"
    found = clean(data).data
    assert [mark for mark in MARKS if mark in found] == []


def test_a_tail_of_another_kind_of_file_is_gone() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.sh", "#!/bin/sh\n")
    tail = archive.getvalue() + b"<script>alert(1)</script>" + saved(written())
    found = clean(encoded(picture(), "JPEG") + tail)
    assert found.content_type == "image/jpeg"
    assert [mark for mark in (b"PK\x03\x04", b"run.sh", b"<script", b"%PDF-") if mark in found.data] == []


@pytest.mark.parametrize("side", [9_000, 12_000, 20_000])
def test_a_small_file_of_too_many_pixels_is_refused_before_it_is_decoded(side: int) -> None:
    with pytest.raises(Unprocessable, match="40 megapixels") as caught:
        clean(blank_png(side, side))
    assert caught.value.code == "unreadable_file"


def test_forty_megapixels_are_read() -> None:
    image = opened(clean(blank_png(8_000, MAX_PIXELS // 8_000)).data)
    assert image.size == (8_000, 5_000)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.95])
def test_a_truncated_photo_is_unreadable(form: str, part: float) -> None:
    data = encoded(Image.effect_noise((200, 200), 90), form)
    with pytest.raises(Unprocessable) as caught:
        clean(data[: max(16, int(len(data) * part))])
    assert caught.value.code == "unreadable_file"


@pytest.mark.parametrize("form", ["WEBP", "PNG"])
def test_an_animation_is_unsupported(form: str) -> None:
    frames = [picture(), picture().transpose(Image.Transpose.ROTATE_180)]
    with pytest.raises(UnsupportedMedia):
        clean(encoded(frames[0], form, save_all=True, append_images=frames[1:]))


def test_a_phone_s_jpeg_with_a_second_picture_in_it_is_a_photo() -> None:
    data = encoded(picture(), "MPO", save_all=True, append_images=[picture(60, 30)])
    found = clean(data)
    assert found.content_type == "image/jpeg"
    assert opened(found.data).size == (120, 60)


def test_a_progressive_jpeg_is_read_but_not_one_whose_scans_never_end() -> None:
    assert clean(encoded(picture(), "JPEG", progressive=True)).pages == 1
    with pytest.raises(Unprocessable, match="layers"):
        clean(many_scans(200))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_any_colour_mode_becomes_plain_colour(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    image = opened(clean(encoded(picture().convert(mode), form)).data)
    assert image.mode == "RGB"
    assert near(image.getpixel((60, 55)), WHITE)
    assert not near(image.getpixel((60, 5)), WHITE)


def test_what_is_transparent_becomes_paper_white() -> None:
    ink = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), (0, 0, 10, 10))
    image = opened(clean(encoded(ink, "PNG")).data)
    assert [image.getpixel((5, 5)), image.getpixel((15, 5))] == [(0, 0, 0), WHITE]


def test_sixteen_bits_a_pixel_keep_their_shades() -> None:
    deep = Image.new("I;16", (20, 10), 0x8000)
    assert opened(clean(encoded(deep, "PNG")).data).getpixel((5, 5)) == (128, 128, 128)


def test_a_lossless_webp_loses_nothing() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((64, 64), 90) for _ in range(3)])
    found = clean(encoded(noise, "WEBP", lossless=True))
    assert opened(found.data).tobytes() == noise.tobytes()


def test_broken_exif_does_not_make_a_photo_unreadable() -> None:
    assert clean(encoded(picture(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).pages == 1
