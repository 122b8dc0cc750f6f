"""Routes of reports."""

from typing import Literal

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, Field

from functions.reports import service
from functions.reports.api.shapes import ReportOut, ReportQuestion, ReportRows, report_out, row_out
from shared.clock import rfc3339
from shared.errors import InvalidInput, NotFound
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.limits import limited
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.shapes import SIGNED_IN, Cursor, Limit

app = make_app("AI-On reports")
_TAG = [Tag(name="reports", description="How the money went")]


class ListQuery(BaseModel):
    limit: Limit = None
    cursor: Cursor = None


class ReportPath(BaseModel):
    id: str


class ReportQuery(BaseModel):
    """Without `format` the report is JSON; `svg` needs `chart`."""

    format: Literal["md", "pdf", "svg"] | None = None
    chart: str | None = Field(default=None, description="identifier of one of the report's charts")


@app.post(
    "/api/expenses/report/",
    tags=_TAG,
    summary="A report in words, with its figures and charts",
    description="Period and budget are read from the message: monthly, last 3 months, Q2, groceries since June. Code "
    "computes every figure; the assistant words them, and figures that are none of the facts are not delivered.",
    security=SIGNED_IN,
    responses={200: ReportOut},
)
@limited("ai")
def make_report(body: ReportQuestion) -> Response:
    made = service.make_report(context(), body.message, lambda report: (200, dumps(report_out(report))))
    return answer(report_out(made))


@app.get(
    "/api/expenses/reports/",
    tags=_TAG,
    summary="Reports that were made, newest first",
    security=SIGNED_IN,
    responses={200: ReportRows},
)
def list_reports(query: ListQuery) -> Response:  # noqa: ARG001 (read by the description and by page_of)
    page = page_of()
    after = position_of(page, moment, name)
    found, more = service.list_reports(context(), after, page.limit)
    position = (rfc3339(found[-1].created_at), found[-1].id) if more else None
    return with_next(answer([row_out(one) for one in found]), position)


@app.get(
    "/api/expenses/reports/<id>/",
    tags=_TAG,
    summary="One report: as JSON, Markdown, PDF, or one of its charts as SVG",
    security=SIGNED_IN,
    responses={200: ReportOut},
)
def get_report(path: ReportPath, query: ReportQuery) -> Response:
    report = service.get_report(context(), path.id)
    if query.format == "md":
        return Response(report.text, content_type="text/markdown; charset=utf-8")
    if query.format == "pdf":
        from functions.reports.service.drawing import as_pdf

        response = Response(as_pdf(report), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'attachment; filename="report-{report.period.key}.pdf"'
        return response
    if query.format == "svg":
        from functions.reports.service.drawing import as_svg

        if query.chart is None:
            raise InvalidInput.of("chart", "Name one of the report's charts.")
        chart = next((one for one in report.charts if one.id == query.chart), None)
        if chart is None:
            raise NotFound("This report has no such chart.")
        response = Response(as_svg(chart, report.currency), content_type="image/svg+xml")
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
        return response
    return answer(report_out(report))


reports = http_function("reports", app)
