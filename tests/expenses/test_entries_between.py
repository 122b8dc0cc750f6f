"""Entries between budgets and currencies: what a change means there, and what lists show of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.ledger import service as ledger
from shared.period import period_of
from tests.expenses.written import Person, path, read, refusal
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    found = Person(ground, monkeypatch)
    yield found
    found.assert_exact()


def spent(person: Person, budget_id: str) -> int:
    """What the budget's own list says."""
    return next(one.spent for one in budgets.list_standings(context(person.uid)) if one.budget.id == budget_id)


def listed(person: Person, query: str) -> list[str]:
    return [one["id"] for one in read(person.send("GET", f"/api/expenses/?{query}"))]


def test_in_a_budget_of_another_currency_an_expense_is_kept_in_its_own_and_not_summed(
    person: Person, ground: Ground
) -> None:
    food, trip = ground.budget(person.uid, "Food", 100_000), ground.budget(person.uid, "Trip", 100_000, "EUR")
    (made,) = person.write({"amount": 100, "budget_id": food.id})
    assert spent(person, food.id) == 10_000
    moved = person.change(made["id"], {"budget_id": trip.id})
    assert (moved["budget_id"], moved["amount"], moved["currency"]) == (trip.id, 100, "DZD")
    assert (spent(person, food.id), spent(person, trip.id)) == (0, 0)
    rate = {"currency": "EUR", "rate": "0.007", "source": "bank", "date": "2026-11-20"}
    assert person.change(made["id"], {"exchange": rate})["converted"] == {"amount": Decimal("0.70"), "currency": "EUR"}
    assert (spent(person, food.id), spent(person, trip.id)) == (0, 70)
    person.change(made["id"], {"currency": "EUR"})
    assert spent(person, trip.id) == 10_000
    person.change(made["id"], {"budget_id": None})
    assert spent(person, trip.id) == 0


def test_the_parts_of_a_split_with_an_exchange_add_up_to_the_converted_amount(person: Person, ground: Ground) -> None:
    ids = [ground.budget(person.uid, title, 100_000).id for title in ("Food", "Rent", "Fun")]
    rate = {"currency": "DZD", "rate": "145.333", "source": "bank", "date": "2026-11-20"}
    splits: list[dict[str, Any]] = [{"budget_id": one, "amount": "3.33"} for one in ids[:2]]
    splits.append({"budget_id": ids[2], "amount": "3.34"})
    (made,) = person.write({"amount": 10, "currency": "EUR", "splits": splits, "exchange": rate})
    assert made["converted"] == {"amount": Decimal("1453.33"), "currency": "DZD"}
    assert sum(spent(person, one) for one in ids) == 145_333
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent.keys() == {("DZD", one) for one in ids}
    person.change(made["id"], {"exchange": None})
    assert [spent(person, one) for one in ids] == [0, 0, 0]


def test_items_keep_their_quantity_and_their_prices_through_an_edit(person: Person) -> None:
    items = [{"name": "Cheese", "quantity": "0.350", "unit_price": 1200, "amount": 420}, {"name": "Bag"}]
    (made,) = person.write({"amount": 420, "items": items})
    shown = [
        {"name": "Cheese", "quantity": Decimal("0.35"), "unit_price": 1200, "amount": 420},
        {"name": "Bag", "quantity": None, "unit_price": None, "amount": None},
    ]
    assert made["items"] == shown
    assert person.change(made["id"], {"merchant": "Souk"})["items"] == shown
    assert listed(person, "q=CHEESE") == [made["id"]]
    assert refusal(person.send("PATCH", path(made["id"]), {"items": [{"name": "x", "quantity": 0}]}))[0] == 400


def test_lists_find_an_edited_entry_by_what_it_is_now(person: Person) -> None:
    (made,) = person.write({"amount": 100, "product_name": "Tea", "merchant": "Café Tantonville"})
    assert (listed(person, "q=tantonville"), listed(person, "min=100&max=100")) == ([made["id"]], [made["id"]])
    person.change(made["id"], {"amount": 70, "product_name": "Crème brûlée", "merchant": None})
    for query in ("q=tantonville", "q=tea", "min=70.01", "max=69.99"):
        assert listed(person, query) == [], query
    for query in ("q=creme%20BRULEE", "min=70&max=70", "max=70.00"):
        assert listed(person, query) == [made["id"]], query
    assert person.send("DELETE", path(made["id"])).status_code == 204
    assert (listed(person, "min=70&max=70"), listed(person, "q=creme")) == ([], [])
    assert listed(person, "status=deleted&q=creme") == [made["id"]]


def test_a_split_entry_is_in_the_list_of_each_of_its_budgets_and_of_no_former_one(
    person: Person, ground: Ground
) -> None:
    food, rent, fun = (ground.budget(person.uid, title, 100_000) for title in ("Food", "Rent", "Fun"))
    (made,) = person.write({"amount": 10, "budget_id": food.id})
    person.change(made["id"], {"splits": [{"budget_id": rent.id, "amount": 4}, {"budget_id": fun.id, "amount": 6}]})
    lists = [listed(person, f"budget_id={one.id}") for one in (food, rent, fun)]
    assert lists == [[], [made["id"]], [made["id"]]]
    assert [listed(person, f"category={title}") for title in ("food", "RENT", "fun")] == lists
    assert person.send("DELETE", path(made["id"])).status_code == 204
    assert [listed(person, f"budget_id={one.id}") for one in (food, rent, fun)] == [[], [], []]


def test_an_entry_whose_budget_was_deleted_meanwhile_comes_back_with_its_history(
    person: Person, ground: Ground
) -> None:
    food = ground.budget(person.uid, "Food", 100_000)
    (made,) = person.write({"amount": 100, "budget_id": food.id})
    assert person.send("DELETE", path(made["id"])).status_code == 204
    budgets.delete_budget(context(person.uid), food.id)
    back = person.send("POST", path(made["id"], "restore/"))
    assert (back.status_code, read(back)["status"]) == (200, "posted")
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent == {("DZD", food.id): 10_000}
    assert person.change(made["id"], {"amount": 90})["amount"] == 90
    budgets.restore_budget(context(person.uid), food.id)
    assert spent(person, food.id) == 9000
    assert read(person.send("GET", path(made["id"])))["category_name"] == "Food"
