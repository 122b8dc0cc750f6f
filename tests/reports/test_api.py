"""Reports over the real store, as a client sees them: hand-computed histories, languages, forms, reads."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from google.cloud.firestore_v1.query import Query
from PIL import Image
from werkzeug.test import TestResponse

from dev.gemini.server import GeminiServer
from functions.budget.models import Budget
from shared.gcp.firestore import user
from shared.period import Period, period_of, previous_period
from tests.ground import Ground, sign_in_as


@dataclass(frozen=True)
class Reader:
    """Somebody with two budgets and a past."""

    ground: Ground
    uid: str
    rent: Budget
    food: Budget

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        from functions.reports.api import app

        found: TestResponse = app.test_client().open(path, method=method, json=body, headers=headers)
        return found

    def report(self, message: str = "monthly") -> Any:
        answered = self.ask("POST", "/api/expenses/report/", {"message": message})
        assert answered.status_code == 200, answered.text
        return json.loads(answered.text)

    def period(self, back: int = 0) -> Period:
        found = period_of(self.ground.today())
        for _ in range(back):
            found = previous_period(found, 1)
        return found

    def spend(self, minor: int, budget: Budget | None, back: int = 0, day: int = 1, **about: Any) -> None:
        self.ground.spend(self.uid, minor, budget, date=self.period(back).start.replace(day=day), **about)

    def values(self, report: Any) -> dict[str, Any]:
        return {one["id"]: one["value"] for one in report["facts"]}


@pytest.fixture
def reader(ground: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Reader:
    assert server
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    return Reader(ground, uid, ground.budget(uid, "Rent", 3_000_000), ground.budget(uid, "Food", 2_000_000))


def test_a_month_is_told_with_what_was_planned_earned_and_before(reader: Reader) -> None:
    """By hand: 30,000 rent and 11,200 food of 60,000 income; a month before 30,000 and 8,000."""
    reader.spend(3_000_000, reader.rent, merchant="Landlord")
    reader.spend(700_000, reader.food, merchant="Market")
    reader.spend(420_000, reader.food, merchant="Souk")
    reader.spend(6_000_000, None, kind="income")
    reader.spend(3_000_000, reader.rent, 1, merchant="Landlord")
    reader.spend(800_000, reader.food, 1)
    found = reader.report()
    values = reader.values(found)
    assert (values["spent"], values["spent_before"], values["spent_change"]) == (41200, 38000, 3200)
    assert (values["spent_change_percent"], values["income"], values["saved"], values["savings_rate"]) == (
        8,
        60000,
        18800,
        31,
    )
    assert (values["budget_1"], values["budget_1_limit"], values["budget_1_used"]) == (30000, 30000, 100)
    assert (values["budget_2"], values["budget_2_before"], values["budget_2_left"]) == (11200, 8000, 8800)
    assert (values["biggest_1"], values["biggest_2"], values["biggest_3"]) == (30000, 7000, 4200)
    assert found["period"] == {
        "start": reader.period().start.isoformat(),
        "end": reader.period().end.isoformat(),
    }
    assert (found["verified"], found["degraded"]) == (True, False)
    assert "41200.00 DZD" in found["report"]
    assert found["charts"][0]["labels"] == ["Rent", "Food"]
    assert found["charts"][0]["series"][0]["values"] == [30000, 11200]
    assert found["charts"][0]["series"][1]["values"] == [30000, 8000]


def test_refunds_count_back_and_other_currencies_stand_apart(reader: Reader) -> None:
    reader.spend(500_000, reader.food)
    reader.spend(120_000, reader.food, kind="refund")
    reader.spend(900, None, currency="EUR")
    values = reader.values(found := reader.report())
    assert (values["spent"], values["spent_EUR"]) == (3800, 9)
    assert "9.00 EUR" in found["report"]


def test_the_last_three_months_are_the_last_complete_ones(reader: Reader) -> None:
    for back in range(7):
        reader.spend(100_000 * (back + 1), reader.food, back)
    found = reader.report("How were the last 3 months?")
    values = reader.values(found)
    assert found["period"] == {
        "start": reader.period(3).start.isoformat(),
        "end": reader.period(1).end.isoformat(),
    }
    assert (values["spent"], values["spent_before"]) == (2000 + 3000 + 4000, 5000 + 6000 + 7000)
    assert "budget_1_limit" not in values


def test_one_budget_since_a_day(reader: Reader) -> None:
    start = reader.period(2).start + timedelta(days=9)
    reader.spend(3_000_000, reader.rent, 1)
    reader.spend(100_000, reader.food, 2, 5)
    reader.spend(200_000, reader.food, 2, 20)
    reader.spend(300_000, reader.food, 1, 3)
    found = reader.report(f"food since {start.isoformat()}")
    values = reader.values(found)
    assert found["period"]["start"] == start.isoformat()
    assert values["spent"] == 5000
    assert "income" not in values
    assert found["title"].startswith("Food")
    assert [
        one["value"] for one in found["facts"] if one["id"].startswith("budget_") and one["id"].count("_") == 1
    ] == [5000]


def test_what_is_unusual_is_told_with_its_reason_and_what_repeats_is_found(reader: Reader) -> None:
    for back in range(1, 5):
        reader.spend(100_000, reader.food, back, merchant="Market")
        reader.spend(3_000_000, reader.rent, back, merchant="Landlord")
    reader.spend(3_000_000, reader.rent, merchant="Landlord")
    reader.spend(450_000, reader.food, merchant="Feast")
    found = reader.report()
    values = reader.values(found)
    assert (values["unusual_1"], values["unusual_1_usual"], values["unusual_1_periods"]) == (4500, 1000, 3)
    assert "unusual_2" not in values
    assert values["repeating_1"] == 30000
    assert "Feast" in found["report"]


def test_the_same_period_a_year_ago_is_compared(reader: Reader) -> None:
    reader.spend(300_000, reader.food)
    reader.spend(200_000, reader.food, 12)
    values = reader.values(reader.report())
    assert (values["spent_year_ago"], values["spent_year_change"], values["spent_year_change_percent"]) == (
        2000,
        1000,
        50,
    )


@pytest.mark.parametrize(
    ("language", "message", "expected"),
    [
        ("fr", "le rapport des 3 derniers mois", "# Rapport financier"),
        ("ar", "تقرير شهري", "# تقرير مالي"),
        ("en", "weekly", "# Financial Report"),
    ],
)
def test_with_the_model_down_the_template_answers_in_the_persons_language(
    reader: Reader, server: GeminiServer, language: str, message: str, expected: str
) -> None:
    server.script.load({"mode": "down"})
    user(reader.uid).update({"profile.personal_info": {"language": language}})
    reader.spend(500_000, reader.food)
    reader.spend(700_000, reader.food, 1)
    found = reader.report(message)
    assert found["report"].startswith(expected)
    assert (found["degraded"], found["verified"]) == (True, True)


def test_reports_are_kept_listed_and_given_in_every_form(reader: Reader) -> None:
    for back in range(3):
        reader.spend(500_000 + back, reader.food, back)
    made = [reader.report("monthly"), reader.report("last month")]
    rows = json.loads(reader.ask("GET", "/api/expenses/reports/").text)
    assert [row["id"] for row in rows] == [made[1]["id"], made[0]["id"]]
    assert set(rows[0]) == {"id", "title", "period", "created_at"}
    first = reader.ask("GET", "/api/expenses/reports/?limit=1")
    assert 'rel="next"' in first.headers["Link"]
    path = f"/api/expenses/reports/{made[0]['id']}/"
    assert json.loads(reader.ask("GET", path).text) == made[0]
    text = reader.ask("GET", path + "?format=md")
    assert (text.text, text.mimetype) == (made[0]["report"], "text/markdown")
    document = reader.ask("GET", path + "?format=pdf")
    assert (document.data[:5], document.mimetype) == (b"%PDF-", "application/pdf")
    for chart in made[0]["charts"]:
        picture = reader.ask("GET", path + f"?format=svg&chart={chart['id']}")
        assert picture.mimetype == "image/svg+xml"
        assert "<script" not in picture.text
        assert 'href="http' not in picture.text
        pixels = reader.ask("GET", path + f"?format=png&chart={chart['id']}")
        assert pixels.mimetype == "image/png"
        with Image.open(BytesIO(pixels.data)) as drawn:
            assert drawn.size == (1440, 840)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?format=svg", 400),
        ("?format=svg&chart=nothing", 404),
        ("?format=png", 400),
        ("?format=png&chart=nothing", 404),
        ("?format=docx", 400),
    ],
)
def test_forms_that_are_not_there_are_refused(reader: Reader, path: str, status: int) -> None:
    reader.spend(1, reader.food)
    made = reader.report()
    assert reader.ask("GET", f"/api/expenses/reports/{made['id']}/{path}").status_code == status


def test_somebody_elses_report_is_not_found(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    made = reader.report()
    sign_in_as(reader.ground.person(), monkeypatch)
    assert reader.ask("GET", f"/api/expenses/reports/{made['id']}/").status_code == 404
    assert reader.ask("GET", "/api/expenses/reports/").get_json() == []


def test_a_repeated_request_is_one_report(reader: Reader) -> None:
    reader.spend(500_000, reader.food)
    first = reader.ask("POST", "/api/expenses/report/", {"message": "monthly"}, **{"Idempotency-Key": "k"})
    again = reader.ask("POST", "/api/expenses/report/", {"message": "monthly"}, **{"Idempotency-Key": "k"})
    assert (again.text, again.headers["Idempotent-Replay"]) == (first.text, "true")
    assert len(json.loads(reader.ask("GET", "/api/expenses/reports/").text)) == 1


@pytest.mark.parametrize(
    "body", [{}, {"message": ""}, {"message": 5}, {"message": "x", "more": 1}, {"message": "x" * 4001}]
)
def test_bad_bodies_are_refused(reader: Reader, body: Any) -> None:
    assert reader.ask("POST", "/api/expenses/report/", body).status_code == 400


def test_a_report_on_many_entries_reads_no_more_than_one_on_few(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that queries give; sums of periods do not grow with what is in them."""
    read = [0]
    real = Query.stream

    def counted(query: Query, *arguments: Any, **named: Any) -> Any:
        for row in real(query, *arguments, **named):
            read[0] += 1
            yield row

    monkeypatch.setattr(Query, "stream", counted)
    for rank in range(30):
        reader.spend(1000 + rank, reader.food, 0, 1 + rank % 20)
    read[0] = 0
    reader.report()
    few = read[0]
    for rank in range(60):
        reader.spend(1000 + rank, reader.food, 0, 1 + rank % 20)
    read[0] = 0
    reader.report()
    assert read[0] == few


