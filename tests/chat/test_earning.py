"""Income that is told is an entry of the kind `income`: with the model, without it, and where words are recorded."""

import json

import pytest

from functions.budget import service as budgets
from functions.journal import service as journal
from functions.ledger import service as ledger
from tests.chat.talking import Talker
from tests.ground import context, sign_in_as

TOLD = [
    ("J'ai gagné 500 000 DA", 50_000_000, "DZD"),
    ("I got paid 85000 DZD today", 8_500_000, "DZD"),
    ("قبضت 85000 دج", 8_500_000, "DZD"),
    ("salary came in: 2000 EUR", 200_000, "EUR"),
]


@pytest.mark.parametrize("mode", ["engine", "down"])
@pytest.mark.parametrize(("text", "minor", "currency"), TOLD)
def test_it_is_recorded_and_counts_as_income_alone(
    talker: Talker, text: str, minor: int, currency: str, mode: str
) -> None:
    talker.ground.budget(talker.uid, "Salary", 1_000_000)
    before = talker.profile()["monthly_income"]
    if mode == "down":
        talker.model.script.load({"mode": "down"})
    answer = talker.say(text)
    if answer["actions"][0]["status"] == "needs_confirmation":  # more than may be done without asking
        action = answer["actions"][0]["id"]
        done = talker.ask("POST", f"/api/chat/actions/{action}/confirm/", json={"confirm": True})
        assert done.status_code == 200, done.text
    (entry,) = talker.entries()
    told = [entry[name] for name in ("kind", "minor", "currency", "budget_id", "status")]
    assert told == ["income", minor, currency, None, "posted"]
    assert talker.profile()["monthly_income"] == before
    now = budgets.now_of(context(talker.uid))
    totals = ledger.totals(talker.uid, now.period.key)
    assert (dict(totals.income), dict(totals.spent)) == ({currency: minor}, {})
    assert journal.tampering(talker.uid) == []


@pytest.mark.parametrize(("text", "minor", "currency"), TOLD)
def test_the_route_of_expenses_records_it_too(talker: Talker, text: str, minor: int, currency: str) -> None:
    from functions.expenses.api import app

    sign_in_as(talker.uid, talker.patch)
    answered = app.test_client().post("/api/expenses/", json={"message": text})
    assert answered.status_code == 201, answered.text
    (entry,) = talker.entries()
    assert (entry["kind"], entry["minor"], entry["currency"]) == ("income", minor, currency)


@pytest.mark.parametrize("text", ["I want to earn 5000", "When I earn 5000 I will save", "Did I earn 5000 today?"])
def test_wishes_plans_and_questions_record_nothing(talker: Talker, text: str) -> None:
    talker.say(text)
    assert talker.entries() == []


def test_the_salary_of_each_month_is_of_the_profile(talker: Talker) -> None:
    (asked,) = talker.say("my salary is 85000 a month")["actions"]
    assert (asked["tool"], json.loads(json.dumps(asked["call"]))["arguments"]["monthly_income"]) == (
        "edit_user_profile",
        "85000",
    )
    assert talker.entries() == []
