"""Histories with reports that were computed by hand, from entries over the API to the report.

Each file of `golden/` tells in `by_hand` how its figures come about. Days are counted from the first day of a period,
`back` periods before the current one, so that the files hold at any time.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dev.gemini.server import GeminiServer
from shared.gcp.firestore import user
from shared.period import Period, period_of, previous_period
from tests.ground import Ground, sign_in_as

FILES = sorted((Path(__file__).parent / "golden").glob("*.json"))


def test_there_are_golden_histories() -> None:
    assert len(FILES) >= 3


def period(today: date, start_day: int, back: int) -> Period:
    found = period_of(today, start_day)
    for _ in range(back):
        found = previous_period(found, start_day)
    return found


def entry(row: dict[str, Any], today: date, start_day: int, ids: dict[str, str]) -> dict[str, Any]:
    """A row of a file as the API takes it."""
    day = period(today, start_day, row["back"]).start + timedelta(days=row["day"])
    found: dict[str, Any] = {name: row[name] for name in ("amount", "kind", "merchant", "currency") if name in row}
    found |= {"date": day.isoformat(), "product_name": row.get("merchant", "Something")}
    if "budget" in row:
        found["budget_id"] = ids[row["budget"]]
    if "splits" in row:
        found["splits"] = [{"budget_id": ids[title], "amount": amount} for title, amount in row["splits"].items()]
    if "rate" in row:
        exchange = {"currency": "DZD", "rate": row["rate"], "source": "bank", "date": day.isoformat()}
        found["exchange"] = exchange
    return found


def sent(app: Flask, path: str, body: Any) -> Any:
    answered = app.test_client().post(path, json=body)
    assert answered.status_code in {200, 201}, answered.text
    return json.loads(answered.text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_report_has_the_figures_that_were_computed_by_hand(
    ground: Ground, server: GeminiServer, monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    from functions.expenses.api import app as expenses
    from functions.reports.api import app as reports

    golden, today, uid = json.loads(file.read_text(encoding="utf-8")), ground.today(), ground.person()
    assert server
    sign_in_as(uid, monkeypatch)
    start_day, income = golden.get("period_start_day", 1), golden.get("monthly_income")
    user(uid).update(
        {"profile.period_start_day": start_day, "profile.monthly_income": None if income is None else 100 * income}
    )
    ids = {title: ground.budget(uid, title, 100 * whole).id for title, whole in golden["budgets"].items()}
    rows = [entry(row, today, start_day, ids) for row in golden["entries"]]
    sent(expenses, "/api/expenses/entries/", {"entries": rows})
    found = sent(reports, "/api/expenses/report/", {"message": golden["message"]})
    values = {one["id"]: one["value"] for one in found["facts"]}
    assert {name: values.get(name) for name in golden["facts"]} == golden["facts"]
    assert [name for name in golden["absent"] if name in values] == []
    assert found["period"] == {
        "start": period(today, start_day, golden["from_back"]).start.isoformat(),
        "end": period(today, start_day, golden["to_back"]).end.isoformat(),
    }
    assert [words for words in golden["words"] if words not in found["report"]] == []
    assert found["degraded"] is False
