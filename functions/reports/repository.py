"""Reports in the store: `users/{uid}/reports/{id}`. Facts and charts are kept as JSON: nothing searches in them."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from functions.reports.models import Chart, Report
from shared.errors import NotFound
from shared.gcp.firestore import Commit, get, newest_page, read_all, user
from shared.period import Period

Position = tuple[datetime, str]


def _reports(uid: str) -> Any:
    return user(uid).collection("reports")


def _exactly(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def add(commit: Commit, uid: str, report: Report) -> None:
    """Put a new report into the commit."""
    facts = [{**one, "value": _kept(one["value"])} for one in report.facts]
    stored = {
        "title": report.title,
        "text": report.text,
        "currency": report.currency,
        "start": report.period.start.isoformat(),
        "end": report.period.end.isoformat(),
        "language": report.language,
        "facts": json.dumps(facts, ensure_ascii=False),
        "charts": json.dumps([asdict(one) for one in report.charts], ensure_ascii=False, default=_exactly),
        "degraded": report.degraded,
        "created_at": report.created_at,
    }
    commit.create(_reports(uid).document(report.id), stored)


def _kept(value: object) -> object:
    """Amounts with the digits that they have, which JSON numbers would lose."""
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _value(kept: Any) -> object:
    return Decimal(kept["decimal"]) if isinstance(kept, dict) else kept


def _report(report_id: str, stored: Mapping[str, Any]) -> Report:
    facts = [{**one, "value": _value(one["value"])} for one in json.loads(stored["facts"])]
    charts = [
        Chart(**{**one, "series": [(name, values) for name, values in one["series"]]})
        for one in json.loads(stored["charts"])
    ]
    period = Period(date.fromisoformat(stored["start"]), date.fromisoformat(stored["end"]))
    same = {name: stored[name] for name in ("title", "text", "currency", "language", "degraded", "created_at")}
    return Report(id=report_id, period=period, facts=facts, charts=charts, **same)


def get_report(uid: str, report_id: str) -> Report:
    """One report. Raises NotFound."""
    found = get(_reports(uid).document(report_id))
    if not found.exists:
        raise NotFound("There is no such report.")
    return _report(report_id, found.to_dict() or {})


def page(uid: str, after: Position | None, limit: int) -> list[Report]:
    """Reports, the newest first."""
    rows = read_all(newest_page(_reports(uid), ("created_at",), after, limit))
    return [_report(row.id, row.to_dict() or {}) for row in rows]
