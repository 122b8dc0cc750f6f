"""A chart as SVG, by pygal, and as PNG, which resvg draws of it."""

import re
from typing import Any

from functions.reports.models import Chart
from functions.reports.service.drawing.fonts import FAMILY, font_files
from shared.money import Money

_COLOURS = ("#1f6f8b", "#e0a526", "#6a994e", "#bc4749", "#7b5ea7", "#c97b4a", "#8a8f94")
_WIDTH, _HEIGHT = 720, 420
# The script that pygal puts into each picture, for its own tooltips, and its comments with addresses.
_FOREIGN = re.compile(r"<script\b.*?</script>|<!--.*?-->", re.DOTALL)


def _style() -> Any:
    from pygal.style import Style

    return Style(
        background="#ffffff",
        plot_background="#ffffff",
        foreground="#333333",
        foreground_strong="#111111",
        colors=_COLOURS,
        opacity="1",
        font_family="DejaVu Sans, Noto Sans, Arial, sans-serif",
        title_font_size=20,
        label_font_size=12,
        legend_font_size=14,
        major_label_font_size=12,
    )


def as_svg(chart: Chart, currency: str) -> str:
    """The picture: self-contained, without scripts and without anything that is loaded from elsewhere."""
    import pygal

    kinds: dict[str, Any] = {"bar": pygal.HorizontalBar, "line": pygal.Line, "pie": pygal.Pie}
    picture = kinds[chart.kind](
        style=_style(),
        width=_WIDTH,
        height=max(_HEIGHT, 48 * len(chart.labels) + 120) if chart.kind == "bar" else _HEIGHT,
        js=(),
        legend_at_bottom=True,
        show_legend=len(chart.series) > 1 or chart.kind == "pie",
        include_x_axis=True,
        margin=20,
        truncate_label=24,
        max_scale=6,
        margin_right=48,
        stroke_style={"width": 3},
        dots_size=5,
        value_formatter=lambda value: f"{value:,.0f}",
    )
    picture.title = f"{chart.title} ({currency})"
    if chart.kind == "pie":  # a slice is a series of its own
        for _, values in chart.series:
            for label, value in zip(chart.labels, values, strict=True):
                picture.add(label, Money(value, currency).decimal)
        return _drawn(picture)
    # A horizontal bar chart draws its first row at the bottom.
    rows = slice(None, None, -1) if chart.kind == "bar" else slice(None)
    picture.x_labels = list(chart.labels)[rows]
    for name, values in chart.series:
        picture.add(name, [Money(value, currency).decimal for value in values][rows])
    return _drawn(picture)


def as_png(chart: Chart, currency: str) -> bytes:
    """The same picture in pixels, twice as many as its size says, for screens of phones."""
    from resvg_py import svg_to_bytes

    return svg_to_bytes(
        svg_string=as_svg(chart, currency),
        zoom=2,
        skip_system_fonts=True,  # so that it looks the same everywhere
        font_files=[*font_files().values()],
        sans_serif_family=FAMILY,
    )


def _drawn(picture: Any) -> str:
    return _FOREIGN.sub("", picture.render(is_unicode=True))
