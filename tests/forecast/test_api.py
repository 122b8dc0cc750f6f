"""Forecast, balance and words over the real store, as a client sees them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from dev.gemini.server import GeminiServer
from functions.budget.models import Budget
from functions.forecast.service import gathering
from functions.ledger import service as ledger
from shared.gcp.firestore import user
from shared.period import Period, period_of, previous_period
from tests.ground import Ground, sign_in_as


@dataclass(frozen=True)
class Saver:
    """Somebody whose past periods are recorded."""

    ground: Ground
    uid: str

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        from functions.forecast.api import app

        found: TestResponse = app.test_client().open(path, method=method, json=body, headers=headers)
        return found

    def get(self, path: str) -> Any:
        answered = self.ask("GET", path)
        assert answered.status_code == 200, answered.text
        return json.loads(answered.text)

    def past(self, count: int) -> list[Period]:
        """So many complete periods, the oldest first."""
        found, period = [], period_of(self.ground.today())
        for _ in range(count):
            period = previous_period(period, 1)
            found.append(period)
        return found[::-1]

    def live(self, periods: int) -> tuple[Budget, Budget]:
        """Rent on the first and food twice in each of the past periods."""
        rent, food = self.ground.budget(self.uid, "Rent", 4_000_000), self.ground.budget(self.uid, "Food", 2_000_000)
        for rank, period in enumerate(self.past(periods)):
            self.ground.spend(self.uid, 3_000_000, rent, date=period.start, merchant="Landlord")
            self.ground.spend(self.uid, 700_000 + 10_000 * (rank % 3), food, date=period.start.replace(day=9))
            self.ground.spend(self.uid, 500_000 + 90_000 * (rank % 2), food, date=period.start.replace(day=20))
        self.ground.spend(self.uid, 3_000_000, rent, date=self.ground.today().replace(day=1), merchant="Landlord")
        return rent, food


@pytest.fixture
def saver(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Saver:
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    return Saver(ground, uid)


@pytest.fixture
def model(server: GeminiServer) -> GeminiServer:
    """The local model, as the engine answers."""
    return server


def test_the_next_periods_follow_the_current_one_and_tell_repeating_from_habitual(saver: Saver) -> None:
    rent, food = saver.live(6)
    found = saver.get("/api/forecast/?periods=2")
    assert (found["currency"], found["known_periods"], len(found["periods"])) == ("DZD", 6, 2)
    first, second = found["periods"]
    assert date.fromisoformat(first["start"]) > saver.ground.today()
    assert (date.fromisoformat(second["start"]) - date.fromisoformat(first["end"])).days == 1
    by_title = {row["title"]: row for row in first["budgets"]}
    assert by_title["Rent"] == {
        "budget_id": rent.id,
        "title": "Rent",
        "p10": 30000,
        "p50": 30000,
        "p90": 30000,
        "scheduled": 30000,
        "habitual": 0,
    }
    assert by_title["Food"]["budget_id"] == food.id
    assert 12000 <= by_title["Food"]["p50"] <= 13200
    assert (by_title["Food"]["scheduled"], by_title["Food"]["habitual"]) == (0, by_title["Food"]["p50"])
    assert first["total"]["p10"] <= first["total"]["p50"] <= first["total"]["p90"]
    assert next((one["name"], one["amount"], one["interval"]) for one in found["payments"]) == (
        "Landlord",
        30000,
        "month",
    )
    assert found["backtest"]["wape"] <= found["backtest"]["baseline_wape"]


@pytest.mark.parametrize("periods", [0, 2])
def test_a_short_history_is_refused_with_its_reason(saver: Saver, periods: int) -> None:
    if periods:
        saver.live(periods)
    found = saver.get("/api/forecast/")
    assert (found["periods"], found["reason"], found["known_periods"]) == ([], "short_history", periods)
    assert found["needed_periods"] == 3
    balance = saver.get("/api/forecast/balance/")
    assert (balance["days"], balance["low_point"], balance["reason"]) == ([], None, "short_history")
    assert (balance["known_periods"], balance["needed_periods"]) == (periods, 3)


@pytest.mark.parametrize("periods", ["0", "7", "-1", "1.5", "x", "", "١"])
def test_other_numbers_of_periods_are_refused(saver: Saver, periods: str) -> None:
    answered = saver.ask("GET", f"/api/forecast/?periods={periods}")
    assert (answered.status_code, answered.get_json()["code"]) == (400, "invalid_field")


def test_the_balance_opens_with_income_less_spent_and_goes_day_by_day_to_the_end(saver: Saver) -> None:
    saver.live(4)
    user(saver.uid).update({"profile.monthly_income": 6_000_000})
    found = saver.get("/api/forecast/balance/")
    assert found["opening"] == {
        "amount": 30000,
        "how": "income of the profile less what was spent in this period",
    }
    period = period_of(saver.ground.today())
    assert (found["days"][0]["date"], found["days"][-1]["date"]) == (
        saver.ground.today().isoformat(),
        period.end.isoformat(),
    )
    assert found["low_point"]["amount"] == min(day["p50"] for day in found["days"])
    assert found["days"][0]["p50"] == 30000 >= found["days"][-1]["p50"]


def test_other_currencies_and_other_people_are_not_in_it(saver: Saver) -> None:
    saver.live(3)
    before = saver.get("/api/forecast/")
    stranger = saver.ground.person()
    for period in saver.past(3):
        saver.ground.spend(saver.uid, 900_000, date=period.start, currency="EUR")
        saver.ground.spend(stranger, 900_000, date=period.start)
    assert saver.get("/api/forecast/") == before


def test_the_period_of_the_sign_up_is_no_complete_one(saver: Saver) -> None:
    month = saver.past(1)[0]
    from datetime import UTC, datetime

    user(saver.uid).update({"created_at": datetime(month.start.year, month.start.month, 12, tzinfo=UTC)})
    saver.ground.spend(saver.uid, 900_000, date=month.start.replace(day=20))
    assert saver.get("/api/forecast/")["known_periods"] == 0


def test_words_tell_only_facts_and_a_lie_is_replaced_by_the_template(saver: Saver, model: GeminiServer) -> None:
    saver.live(5)
    answered = saver.ask("POST", "/api/forecast/", {"message": "What will next month cost me?"})
    told = json.loads(answered.text)
    assert (answered.status_code, told["verified"], told["degraded"]) == (200, True, False)
    assert "30000.00 DZD" in told["forecast"]
    assert {"id", "label", "value", "unit", "how"} <= set(told["facts"][0])
    model.script.load(
        {"mode": "script", "queue": [{"when": {"agent": "forecast"}, "body": {"text": "You will spend 99999.00 DZD."}}]}
    )
    lied = json.loads(saver.ask("POST", "/api/forecast/", {"message": "And now?"}).text)
    assert "99999" not in lied["forecast"]
    assert (lied["verified"], lied["degraded"]) == (True, True)


def test_with_the_model_down_the_template_answers_in_the_persons_language(saver: Saver, model: GeminiServer) -> None:
    saver.live(5)
    model.script.load({"mode": "down"})
    user(saver.uid).update({"profile.personal_info": {"language": "fr"}})
    told = json.loads(saver.ask("POST", "/api/forecast/", {"message": "les 3 prochains mois"}).text)
    assert told["degraded"]
    assert told["forecast"].count("environ") >= 6
    assert told["forecast"].count("**Du ") == 3
    user(saver.uid).update({"profile.personal_info": {"language": "ar"}})
    assert "ما يُتوقع" in json.loads(saver.ask("POST", "/api/forecast/", {"message": "الشهر القادم"}).text)["forecast"]


def test_a_repeated_request_gets_the_same_words_without_another_call(saver: Saver, model: GeminiServer) -> None:
    saver.live(5)
    first = saver.ask("POST", "/api/forecast/", {"message": "next month?"}, **{"Idempotency-Key": "k1"})
    model.script.load({"mode": "down"})
    again = saver.ask("POST", "/api/forecast/", {"message": "next month?"}, **{"Idempotency-Key": "k1"})
    assert (again.text, again.headers["Idempotent-Replay"]) == (first.text, "true")


def test_reads_grow_with_periods_and_not_with_entries_beyond_a_bound(
    saver: Saver, monkeypatch: pytest.MonkeyPatch
) -> None:
    saver.live(3)
    asked: list[int] = []
    real = ledger.find_entries

    def counted(uid: str, wanted: Any, after: Any, limit: int) -> Any:
        asked.append(limit)
        return real(uid, wanted, after, limit)

    monkeypatch.setattr(ledger, "find_entries", counted)
    saver.get("/api/forecast/balance/")
    assert asked == [gathering.MOST_ENTRIES]


def test_periods_without_any_record_are_gaps_and_no_zeros(saver: Saver) -> None:
    """Four of seven periods have 12,000 for food and nothing was recorded in between: it still costs 12,000."""
    food = saver.ground.budget(saver.uid, "Food", 2_000_000)
    past = saver.past(7)
    for period in (past[0], past[2], past[3], past[6]):
        saver.ground.spend(saver.uid, 1_200_000, food, date=period.start.replace(day=9), merchant=period.key)
    found = saver.get("/api/forecast/?periods=1")
    assert found["known_periods"] == 4
    assert found["periods"][0]["total"]["p50"] == 12000
    assert [row["p50"] for row in found["periods"][0]["budgets"]] == [12000]


def test_periods_from_payday_to_payday_are_forecast_as_such(saver: Saver) -> None:
    user(saver.uid).update({"profile.period_start_day": 25})
    found = saver.get("/api/forecast/")
    assert found["reason"] == "short_history"
    period = period_of(saver.ground.today(), 25)
    from functions.expenses.api import app

    entries = []
    for _ in range(4):
        period = previous_period(period, 25)
        entries.append({"amount": 900, "date": period.end.isoformat(), "product_name": "Bread"})
    assert app.test_client().post("/api/expenses/entries/", json={"entries": entries}).status_code == 201
    found = saver.get("/api/forecast/?periods=2")
    assert found["known_periods"] == 4
    assert [one["start"][-2:] for one in found["periods"]] == ["25", "25"]
    assert [one["end"][-2:] for one in found["periods"]] == ["24", "24"]
    assert [one["total"]["p50"] for one in found["periods"]] == [900, 900]


def test_after_a_change_of_currency_the_forecast_begins_anew_in_the_new_one(saver: Saver) -> None:
    saver.live(4)
    user(saver.uid).update({"profile.currency": "EUR"})
    found = saver.get("/api/forecast/")
    assert (found["currency"], found["periods"], found["known_periods"]) == ("EUR", [], 0)


@pytest.mark.parametrize(
    "words", ["See [this](https://evil.example/).", "![x](https://evil.example/x.png)", "<script>x</script> Fine."]
)
def test_words_that_lead_outside_are_replaced_by_the_template(saver: Saver, model: GeminiServer, words: str) -> None:
    saver.live(4)
    model.script.load({"mode": "script", "queue": [{"when": {"agent": "forecast"}, "body": {"text": words}}]})
    told = json.loads(saver.ask("POST", "/api/forecast/", {"message": "next month?"}).text)
    assert told["degraded"]
    assert "evil" not in told["forecast"]
    assert "<" not in told["forecast"]
