"""A chart as bars on the page of a document: vectors of fpdf2, mirrored where a language runs from right to left."""

from typing import TYPE_CHECKING

from functions.reports.models import Chart
from shared.language import Language
from shared.money import Money

if TYPE_CHECKING:
    from fpdf import FPDF

_COLOURS = ((31, 111, 139), (224, 165, 38))  # as in the pictures
_LABEL, _AMOUNT, _HIGH, _GAP = 44, 34, 3.6, 2.2  # millimetres
_LONGEST_LABEL = 24


class Bars:
    """Draws charts on the page of one document."""

    def __init__(self, page: "FPDF", font: str, language: Language, *, rightwards: bool) -> None:
        self._page, self._font, self._language, self._rightwards = page, font, language, rightwards

    def draw(self, chart: Chart, currency: str) -> None:
        """A heading and a row for each label, with a bar and its amount for each series; none of it is torn apart."""
        page, rows = self._page, max(1, len(chart.series))
        largest = max((abs(value) for _, values in chart.series for value in values), default=0)
        high = len(chart.labels) * (rows * _HIGH + _GAP) + 22
        if page.get_y() + high > page.h - page.b_margin:
            page.add_page()
        page.set_font(self._font, "B", 14)
        page.cell(page.epw, 9, f"{chart.title} ({currency})", align=self._side, new_x="LMARGIN", new_y="NEXT")
        for place, label in enumerate(chart.labels):
            top = page.get_y()
            self._text(0, top, (_LABEL, rows * _HIGH), label[:_LONGEST_LABEL])
            for rank, (_, values) in enumerate(chart.series):
                self._bar(top + rank * _HIGH, values[place], largest, rank, currency)
            page.set_xy(page.l_margin, top + rows * _HIGH + _GAP)
        if rows > 1:
            self._legend(chart)
        page.ln(4)

    def _bar(self, top: float, value: int, largest: int, rank: int, currency: str) -> None:
        page = self._page
        long = (page.epw - _LABEL - _AMOUNT) * max(0, value) / largest if largest else 0
        page.set_fill_color(*_COLOURS[rank % len(_COLOURS)])
        if long:
            page.rect(self._x(_LABEL, long), top, long, _HIGH - 0.5, style="F")
        self._text(_LABEL + long + 1, top, (_AMOUNT, _HIGH - 0.5), self._language.amount(Money(value, currency)))

    def _legend(self, chart: Chart) -> None:
        page, top, at = self._page, self._page.get_y(), float(_LABEL)
        for rank, (name, _) in enumerate(chart.series):
            page.set_fill_color(*_COLOURS[rank % len(_COLOURS)])
            page.rect(self._x(at, _HIGH), top + 0.7, _HIGH, _HIGH, style="F")
            self._text(at + _HIGH + 1, top, (55, 5), name)
            at += 62
        page.set_xy(page.l_margin, top + 6)

    def _text(self, at: float, top: float, box: tuple[float, float], text: str) -> None:
        page, (wide, high) = self._page, box
        page.set_font(self._font, "", 9)
        page.set_xy(self._x(at, wide), top)
        page.cell(wide, high, text, align=self._side)

    def _x(self, at: float, wide: float) -> float:
        """The left edge of something so far from the side on which lines begin."""
        page = self._page
        return page.w - page.r_margin - at - wide if self._rightwards else page.l_margin + at

    @property
    def _side(self) -> str:
        return "R" if self._rightwards else "L"
