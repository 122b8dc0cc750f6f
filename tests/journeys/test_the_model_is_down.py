"""The model does not answer: words are read by rules, receipts wait, nothing is lost."""

import pytest
import requests

from tests.dev.reading.drawing import HAS_FONTS, draw_receipt, encode
from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import give_budgets, sign_up
from tests.journeys.test_a_photo_becomes_an_alert import LINES

pytestmark = pytest.mark.xdist_group("journeys")
DOWN = {"mode": "down"}


def test_words_are_read_by_rules_and_become_an_alert_all_the_same(stack: RunningStack, model: str) -> None:
    person = sign_up(stack.url)
    give_budgets(stack, person, Coffee=400)
    requests.post(model, json=DOWN, timeout=10).raise_for_status()
    answer = person.say("I spent 500 DZD at a coffee shop")
    assert answer.status_code == 201
    assert answer.json()["degraded"] is True
    row = answer.json()["expenses"][0]
    assert (row["amount"], row["category"], row["status"]) == (500.0, "Coffee", "posted")
    assert answer.json()["alerts"] == ["Overspending detected in Coffee. Budget: 400.00, Spent: 500.00"]
    assert person.wait_for("/api/notify/", lambda rows: rows)[0]["title"] == "⚠️ Overspending in Coffee"


def test_words_without_an_amount_are_refused_also_without_the_model(stack: RunningStack, model: str) -> None:
    person = sign_up(stack.url)
    requests.post(model, json=DOWN, timeout=10).raise_for_status()
    answer = person.say("good morning")
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_recognised")


@pytest.mark.skipif(not HAS_FONTS, reason="the DejaVu fonts (fonts-dejavu-core) draw the receipts")
@pytest.mark.parametrize("keep", ["true", "false"])
def test_a_receipt_waits_and_is_read_when_the_model_is_back(stack: RunningStack, model: str, keep: str) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Groceries=1500)
    requests.post(model, json=DOWN, timeout=10).raise_for_status()
    photo = encode(draw_receipt(LINES), "PNG")
    key = {"Idempotency-Key": "photo"}
    files = {"file": ("photo.png", photo, "image/png")}
    answer = person.call("POST", "/api/expenses/", files=files, data={"keep_receipt": keep}, headers=key)
    assert answer.status_code == 202, answer.text
    waiting = answer.json()["expenses"][0]
    assert (waiting["status"], waiting["amount"], answer.json()["degraded"]) == ("pending", None, True)
    assert person.get(f"/api/expenses/{waiting['id']}/")["status"] == "pending"
    assert person.get(f"/api/budget/{ids['Groceries']}/")["spent"] == 0.0
    assert person.get("/api/expenses/?status=pending")[0]["id"] == waiting["id"]
    requests.delete(model, timeout=10).raise_for_status()
    read = person.wait_for(f"/api/expenses/{waiting['id']}/", lambda row: row["status"] != "pending")
    assert (read["status"], read["amount"], read["category_name"]) == ("posted", 1840.0, "Groceries")
    assert read["version"] == 2
    assert read["created_at"] == person.get(f"/api/expenses/{waiting['id']}/")["created_at"]
    again = person.call("POST", "/api/expenses/", files=files, data={"keep_receipt": keep}, headers=key)
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (202, "true")
    assert len(person.get("/api/expenses/")) == 1
    link = person.call("GET", f"/api/expenses/{waiting['id']}/receipt/")
    assert link.status_code == (200 if keep == "true" else 404)


def test_an_answer_with_an_invented_amount_is_not_believed(stack: RunningStack, model: str) -> None:
    person = sign_up(stack.url)
    expense: dict[str, object] = dict.fromkeys(("currency", "date", "merchant", "category", "tax", "tip", "discount"))
    invented: dict[str, object] = {
        "expenses": [{**expense, "product_name": "Coffee", "amount": "5000", "earned": False, "items": []}],
        "total": None,
        "language": "en",
    }
    queue = [{"body": {"json": invented}, "times": 2}]
    requests.post(model, json={"mode": "script", "queue": queue}, timeout=10).raise_for_status()
    answer = person.say("coffee for 500 DZD")
    assert answer.status_code == 201
    assert [row["amount"] for row in answer.json()["expenses"]] == [500.0]
    assert answer.json()["degraded"] is True
    assert requests.get(model, timeout=10).json()["left"] == 0


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 429, "error": {"status": "RESOURCE_EXHAUSTED", "message": "slow down"}},
        {"body": "this is not JSON"},
        {"body": {"text": "{"}},
        {"cut": True},
        {"status": 400, "error": {"status": "INVALID_ARGUMENT", "message": "API key not valid."}},
    ],
    ids=["500", "429", "garbage", "half an answer", "cut", "refused"],
)
def test_no_fault_of_the_model_is_an_error_of_ours(stack: RunningStack, model: str, fault: dict[str, object]) -> None:
    person = sign_up(stack.url)
    script = {"mode": "script", "queue": [{**fault, "times": 50}]}
    requests.post(model, json=script, timeout=10).raise_for_status()
    answer = person.say("tea 120 DZD")
    assert answer.status_code == 201
    assert [row["amount"] for row in answer.json()["expenses"]] == [120.0]
    assert answer.json()["degraded"] is True
