"""A chart in pixels: its bars in their colours, its words in a font that every machine has."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from functions.reports.models import Chart
from functions.reports.service.drawing import as_png

_FIRST, _SECOND = (0x1F, 0x6F, 0x8B), (0xE0, 0xA5, 0x26)


def drawn(labels: Sequence[str], title: str = "Spending") -> Image.Image:
    chart = Chart("budgets", "bar", title, [*labels], [("Now", [3_000_000, 0]), ("Before", [1_500_000, 1])])
    return Image.open(BytesIO(as_png(chart, "DZD"))).convert("RGB")


def pixels_of(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    return sum(1 for pixel in picture.get_flattened_data() if pixel == colour)


def test_bars_are_as_long_as_their_amounts() -> None:
    picture = drawn(["Rent", "Food"])
    now, before = pixels_of(picture, _FIRST), pixels_of(picture, _SECOND)
    assert now == pytest.approx(2 * before, rel=0.1)


@pytest.mark.parametrize("words", ["Rent", "الإيجار", "Жильё", "Ενοίκιο"])
def test_words_are_drawn_in_every_script_that_documents_have(words: str) -> None:
    empty, told = drawn(["", "Food"]), drawn([words, "Food"])
    box = ImageChops.difference(empty, told).getbbox()
    assert box is not None
    # Letters that the font lacks would all be the same box.
    assert told.tobytes() != drawn([words[::-1], "Food"]).tobytes()


def test_the_same_chart_gives_the_same_pixels() -> None:
    assert drawn(["Rent", "Food"]).tobytes() == drawn(["Rent", "Food"]).tobytes()
