"""Somebody with a few months of records asks how it went, what will come, and whether a purchase fits."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.period import Period, period_of, previous_period, today_in
from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, give_budgets, sign_up

pytestmark = pytest.mark.xdist_group("journeys")


def past(count: int) -> list[Period]:
    """The current period and so many before it, the newest first."""
    found = [period_of(today_in(datetime.now(UTC), "Africa/Algiers"))]
    while len(found) <= count:
        found.append(previous_period(found[-1], 1))
    return found


def told(person: Person, path: str, message: str) -> Any:
    answered = person.call("POST", path, json={"message": message})
    assert answered.status_code == 200, answered.text
    return answered.json()


def test_a_few_months_of_records_become_a_report_a_forecast_and_advice(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Rent=30000, Food=20000)
    rows = []
    for rank, period in enumerate(past(4)):
        first = period.start.isoformat()
        rows.append({"amount": 30000, "date": first, "product_name": "Flat", "budget_id": ids["Rent"]})
        rows.append({"amount": 9000 + 100 * rank, "date": first, "product_name": "Meals", "budget_id": ids["Food"]})
    assert person.call("POST", "/api/expenses/entries/", json={"entries": rows}).status_code == 201
    report = told(person, "/api/expenses/report/", "monthly")
    values = {one["id"]: one["value"] for one in report["facts"]}
    assert (values["spent"], values["spent_before"], report["degraded"]) == (39000, 39100, False)
    assert "39000.00 DZD" in report["report"]
    assert person.get("/api/expenses/reports/")[0]["id"] == report["id"]
    forecast = told(person, "/api/forecast/", "What will next month cost?")
    assert "30000.00 DZD" in forecast["forecast"]
    advice = told(person, "/api/advisor/analyze-purchase/", "Food for a party for 15000 DZD?")
    assert (advice["verdict"]["rule"], advice["verdict"]["low_point"]) == ("category_exceeded", None)
    assert advice["verdict"]["category_after"]["remaining"] == -4000
    assert advice["advice"].startswith(f"# {advice['verdict']['decision']}")
    assert person.get("/api/advisor/history/")[0]["id"] == advice["session_id"]
