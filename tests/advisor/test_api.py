"""Advice over the real store, as a client sees it."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from dev.gemini.server import GeminiServer
from functions.budget import service as budgets
from functions.budget.models import Budget
from functions.budget.service import NewGoal
from shared.gcp.firestore import user
from shared.period import next_period, period_of, previous_period
from tests.ground import Ground, context, sign_in_as

KEYS = {"advice", "session_id", "facts", "verified", "degraded"}


@dataclass(frozen=True)
class Buyer:
    """Somebody with 60,000 a month and 20,000 of them for the home."""

    ground: Ground
    uid: str
    home: Budget

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        from functions.advisor.api import app

        found: TestResponse = app.test_client().open(f"/api/advisor/{path}/", method=method, json=body, headers=headers)
        return found

    def advice(self, message: str, path: str = "analyze-purchase", **headers: str) -> Any:
        answered = self.ask("POST", path, {"message": message}, **headers)
        assert answered.status_code == 200, answered.text
        return json.loads(answered.text)

    def speaks(self, code: str) -> None:
        user(self.uid).update({"profile.personal_info": {"language": code}})


@pytest.fixture
def buyer(ground: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Buyer:
    assert server
    uid = ground.person()
    sign_in_as(uid, monkeypatch)
    user(uid).update({"profile.monthly_income": 6_000_000})
    return Buyer(ground, uid, ground.budget(uid, "Home", 2_000_000))


def test_a_purchase_that_fits_is_told_with_what_it_leaves_behind(buyer: Buyer) -> None:
    """By hand: 60,000 less 10,000 spent less 5,000 leaves 45,000; of the home's 20,000 are 5,000 left."""
    buyer.ground.spend(buyer.uid, 1_000_000, buyer.home)
    found = buyer.advice("A home lamp for 5000 DZD?")
    period = period_of(buyer.ground.today())
    assert set(found) == KEYS | {"verdict"}
    assert found["verdict"] == {
        "decision": "Go ahead",
        "rule": "fits",
        "item": found["verdict"]["item"],
        "price": 5000,
        "category_after": {"budget_id": buyer.home.id, "title": "Home", "remaining": 5000},
        "low_point": {"date": period.end.isoformat(), "amount": 45000},
        "goal_delay_days": None,
        "affordable_from": buyer.ground.today().isoformat(),
        "months_of_saving": 0.1,
    }
    assert found["advice"].startswith("# Go ahead")
    assert (found["verified"], found["degraded"]) == (True, False)
    values = {one["id"]: (one["value"], one["unit"], one.get("currency")) for one in found["facts"]}
    assert values["price_1"] == (5000, "currency", "DZD")
    assert values["left_1"] == (5000, "currency", "DZD")
    assert all({"id", "label", "value", "unit", "how"} <= set(one) for one in found["facts"])


def test_each_rule_is_told_over_the_api(buyer: Buyer) -> None:
    budgets.create_goal(context(buyer.uid), lambda _: NewGoal("Car", 50_000_000))
    decided = {
        message: (verdict["decision"], verdict["rule"])
        for message in ("A phone for 70000 DZD?", "A home sofa for 30000 DZD?", "A phone for 45000 DZD?")
        if (verdict := buyer.advice(message)["verdict"])
    }
    assert list(decided.values()) == [
        ("Not recommended right now", "balance_below_zero"),
        ("Consider alternatives", "category_exceeded"),
        ("Consider alternatives", "goal_delayed"),
    ]


def test_where_neither_income_nor_budget_is_known_it_says_so(buyer: Buyer) -> None:
    user(buyer.uid).update({"profile.monthly_income": None})
    found = buyer.advice("A phone for 7000 DZD?")
    assert found["verdict"]["rule"] == "not_enough_known"
    assert (found["verdict"]["low_point"], found["verdict"]["category_after"]) == (None, None)
    assert "I know neither your income nor a budget" in found["advice"]


def test_costs_alone_are_no_balance_where_no_income_is_known(buyer: Buyer) -> None:
    """With a history there is a cash line; without any income it would be below zero for everybody."""
    user(buyer.uid).update({"profile.monthly_income": None})
    period = period_of(buyer.ground.today())
    for _ in range(4):
        buyer.ground.spend(buyer.uid, 500_000, buyer.home, date=period.start)
        period = previous_period(period, 1)
    found = buyer.advice("A home lamp for 7000 DZD?")["verdict"]
    assert (found["rule"], found["low_point"], found["category_after"]["remaining"]) == ("fits", None, 8000)


