"""The shapes of questions for a report, and of reports."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, RootModel, StringConstraints

from functions.reports.models import Chart, Report
from shared.clock import rfc3339
from shared.money import Money
from shared.web.shapes import Amount, Moment

_EXAMPLE: dict[str, Any] = {
    "report": "# Financial Report\n\n**2026-11-01 to 2026-11-30**, so far\n\nYou spent **41200.00 DZD**.",
    "id": "rep_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "title": "Report 2026-11-01 – 2026-11-30",
    "currency": "DZD",
    "period": {"start": "2026-11-01", "end": "2026-11-30"},
    "facts": [
        {"id": "spent", "label": "Spent", "value": 41200.00, "unit": "currency", "currency": "DZD", "how": "sum"}
    ],
    "charts": [
        {
            "id": "budgets",
            "kind": "bar",
            "title": "Spending by budget",
            "labels": ["Rent", "Food"],
            "series": [{"name": "This period", "values": [30000.00, 11200.00]}],
        }
    ],
    "verified": True,
    "degraded": False,
    "created_at": "2026-11-25T08:15:00Z",
}


class ReportQuestion(BaseModel):
    """What the report is to be about."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"message": "How did the last 3 months go?"}}
    )

    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class ReportPeriodOut(BaseModel):
    start: str
    end: str


class SeriesOut(BaseModel):
    name: str
    values: list[Amount]


class ReportChartOut(BaseModel):
    """Data of a picture; the picture itself is at `?format=svg&chart={id}`, or `png`."""

    id: str
    kind: str
    title: str
    labels: list[str]
    series: list[SeriesOut]


class ReportOut(BaseModel):
    """A report. Every figure in the text is one of the facts; `degraded`: fixed words, the assistant had none."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    report: str
    id: str
    title: str
    currency: str
    period: ReportPeriodOut
    facts: list[dict[str, Any]]
    charts: list[ReportChartOut]
    verified: bool
    degraded: bool
    created_at: Moment


class ReportRow(BaseModel):
    id: str
    title: str
    period: ReportPeriodOut
    created_at: Moment


class ReportRows(RootModel[list[ReportRow]]):
    """The next page is in the `Link` header."""


def _chart(chart: Chart, currency: str) -> dict[str, Any]:
    series = [
        {"name": name, "values": [Money(value, currency).decimal for value in values]} for name, values in chart.series
    ]
    shown = {"id": chart.id, "kind": chart.kind, "title": chart.title, "labels": list(chart.labels)}
    return {**shown, "series": series}


def row_out(report: Report) -> dict[str, Any]:
    """A report in a list."""
    period = {"start": report.period.start.isoformat(), "end": report.period.end.isoformat()}
    return {"id": report.id, "title": report.title, "period": period, "created_at": rfc3339(report.created_at)}


def report_out(report: Report) -> dict[str, Any]:
    """A report in full."""
    return {
        "report": report.text,
        **row_out(report),
        "currency": report.currency,
        "facts": list(report.facts),
        "charts": [_chart(one, report.currency) for one in report.charts],
        "verified": True,
        "degraded": report.degraded,
    }
