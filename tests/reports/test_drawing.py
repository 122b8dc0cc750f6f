"""A report as a document: its words and its charts on pages, from either side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from functions.reports.models import Chart, Report
from functions.reports.service.drawing import as_pdf
from shared.period import Period

BARS = Chart(
    "budgets", "bar", "Spending by budget", ["Rent", "Food"], [("Now", [3_000_000, 0]), ("Before", [2_500_000, 1])]
)
COURSE = Chart("course", "line", "Spending by period", ["2026-09-01", "2026-10-01"], [("Spending", [410_000, 420_099])])
SHARES = Chart("shares", "pie", "Where it went", ["Rent", "Food"], [("Now", [3, 1])])
REPORT = Report(
    "rep_1",
    "Report",
    "# Financial Report\n\nYou spent **30000.00 DZD**.",
    "DZD",
    Period(date(2026, 11, 1), date(2026, 11, 30)),
    "en",
    [],
    [BARS, SHARES, COURSE],
    False,
    datetime(2026, 11, 24, tzinfo=UTC),
)


def pages(report: Report) -> Sequence[str]:
    document = pypdfium2.PdfDocument(as_pdf(report))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_charts_stand_under_the_words_with_their_amounts() -> None:
    (text,) = pages(REPORT)
    assert text.index("You spent") < text.index("Spending by budget (DZD)") < text.index("Spending by period (DZD)")
    for told in ("Rent", "30000.00", "25000.00", "0.00", "0.01", "Now", "Before", "2026-10-01", "4200.99"):
        assert told in text
    assert "Where it went" not in text


def test_a_chart_is_not_torn_between_two_pages() -> None:
    many = replace(BARS, labels=[f"Budget {rank}" for rank in range(8)], series=[("Now", [7] * 8), ("Before", [9] * 8)])
    found = pages(replace(REPORT, charts=[many] * 5))
    assert len(found) > 1
    for text in found:
        assert text.count("Budget 7") == text.count("Spending by budget")
    assert sum(text.count("Spending by budget") for text in found) == 5


@pytest.mark.parametrize("language", ["ar", "fr", "sw"])
def test_charts_are_drawn_in_every_language(language: str) -> None:
    assert "2026-10-01" in pages(replace(REPORT, language=language))[0]


def test_sums_below_zero_have_no_bar_and_a_report_without_charts_is_a_document_too() -> None:
    back = replace(COURSE, series=[("Spending", [-500, -20_000])])
    assert "-200.00" in pages(replace(REPORT, charts=[back]))[0]
    assert len(pages(replace(REPORT, charts=[]))) == 1


def test_the_same_report_gives_the_same_pages() -> None:
    assert as_pdf(REPORT) == as_pdf(REPORT)