def test_what_does_not_fit_now_is_told_with_the_day_from_which_it_would(buyer: Buyer) -> None:
    """By hand: 60,000 are there now and 40,000 more each period, so 70,000 are there at the second start."""
    found = buyer.advice("A phone for 70000 DZD?")["verdict"]
    second = next_period(next_period(period_of(buyer.ground.today()), 1), 1)
    assert found["affordable_from"] == second.start.isoformat()


def test_without_a_price_it_has_no_live_ones_and_no_verdict(buyer: Buyer) -> None:
    found = buyer.advice("Should I buy a phone?")
    assert set(found) == KEYS
    assert "no live prices" in found["advice"]
    assert found["facts"] == []


def test_a_price_from_the_models_memory_is_not_delivered(buyer: Buyer, server: GeminiServer) -> None:
    lie = "A phone costs 45000.00 DZD at the moment, so go ahead."
    server.script.load({"mode": "script", "queue": [{"when": {"agent": "advisor"}, "body": {"text": lie}}]})
    found = buyer.advice("Should I buy a phone?")
    assert "45000" not in found["advice"]
    assert found["degraded"]


def test_a_price_in_another_currency_is_asked_for_in_ones_own(buyer: Buyer) -> None:
    found = buyer.advice("A phone for 300 EUR?")
    assert "verdict" not in found
    assert "another currency" in found["advice"]
    assert "DZD" in found["advice"]


def test_several_are_compared_and_a_foreign_price_is_left_out_aloud(buyer: Buyer) -> None:
    found = buyer.advice("A laptop for 90000 DZD, a tablet for 30000 DZD or a phone for 200 EUR?", "compare")
    assert (found["verdict"]["decision"], found["verdict"]["price"]) == ("Go ahead", 30000)
    assert "tablet" in found["advice"].splitlines()[0].casefold()
    assert found["advice"].count("\n- **") == 2
    assert "another currency" in found["advice"]
    assert [one["value"] for one in found["facts"] if one["id"].startswith("price_")] == [90000, 30000]


def test_nothing_to_compare_asks_for_several_with_prices(buyer: Buyer) -> None:
    assert "Name several things" in buyer.advice("Which phone is best?", "compare")["advice"]


def test_a_recommendation_without_a_price_looks_at_what_is_tight(buyer: Buyer) -> None:
    buyer.ground.spend(buyer.uid, 2_100_000, buyer.home)
    found = buyer.advice("What should I do better?", "recommend")
    assert "verdict" not in found
    assert "21000.00 DZD spent of 20000.00 DZD" in found["advice"]
    assert {"left", "spent_1", "limit_1", "over_1"} <= {one["id"] for one in found["facts"]}


def test_the_verdict_is_in_the_currency_of_the_profile(buyer: Buyer) -> None:
    user(buyer.uid).update({"profile.currency": "EUR", "profile.monthly_income": 300_000})
    found = buyer.advice("A phone for 200?")
    assert found["verdict"]["price"] == 200
    assert found["verdict"]["category_after"] is None
    assert {one["currency"] for one in found["facts"] if "currency" in one} == {"EUR"}


OPPOSITE = [
    "# Go ahead\n\nBuy it, there is money enough.",
    "# Not recommended right now\n\nBut go for it, you only live once.",
    "Sure, why not.",
    "# Not recommended right now\n\nSee [this shop](https://evil.example/?q=1).",
    "# Not recommended right now\n\n![x](https://evil.example/x.png)",
    "# Not recommended right now\n\n<b>No.</b>",
    "",
]


@pytest.mark.parametrize("words", OPPOSITE)
def test_whatever_the_model_writes_the_decision_stays_and_nothing_leads_outside(
    buyer: Buyer, server: GeminiServer, words: str
) -> None:
    server.script.load(
        {"mode": "script", "queue": [{"when": {"agent": "advisor"}, "body": {"text": words}, "times": 9}]}
    )
    found = buyer.advice("A phone for 70000 DZD?")
    assert found["verdict"]["decision"] == "Not recommended right now"
    assert found["advice"].startswith("# Not recommended right now\n\nAfter ")
    assert found["degraded"]
    for piece in ("go for it", "evil", "<b>", "Go ahead", "why not"):
        assert piece not in found["advice"]


