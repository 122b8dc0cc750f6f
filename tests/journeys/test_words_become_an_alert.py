"""Somebody says what they spent, and is told when a budget is over."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import give_budgets, sign_up

pytestmark = pytest.mark.xdist_group("journeys")


def test_words_become_an_entry_a_moved_budget_and_one_notification(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Coffee=1000, Transport=5000)
    first = person.say("I spent 500 DZD at a coffee shop")
    assert first.status_code == 201
    assert first.json()["alerts"] == []
    assert first.json()["message"] == "Processed 1 expenses."
    assert '"amount": 500.00' in first.text
    second = person.say("coffee with friends 600 DA")
    assert second.json()["alerts"] == ["Overspending detected in Coffee. Budget: 1000.00, Spent: 1100.00"]
    found = person.wait_for("/api/notify/", lambda rows: rows)
    assert len(found) == 1
    expected = {
        "notification_type": "budget_alert",
        "priority": "high",
        "title": "⚠️ Overspending in Coffee",
        "message": "You have exceeded your budget for Coffee. Budget: 1000.00 DZD, Spent: 1100.00 DZD",
        "is_read": False,
        "related_budget_id": ids["Coffee"],
        "action_url": f"/budget/{ids['Coffee']}",
    }
    assert expected.items() <= found[0].items()
    # The crossing may be seen while the first expense is looked at: both are in the totals by then.
    assert found[0]["related_expense_id"] in {one.json()["expenses"][0]["id"] for one in (first, second)}
    coffee = person.get(f"/api/budget/{ids['Coffee']}/")
    assert (coffee["spent"], coffee["remaining"], coffee["status"]) == (1100.0, -100.0, "over")
    assert person.get(f"/api/budget/{ids['Transport']}/")["spent"] == 0.0


def test_each_threshold_is_told_once_however_often_one_spends_inside_the_band(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    give_budgets(stack, person, Coffee=1000)
    person.say("coffee 850 DZD")
    approaching = person.wait_for("/api/notify/", lambda rows: rows)[0]
    assert approaching["title"] == "📊 Approaching budget limit: Coffee"
    assert approaching["message"] == "You have used 85% of your Coffee budget. Remaining: 150.00 DZD"
    assert (approaching["notification_type"], approaching["priority"]) == ("expense_alert", "medium")
    person.say("coffee 50 DZD")
    person.say("coffee 101 DZD")  # 1001
    person.say("coffee 70 DZD")
    told = person.wait_for("/api/notify/", lambda rows: len(rows) > 1)
    assert [one["priority"] for one in told] == ["high", "medium"]
    assert person.get("/api/notify/unread-count/") == {"unread_count": 2}
    assert person.get(f"/api/notify/{told[0]['id']}/")["is_read"] is True
    assert person.get("/api/notify/unread-count/") == {"unread_count": 1}
    assert person.call("POST", "/api/notify/mark-all-read/").json() == {"marked_count": 1}


def test_several_expenses_in_one_message_go_to_their_budgets(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Groceries=20000, Transport=5000)
    answer = person.say("Hier: courses 3 450 DA au supermarché, taxi 700 DA et pain 50 DA")
    assert answer.status_code == 201
    rows = answer.json()["expenses"]
    assert [(row["amount"], row["category"]) for row in rows] == [
        (3450.0, "Groceries"),
        (700.0, "Transport"),
        (50.0, "Groceries"),
    ]
    assert {row["currency"] for row in rows} == {"DZD"}
    listed = person.get("/api/expenses/")
    assert {row["id"] for row in listed} == {row["id"] for row in rows}
    spent = {one["title"]: one["spent"] for one in person.get("/api/budget/")}
    # Yesterday may lie in the period before.
    in_period = [row for row in listed if row["date"] >= person.get("/api/budget/")[0]["period"]["start"]]
    assert spent == ({"Transport": 700.0, "Groceries": 3500.0} if in_period else {"Transport": 0.0, "Groceries": 0.0})
    assert person.get(f"/api/expenses/?budget_id={ids['Transport']}")[0]["amount"] == 700.0


def test_arabic_words_and_digits_are_understood(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    give_budgets(stack, person, Transport=5000)
    answer = person.say("دفعت ١٢٠٠ دينار للتاكسي")
    assert answer.status_code == 201
    row = answer.json()["expenses"][0]
    assert (row["amount"], row["currency"], row["category"]) == (1200.0, "DZD", "Transport")


def test_a_refund_lowers_what_was_spent(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Clothing=6000)
    person.say("shoes 5000 DZD")
    row = person.say("got a refund of 1200 DZD for the shoes").json()["expenses"][0]
    assert (row["kind"], row["amount"], row["category"]) == ("refund", 1200.0, "Clothing")
    assert person.get(f"/api/budget/{ids['Clothing']}/")["spent"] == 3800.0


def test_what_says_nothing_of_money_records_nothing(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    answer = person.say("hello, how are you?")
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_recognised")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert person.get("/api/expenses/") == []


def test_forty_requests_with_one_key_record_once_and_all_get_that_answer(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    ids = give_budgets(stack, person, Coffee=1000)

    def send(_: int) -> tuple[int, str, str | None]:
        answer = person.say("coffee 300 DZD", headers={"Idempotency-Key": "k-40"})
        return answer.status_code, answer.text, answer.headers.get("Idempotent-Replay")

    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(send, range(40)))
    assert {status for status, _, _ in answers} <= {201, 409}
    bodies = {body for status, body, _ in answers if status == 201}
    assert len(bodies) == 1
    assert sum(1 for status, _, replayed in answers if status == 201 and replayed is None) == 1
    last = send(0)
    assert (last[0], last[2]) == (201, "true")
    assert {last[1]} == bodies
    assert len(person.get("/api/expenses/")) == 1
    assert person.get(f"/api/budget/{ids['Coffee']}/")["spent"] == 300.0


def test_a_key_cannot_be_used_for_other_words(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    assert person.say("tea 100 DZD", headers={"Idempotency-Key": "same"}).status_code == 201
    other = person.say("tea 200 DZD", headers={"Idempotency-Key": "same"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_another_person_sees_none_of_it(stack: RunningStack) -> None:
    owner, stranger = sign_up(stack.url), sign_up(stack.url)
    expense = owner.say("tea 100 DZD").json()["expenses"][0]["id"]
    for path in (f"/api/expenses/{expense}/", f"/api/expenses/{expense}/receipt/"):
        assert stranger.call("GET", path).status_code == 404
    assert stranger.get("/api/expenses/") == []
