"""Entries that a person writes field by field: what they become, what is refused, all or nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from functions.ledger import service as ledger
from functions.ledger.models import Filter
from shared.gcp.firestore import user
from shared.period import period_of
from tests.expenses.written import ENTRIES, Person, path, read, refusal
from tests.ground import Ground, ground, store

__all__ = ["ground", "store"]
UNKNOWN = "bud_0000000000000000000000000"


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(ground, monkeypatch)


def test_an_entry_says_little_and_is_an_expense_of_today_in_the_persons_currency(
    person: Person, ground: Ground
) -> None:
    (made,) = person.write({"amount": "12.5", "product_name": "  Bread \n and  milk "})
    assert (made["amount"], made["currency"], made["kind"], made["status"]) == (
        Decimal("12.50"),
        "DZD",
        "expense",
        "posted",
    )
    assert (made["source"], made["date"], made["product_name"]) == (
        "manual",
        ground.today().isoformat(),
        "Bread and milk",
    )
    assert (made["category_name"], made["budget_id"], made["splits"], made["exchange"]) == (None, None, [], None)
    shown = person.send("GET", path(made["id"]))
    assert read(shown) == made
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent == {("DZD", None): 1250}
    (event,) = ground.of_type("expense.recorded")
    assert (event.expense_id, event.entry_version, event.splits[0].minor) == (made["id"], 1, 1250)


def test_everything_that_is_written_is_kept(person: Person, ground: Ground) -> None:
    food, rent = ground.budget(person.uid, "Food", 10_000), ground.budget(person.uid, "Loyer", 10_000)
    full = {
        "amount": 30,
        "currency": "EUR",
        "date": (ground.today() - timedelta(days=3)).isoformat(),
        "product_name": "Shopping",
        "merchant": "Souk",
        "description": "for\nthe week",
        "kind": "refund",
        "items": [{"name": "Rice", "quantity": 2.5, "unit_price": "4.00", "amount": 10}, {"name": "Bag"}],
        "splits": [{"budget_id": food.id, "amount": "10.01"}, {"budget_id": None, "amount": "19.99"}],
    }
    by_title, split = person.write({"amount": "700.50", "category": " LOYER "}, full)
    assert (by_title["budget_id"], by_title["category_name"]) == (rent.id, "Loyer")
    assert [(one["budget_id"], one["amount"]) for one in split["splits"]] == [
        (food.id, Decimal("10.01")),
        (None, Decimal("19.99")),
    ]
    assert (split["budget_id"], split["category_name"]) == (None, None)
    assert split["items"] == [
        {"name": "Rice", "quantity": Decimal("2.5"), "unit_price": Decimal("4.00"), "amount": Decimal("10.00")},
        {"name": "Bag", "quantity": None, "unit_price": None, "amount": None},
    ]
    assert (split["merchant"], split["description"]) == ("Souk", "for\nthe week")
    found = read(person.send("GET", f"/api/expenses/?budget_id={food.id}"))
    assert [one["id"] for one in found] == [split["id"]]
    assert [one["id"] for one in read(person.send("GET", "/api/expenses/?category=food"))] == [split["id"]]
    person.assert_exact()


def test_each_kind_counts_in_its_own_direction(person: Person, ground: Ground) -> None:
    person.write(
        {"amount": 100},
        {"amount": 30, "kind": "refund"},
        {"amount": 5, "kind": "adjustment"},
        {"amount": -20, "kind": "adjustment"},
        {"amount": 900, "kind": "income"},
        {"amount": 7, "currency": "JPY"},
    )
    found = ledger.totals(person.uid, period_of(ground.today()).key)
    assert dict(found.spent) == {("DZD", None): 5500, ("JPY", None): 7}
    assert dict(found.income) == {"DZD": 90_000}


def test_another_currency_is_never_summed_with_a_budgets_own(person: Person, ground: Ground) -> None:
    food = ground.budget(person.uid, "Food", 1000)
    person.write({"amount": 5, "currency": "EUR", "budget_id": food.id})
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent == {("EUR", food.id): 500}


def test_an_exchange_counts_the_converted_amount_and_shows_both(person: Person, ground: Ground) -> None:
    food = ground.budget(person.uid, "Food", 1_000_000)
    exchange = {"currency": "DZD", "rate": "145.3333", "source": "Bank of Algeria", "date": "2026-11-20"}
    splits = [{"budget_id": food.id, "amount": "3.33"}, {"budget_id": None, "amount": "6.67"}]
    (made,) = person.write({"amount": "10.00", "currency": "EUR", "splits": splits, "exchange": exchange})
    assert (made["amount"], made["currency"]) == (Decimal("10.00"), "EUR")
    assert made["exchange"] == exchange
    assert made["converted"] == {"amount": Decimal("1453.33"), "currency": "DZD"}
    spent = ledger.totals(person.uid, period_of(ground.today()).key).spent
    assert sum(spent.values()) == 145_333
    assert spent == {("DZD", food.id): 48_396, ("DZD", None): 96_937}
    (event,) = ground.of_type("expense.recorded")
    assert (event.currency, sum(share.minor for share in event.splits)) == ("DZD", 145_333)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"amount": 0}, "invalid_amount", "amount"),
        ({"amount": -1}, "invalid_amount", "amount"),
        ({"amount": -1, "kind": "refund"}, "invalid_amount", "amount"),
        ({"amount": 0, "kind": "adjustment"}, "invalid_amount", "amount"),
        ({"amount": "0.001"}, "invalid_amount", "amount"),
        ({"amount": "0.5", "currency": "JPY"}, "invalid_amount", "amount"),
        ({"amount": 1, "currency": "XXX"}, "invalid_field", "currency"),
        ({"amount": 1, "currency": "eur"}, "invalid_field", "currency"),
        ({"amount": 1, "currency": None}, "invalid_field", "currency"),
        ({"amount": 1, "date": "2026-02-30"}, "invalid_field", "date"),
        ({"amount": 1, "date": "20260230"}, "invalid_field", "date"),
        ({"amount": 1, "date": 20260101}, "invalid_field", "date"),
        ({"amount": 1, "date": "0001-01-01"}, "invalid_field", "date"),
        ({"amount": 1, "date": "9999-12-31"}, "invalid_field", "date"),
        ({"amount": 1, "kind": "theft"}, "invalid_field", "kind"),
        ({"amount": 1, "product_name": ""}, "invalid_field", "product_name"),
        ({"amount": 1, "product_name": "\x1f"}, "invalid_field", "product_name"),
        ({"amount": 1, "product_name": "a\x00b"}, "invalid_field", "product_name"),
        ({"amount": 1, "product_name": "x" * 201}, "invalid_field", "product_name"),
        ({"amount": 1, "product_name": "\ud800"}, "invalid_field", "product_name"),
        ({"amount": 1, "description": "\x07"}, "invalid_field", "description"),
        ({"amount": 1, "budget_id": UNKNOWN}, "invalid_field", "budget_id"),
        ({"amount": 1, "budget_id": "../x"}, "invalid_field", "budget_id"),
        ({"amount": 1, "category": "Nothing"}, "invalid_field", "category"),
        ({"amount": 1, "category": "Nothing", "budget_id": UNKNOWN}, "invalid_field", "category"),
        ({"amount": 1, "splits": [{"amount": 1}], "budget_id": UNKNOWN}, "invalid_field", "splits"),
        ({"amount": 3, "splits": [{"amount": 1}, {"amount": 2}]}, "invalid_field", "splits"),
        ({"amount": 3, "splits": [{"amount": 2}]}, "invalid_field", "splits"),
        ({"amount": 3, "splits": [{"amount": None}]}, "invalid_amount", "splits.0.amount"),
        ({"amount": 3, "splits": [{}]}, "invalid_field", "splits.0.amount"),
        ({"amount": 3, "splits": [{"amount": 3, "budget_id": UNKNOWN}]}, "invalid_field", "splits.0.budget_id"),
        ({"amount": 1, "items": [{"name": "x", "amount": "1.001"}]}, "invalid_amount", "items.0.amount"),
        ({"amount": 1, "items": [{"name": "x", "quantity": 0}]}, "invalid_field", "items.0.quantity"),
        ({"amount": 1, "items": [{"name": "x", "who": 1}]}, "unknown_field", "items.0.who"),
        ({"amount": 1, "id": "exp_1"}, "read_only_field", "id"),
        ({"amount": 1, "status": "posted"}, "read_only_field", "status"),
        ({"amount": 1, "category_name": "Food"}, "read_only_field", "category_name"),
        ({"amount": 1, "uid": "somebody"}, "unknown_field", "uid"),
        ({"amount": 1, "price": 2}, "unknown_field", "price"),
        ({}, "invalid_field", "amount"),
    ],
)
def test_one_wrong_entry_is_named_and_nothing_at_all_is_recorded(
    person: Person, fields: dict[str, Any], code: str, field: str
) -> None:
    rows = [{"amount": 1, "product_name": "Good"}, {"product_name": "Bad", **fields}]
    answer = person.send("POST", ENTRIES, {"entries": rows})
    assert refusal(answer) == (400, code, f"entries.1.{field}")
    assert list(ledger.find_entries(person.uid, Filter(), None, 5)) == []
    assert not list(user(person.uid).collection("periods").stream())


@pytest.mark.parametrize(
    ("exchange", "field"),
    [
        ({"currency": "EUR"}, "exchange.currency"),
        ({"currency": "XXX"}, "exchange.currency"),
        ({"rate": "0"}, "exchange.rate"),
        ({"rate": "-1"}, "exchange.rate"),
        ({"rate": "1e5"}, "exchange.rate"),
        ({"rate": True}, "exchange.rate"),
        ({"rate": "١٤٥"}, "exchange.rate"),
        ({"rate": "999999999999"}, "exchange.rate"),
        ({"date": "soon"}, "exchange.date"),
        ({"source": ""}, "exchange.source"),
    ],
)
def test_an_exchange_that_cannot_be_is_refused(person: Person, exchange: dict[str, Any], field: str) -> None:
    whole = {"currency": "DZD", "rate": "145", "source": "bank", "date": "2026-11-20"} | exchange
    row = {"amount": 10_000, "currency": "EUR", "product_name": "x", "exchange": whole}
    answer = person.send("POST", ENTRIES, {"entries": [row]})
    assert refusal(answer)[::2] == (400, f"entries.0.{field}")


def test_every_wrong_entry_is_named_at_once(person: Person) -> None:
    rows = [{"amount": amount, "product_name": "x"} for amount in (1, -1, 2, "x")]
    problem = read(person.send("POST", ENTRIES, {"entries": rows}))
    assert [one["field"] for one in problem["errors"]] == ["entries.1.amount", "entries.3.amount"]


def test_tomorrow_may_be_written_and_the_day_after_not(person: Person, ground: Ground) -> None:
    for days, status in ((1, 201), (2, 400)):
        row = {"amount": 1, "product_name": "x", "date": (ground.today() + timedelta(days=days)).isoformat()}
        assert person.send("POST", ENTRIES, {"entries": [row]}).status_code == status


@pytest.mark.parametrize("count", [0, 101])
def test_one_to_a_hundred_entries_go_at_once(person: Person, count: int) -> None:
    answer = person.send("POST", ENTRIES, {"entries": [{"amount": 1, "product_name": "x"}] * count})
    assert refusal(answer) == (400, "invalid_field", "entries")


def test_a_hundred_entries_are_one_commit_with_one_action(person: Person) -> None:
    made = person.write(*({"amount": rank + 1} for rank in range(100)), Idempotency_Key="k")
    assert len({one["id"] for one in made}) == 100
    (action,) = [row.to_dict() for row in user(person.uid).collection("actions").stream()]
    assert (action["agent"], action["tool"], action["summary"]) == ("user", "record_entries", "100 expenses")
    assert [change["id"] for change in action["changes"]] == [one["id"] for one in made]
    assert all(change["before"] is None and change["version_after"] == 1 for change in action["changes"])
    person.assert_exact()


def test_what_a_repetition_is_to_get_must_fit_into_a_document_and_else_nothing_is_recorded(person: Person) -> None:
    def hundred(name: str) -> dict[str, Any]:
        return {"entries": [{"amount": 1, "product_name": "p", "items": [{"name": name}] * 100}] * 100}

    answer = person.send("POST", ENTRIES, hundred("y" * 30), Idempotency_Key="heavy")
    assert refusal(answer)[:2] == (413, "too_large")
    assert list(ledger.find_entries(person.uid, Filter(), None, 5)) == []
    most = person.send("POST", ENTRIES, hundred("x" * 10), Idempotency_Key="k")
    assert (most.status_code, len(most.data) > 800_000) == (201, True)
    assert person.send("POST", ENTRIES, hundred("x" * 10), Idempotency_Key="k").data == most.data