def test_better_words_that_keep_the_decision_are_delivered(buyer: Buyer, server: GeminiServer) -> None:
    words = "# Not recommended right now\n\nA phone for 70000.00 DZD is more than this month can bear."
    server.script.load({"mode": "script", "queue": [{"when": {"agent": "advisor"}, "body": {"text": words}}]})
    found = buyer.advice("A phone for 70000 DZD?")
    assert (found["advice"], found["degraded"]) == (words, False)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "# Not recommended right now"),
        ("fr", "# Pas conseillé pour l'instant"),
        ("ar", "# غير منصوح به الآن"),
    ],
)
def test_with_the_model_down_the_template_answers_in_the_persons_language(
    buyer: Buyer, server: GeminiServer, code: str, expected: str
) -> None:
    server.script.load({"mode": "down"})
    buyer.speaks(code)
    found = buyer.advice({"en": "phone 70000 DZD", "fr": "téléphone à 70000 DA", "ar": "هاتف ب 70000 دج"}[code])
    assert found["advice"].startswith(expected)
    assert found["verdict"]["decision"] == "Not recommended right now"
    assert (found["verified"], found["degraded"]) == (True, True)


def test_history_is_paged_newest_first_and_ones_own(buyer: Buyer, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        buyer.advice("A phone for 70000 DZD?"),
        buyer.advice("What should I do better?", "recommend"),
        buyer.advice("A tablet for 500 DZD or a phone for 800 DZD?", "compare"),
    ]
    rows = json.loads(buyer.ask("GET", "history").text)
    assert [row["id"] for row in rows] == [one["session_id"] for one in reversed(made)]
    assert [row["query_type"] for row in rows] == ["compare", "recommend", "analyze"]
    assert set(rows[0]) == {"id", "query_type", "user_query", "ai_response", "verdict", "created_at"}
    assert "verdict" not in rows[1]
    assert rows[2]["verdict"] == made[0]["verdict"]
    assert (rows[2]["user_query"], rows[2]["ai_response"]) == ("A phone for 70000 DZD?", made[0]["advice"])
    sign_in_as(buyer.ground.person(), monkeypatch)
    assert buyer.ask("GET", "history").get_json() == []


def test_history_goes_on_in_the_next_page(buyer: Buyer) -> None:
    from functions.advisor.api import app

    made = [buyer.advice(f"A phone for {price} DZD?")["session_id"] for price in (100, 200, 300)]
    client, path, seen = app.test_client(), "/api/advisor/history/?limit=2", []
    while path:
        answered = client.get(path)
        seen.append([row["id"] for row in answered.get_json()])
        link = answered.headers.get("Link", "")
        path = link[link.find("<") + 1 : link.find(">")] if 'rel="next"' in link else ""
    assert seen == [made[:0:-1], made[:1]]


def test_a_repeated_request_is_one_session_and_one_call(buyer: Buyer, server: GeminiServer) -> None:
    first = buyer.ask("POST", "compare", {"message": "a phone for 70 DZD"}, **{"Idempotency-Key": "k"})
    server.script.load({"mode": "down"})
    again = buyer.ask("POST", "compare", {"message": "a phone for 70 DZD"}, **{"Idempotency-Key": "k"})
    other = buyer.ask("POST", "compare", {"message": "a phone for 71 DZD"}, **{"Idempotency-Key": "k"})
    assert (again.text, again.headers["Idempotent-Replay"]) == (first.text, "true")
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_key_reused")
    assert len(buyer.ask("GET", "history").get_json()) == 1


def test_the_same_question_gets_the_same_verdict(buyer: Buyer) -> None:
    one, other = buyer.advice("A phone for 45000 DZD?"), buyer.advice("A phone for 45000 DZD?")
    assert (one["verdict"], one["facts"]) == (other["verdict"], other["facts"])


@pytest.mark.parametrize(
    "body", [{}, {"message": ""}, {"message": 5}, {"message": "x", "more": 1}, {"message": "x" * 2001}]
)
def test_bad_bodies_are_refused(buyer: Buyer, body: Any) -> None:
    assert buyer.ask("POST", "recommend", body).status_code == 400


def test_a_title_of_markup_is_told_as_words(buyer: Buyer, server: GeminiServer) -> None:
    server.script.load({"mode": "down"})
    title = "[Home](https://evil.example) <b>x</b>"
    tricky = buyer.ground.budget(buyer.uid, title, 100_000)
    buyer.ground.spend(buyer.uid, 200_000, tricky)
    found = buyer.advice("What should I do better?", "recommend")
    assert "](" not in found["advice"]
    assert "://" not in found["advice"]
    assert "<b>" not in found["advice"]
