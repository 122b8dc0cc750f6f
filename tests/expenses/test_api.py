"""The routes of expenses: bad input gets a clear answer, lists are whole, shapes are those of the contract."""

import json
import re
from io import BytesIO
from typing import Any

import pytest

from tests.expenses.conftest import Call

KEYS = [
    "id",
    "kind",
    "product_name",
    "amount",
    "currency",
    "category_name",
    "budget_id",
    "merchant",
    "description",
    "date",
    "created_at",
    "updated_at",
    "version",
    "status",
    "source",
    "items",
    "splits",
    "receipt",
    "possible_duplicate_of",
    "exchange",
    "converted",
]


def say(call: Call, message: str) -> Any:
    answer = call("POST", "/api/expenses/", json={"message": message})
    assert answer.status_code == 201, answer.text
    return answer.json


def test_an_expense_has_the_keys_of_the_contract_and_exact_amounts(call: Call) -> None:
    recorded = say(call, "coffee 500 DZD")
    assert list(recorded) == ["message", "expenses", "alerts", "degraded"]
    shown = call("GET", f"/api/expenses/{recorded['expenses'][0]['id']}/")
    assert list(json.loads(shown.text)) == KEYS
    assert '"amount": 500.00,' in shown.text
    assert shown.headers["ETag"]


@pytest.mark.parametrize(
    ("message", "printed"), [("tea 500 JPY", "500"), ("tea 1.25 TND", "1.250"), ("tea 3.5 EUR", "3.50")]
)
def test_amounts_are_printed_with_the_digits_of_their_currency(call: Call, message: str, printed: str) -> None:
    answer = call("POST", "/api/expenses/", json={"message": message})
    assert re.search(rf'"amount": {re.escape(printed)}[,}}]', answer.text), answer.text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "invalid_json"),
        (b"[]", "invalid_json"),
        (b'{"message": NaN}', "invalid_json"),
        (b'{"message": "a", "message": "b"}', "invalid_json"),
        (b"{}", "invalid_field"),
        (b'{"message": ""}', "invalid_field"),
        (b'{"message": "   "}', "invalid_field"),
        (b'{"message": 5}', "invalid_field"),
        (b'{"message": null}', "invalid_field"),
        (b'{"message": "tea 5 EUR", "uid": "someone"}', "unknown_field"),
        (json.dumps({"message": "x" * 4001}).encode(), "invalid_field"),
    ],
)
def test_a_body_that_is_wrong_is_refused_and_nothing_is_recorded(call: Call, body: bytes, code: str) -> None:
    answer = call("POST", "/api/expenses/", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, code)  # type: ignore[index]
    assert answer.mimetype == "application/problem+json"
    assert call("GET", "/api/expenses/").json == []


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({}, 400, "invalid_field"),
        ({"message": "  "}, 400, "invalid_field"),
        ({"file": "words, not a file"}, 400, "invalid_field"),
        ({"message": "tea 5 EUR", "user_id": "u2"}, 400, "unknown_field"),
        ({"file": (BytesIO(b"GIF89a"), "a.gif"), "keep_receipt": "maybe"}, 415, "unsupported_media"),
        ({"file": [(BytesIO(b"1"), "a.png"), (BytesIO(b"2"), "b.png")]}, 400, "invalid_field"),
    ],
)
def test_a_form_that_is_wrong_is_refused(call: Call, form: dict[str, Any], status: int, code: str) -> None:
    answer = call("POST", "/api/expenses/", data=form, content_type="multipart/form-data")
    assert (answer.status_code, answer.json["code"]) == (status, code)  # type: ignore[index]


def test_words_may_come_as_a_form_too(call: Call) -> None:
    answer = call("POST", "/api/expenses/", data={"message": "tea 5 EUR"}, content_type="multipart/form-data")
    assert answer.status_code == 201


def test_another_content_type_is_refused(call: Call) -> None:
    answer = call("POST", "/api/expenses/", data=b"tea 5 EUR", content_type="text/plain")
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media")  # type: ignore[index]


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "to=2026-13-01",
        "min=-1",
        "min=1e3",
        "max=NaN",
        "kind=theft",
        "status=gone",
        "currency=XXX",
        "limit=0",
        "limit=101",
        "limit=x",
    ],
)
def test_a_filter_that_is_wrong_is_refused(call: Call, query: str) -> None:
    answer = call("GET", f"/api/expenses/?{query}")
    assert (answer.status_code, answer.json["code"]) == (400, "invalid_field")  # type: ignore[index]


def test_filters_choose_and_pages_are_whole(call: Call) -> None:
    say(call, "tea 5 EUR, taxi 20 EUR")
    say(call, "Café noir 3 EUR yesterday")
    say(call, "bread 700 DZD")
    amounts = {
        "q=cafe": ["3.00"],
        "min=5&currency=EUR": ["20.00", "5.00"],
        "max=5&currency=EUR": ["5.00", "3.00"],
        "currency=DZD": ["700.00"],
        "category=Uncategorized&max=4": ["3.00"],
        "category=Nothing": [],
        "status=pending": [],
        "kind=refund": [],
        "budget_id=bud_0000000000000000000000000": [],
    }
    for query, expected in amounts.items():
        shown = call("GET", f"/api/expenses/?{query}").text
        found = re.findall(r'"amount": ([0-9.]+), "currency"', shown)
        assert sorted(found, key=float) == sorted(expected, key=float), query
    for query in ("", "max=100&"):
        seen: list[str] = []
        path: str | None = f"/api/expenses/?{query}limit=1"
        while path:
            page = call("GET", path)
            seen += [row["id"] for row in json.loads(page.text)]
            link = re.fullmatch(r'<(.*)>; rel="next"', page.headers.get("Link", ""))
            path = link[1] if link else None
        whole = [row["id"] for row in json.loads(call("GET", f"/api/expenses/?{query}").text)]
        assert seen == whole
        assert len(whole) == (4 if not query else 3)


def test_the_newest_day_comes_first(call: Call) -> None:
    say(call, "tea 1 EUR yesterday")
    say(call, "tea 2 EUR")
    say(call, "tea 3 EUR two days ago")
    days = [row["date"] for row in json.loads(call("GET", "/api/expenses/").text)]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("name", ["exp_0000000000000000000000000", "exp_", "nothing", "..", "%2e%2e", "a" * 300])
def test_an_expense_that_is_not_there_is_not_found(call: Call, name: str) -> None:
    for path in (f"/api/expenses/{name}/", f"/api/expenses/{name}/receipt/"):
        assert call("GET", path).status_code in {404, 405}


def test_an_expense_from_words_has_no_receipt(call: Call) -> None:
    row = say(call, "tea 5 EUR")["expenses"][0]
    answer = call("GET", f"/api/expenses/{row['id']}/receipt/")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")  # type: ignore[index]


@pytest.mark.parametrize(
    "path", ["/api/expenses/", "/api/expenses", "/api/expenses/exp_1/", "/api/expenses/exp_1/receipt/"]
)
def test_nobody_gets_in_without_a_token(call: Call, path: str) -> None:
    answer = call("GET", path, headers={"Authorization": ""})
    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")  # type: ignore[index]


def test_a_method_that_is_not_there_is_said_before_the_token_is_asked_for(call: Call) -> None:
    assert call("PUT", "/api/expenses/", headers={"Authorization": ""}).status_code == 405