def test_a_lie_of_the_model_is_replaced(reader: Reader, server: GeminiServer) -> None:
    reader.spend(500_000, reader.food)
    server.script.load(
        {"mode": "script", "queue": [{"when": {"agent": "report"}, "body": {"text": "You spent 77777.00 DZD."}}]}
    )
    found = reader.report()
    assert "77777" not in found["report"]
    assert found["degraded"]


@pytest.mark.parametrize(
    "words", ["See [this](https://evil.example/).", "![x](https://evil.example/x.png)", "<img src=x> Fine."]
)
def test_words_that_lead_outside_are_replaced_by_the_template(reader: Reader, server: GeminiServer, words: str) -> None:
    reader.spend(500_000, reader.food)
    server.script.load({"mode": "script", "queue": [{"when": {"agent": "report"}, "body": {"text": words}}]})
    found = reader.report()
    assert found["report"].startswith("# Financial Report")
    assert found["degraded"]
    assert "evil" not in found["report"]


def test_facts_charts_and_period_have_the_shapes_of_the_contract(reader: Reader) -> None:
    reader.spend(500_000, reader.food)
    reader.spend(900_000, reader.rent, 1)
    reader.spend(900_000, reader.rent, 0)
    found = reader.report()
    for fact in found["facts"]:
        assert set(fact) - {"currency"} == {"id", "label", "value", "unit", "how"}
        assert fact["unit"] in {"currency", "percent", "count", "date", "days"}
        assert ("currency" in fact) == (fact["unit"] == "currency")
    assert set(found["period"]) == {"start", "end"}
    assert [one["id"] for one in found["charts"]] == ["budgets", "shares", "course"]
    for chart in found["charts"]:
        assert set(chart) == {"id", "kind", "title", "labels", "series"}
        assert all(set(one) == {"name", "values"} for one in chart["series"])
        assert all(len(one["values"]) == len(chart["labels"]) for one in chart["series"])


def test_after_a_change_of_currency_the_old_one_stands_apart(reader: Reader) -> None:
    reader.spend(500_000, reader.food)
    user(reader.uid).update({"profile.currency": "EUR"})
    values = reader.values(found := reader.report())
    assert (found["currency"], values["spent"], values["spent_DZD"]) == ("EUR", 0, 5000)
    assert "5000.00 DZD" in found["report"]


def test_a_merchants_name_of_markup_is_told_as_words(reader: Reader, server: GeminiServer) -> None:
    server.script.load({"mode": "down"})
    reader.spend(500_000, reader.food, merchant="![x](https://evil.example/?q=1) <b>Shop</b>")
    found = reader.report()
    assert "Shop" in found["report"]
    for piece in ("](", "://", "<b>"):
        assert piece not in found["report"]


def test_a_time_without_records_says_so(reader: Reader) -> None:
    found = reader.report("last year")
    assert "Nothing was recorded" in found["report"]
    assert date.fromisoformat(found["period"]["end"]).month == 12
