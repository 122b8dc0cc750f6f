"""A report as PDF, by fpdf2: its Markdown and its charts as bars, in a font of Latin, Greek, Cyrillic and Arabic."""

import io
import re
from collections.abc import Iterator
from typing import Literal

from functions.reports.models import Report
from functions.reports.service.drawing.bars import Bars
from functions.reports.service.drawing.fonts import FAMILY, font_files
from shared.language import Language

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_HEADING = re.compile(r"(#{1,3}) +(.*)")
_ROW = re.compile(r"[-*] +(.*)")
_SIZES = {1: 20, 2: 14, 3: 12}
# Pictographs: the font has no glyphs for them.
_UNDRAWABLE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


def as_pdf(report: Report) -> bytes:
    """The document. The same report gives the same pages."""
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.set_title(report.title)
    page.set_lang(report.language)
    page.set_creation_date(report.created_at)
    for style, file in font_files().items():
        page.add_font(FAMILY, style, file)
    rightwards = report.language in _RIGHT_TO_LEFT
    page.set_text_shaping(use_shaping_engine=True, direction="rtl" if rightwards else "ltr")
    page.set_margin(18)
    page.add_page()
    align: Literal["L", "R"] = "R" if rightwards else "L"
    for size, text in _blocks(report.text):
        page.set_font(FAMILY, "B" if size > 11 else "", size)
        page.multi_cell(0, size * 0.55, text, align=align, markdown=size <= 11, new_x="LMARGIN", new_y="NEXT")
        page.ln(size * 0.2)
    bars = Bars(page, FAMILY, Language(report.language), rightwards=rightwards)
    for chart in report.charts:
        if chart.kind != "pie":  # its figures are in the bars of the budgets
            bars.draw(chart, report.currency)
    out = io.BytesIO()
    page.output(out)
    return out.getvalue()


def _blocks(markdown: str) -> Iterator[tuple[int, str]]:
    """Size and text of each paragraph, heading or row."""
    for line in _UNDRAWABLE.sub("", markdown).splitlines():
        text = line.strip()
        if found := _HEADING.fullmatch(text):
            yield _SIZES[len(found[1])], found[2].replace("**", "")
        elif found := _ROW.fullmatch(text):
            yield 11, f"•  {found[1]}"
        elif text:
            yield 11, text
