"""Expenses that are changed, deleted and restored by the person: what moves, what is kept, what is refused."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from functions.ledger import service as ledger
from shared.gcp.firestore import user
from shared.period import period_of
from tests.expenses.written import Person, path, read, refusal
from tests.ground import Ground, ground, store

__all__ = ["ground", "store"]


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    found = Person(ground, monkeypatch)
    yield found
    found.assert_exact()


def actions(person: Person) -> list[dict[str, Any]]:
    found = [row.to_dict() for row in user(person.uid).collection("actions").stream()]
    return sorted(found, key=lambda one: one["created_at"])


def test_only_what_is_sent_changes_and_the_totals_move_by_the_difference(person: Person, ground: Ground) -> None:
    (made,) = person.write({"amount": 100, "merchant": "Souk"})
    changed = person.change(made["id"], {"amount": "99.95"})
    assert changed == {**made, "amount": Decimal("99.95"), "version": 2, "updated_at": changed["updated_at"]}
    assert changed["updated_at"] > made["updated_at"]
    assert read(person.send("GET", path(made["id"]))) == changed
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent == {("DZD", None): 9995}
    (event,) = ground.of_type("expense.changed")
    assert (event.entry_version, event.before.splits[0].minor, event.after.splits[0].minor) == (2, 10_000, 9995)


def test_every_field_can_be_changed_and_each_change_is_an_action_with_both_sides(
    person: Person, ground: Ground
) -> None:
    food = ground.budget(person.uid, "Food", 1000)
    (made,) = person.write({"amount": 100, "product_name": "Tea"})
    body = {
        "product_name": "Coffee",
        "merchant": "Souk",
        "description": "with friends",
        "kind": "refund",
        "category": "food",
        "items": [{"name": "Cup", "amount": 100}],
        "date": (ground.today() - timedelta(days=1)).isoformat(),
    }
    changed = person.change(made["id"], body)
    shown = {**body, "category_name": "Food", "budget_id": food.id}
    del shown["category"], shown["items"]
    assert shown.items() <= changed.items()
    assert changed["items"][0]["amount"] == 100
    _of_the_budget, _of_the_entry, action = actions(person)
    (change,) = action["changes"]
    assert (action["agent"], action["tool"], action["status"]) == ("user", "edit_expense", "done")
    assert (change["version_before"], change["version_after"], change["id"]) == (1, 2, made["id"])
    assert change["before"] == {
        "product_name": "Tea",
        "merchant": None,
        "description": None,
        "kind": "expense",
        "budget_id": None,
        "category_name": None,
        "items": [],
        "date": ground.today().isoformat(),
    }
    assert change["after"].keys() == change["before"].keys()
    assert change["after"]["items"] == [{"name": "Cup", "quantity": None, "unit_price": None, "amount": 10_000}]


def test_null_removes_what_may_be_absent(person: Person, ground: Ground) -> None:
    food = ground.budget(person.uid, "Food", 1000)
    (made,) = person.write({"amount": 1, "merchant": "Souk", "description": "x", "budget_id": food.id})
    changed = person.change(made["id"], {"merchant": None, "description": None, "budget_id": None})
    assert (changed["merchant"], changed["description"]) == (None, None)
    assert (changed["budget_id"], changed["category_name"]) == (None, None)


def test_a_date_over_the_border_of_a_period_moves_both(person: Person, ground: Ground) -> None:
    food = ground.budget(person.uid, "Food", 1000)
    (made,) = person.write({"amount": 100, "budget_id": food.id}, {"amount": 1, "budget_id": food.id})[:1]
    here = period_of(ground.today())
    there = period_of(here.start - timedelta(days=1))
    person.change(made["id"], {"date": there.end.isoformat()})
    assert ledger.totals(person.uid, here.key).spent == {("DZD", food.id): 100}
    assert ledger.totals(person.uid, there.key).spent == {("DZD", food.id): 10_000}
    (event,) = ground.of_type("expense.changed")
    assert (event.before.period_start, event.after.period_start) == (here.key, there.key)


def test_splits_follow_the_amount_or_the_change_is_refused(person: Person, ground: Ground) -> None:
    food, rent = ground.budget(person.uid, "Food", 1000), ground.budget(person.uid, "Rent", 1000)
    parts = [{"budget_id": food.id, "amount": 60}, {"budget_id": rent.id, "amount": 40}]
    (made,) = person.write({"amount": 100, "budget_id": food.id})
    split = person.change(made["id"], {"splits": parts})
    assert (split["budget_id"], len(split["splits"])) == (None, 2)
    answer = person.send("PATCH", path(made["id"]), {"amount": 101})
    assert refusal(answer) == (400, "invalid_field", "splits")
    parts[0]["amount"] = 61
    assert person.change(made["id"], {"amount": 101, "splits": parts})["splits"][0]["amount"] == 61
    whole = person.change(made["id"], {"budget_id": rent.id})
    assert (whole["budget_id"], whole["splits"]) == (rent.id, [])
    person.change(made["id"], {"splits": [{"amount": 101}]})
    assert person.change(made["id"], {"splits": []})["splits"] == []


def test_in_another_currency_the_same_figures_stand(person: Person, ground: Ground) -> None:
    (made,) = person.write(
        {
            "amount": 100,
            "currency": "EUR",
            "splits": [{"amount": 100}],
            "items": [{"name": "x", "amount": "100.00"}],
            "exchange": {"currency": "DZD", "rate": 145, "source": "bank", "date": "2026-11-20"},
        }
    )
    assert made["converted"] == {"amount": Decimal("14500.00"), "currency": "DZD"}
    yen = person.change(made["id"], {"currency": "JPY"})
    assert (yen["amount"], yen["splits"][0]["amount"], yen["items"][0]["amount"]) == (100, 100, 100)
    assert (yen["exchange"], yen["converted"]) == (None, None)
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent[("JPY", None)] == 100
    tunis = person.change(made["id"], {"currency": "TND", "amount": "1.255", "splits": []})
    assert (tunis["amount"], tunis["currency"]) == (Decimal("1.255"), "TND")
    answer = person.send("PATCH", path(made["id"]), {"currency": "JPY"})
    assert refusal(answer) == (400, "invalid_amount", "currency")


def test_a_change_of_nothing_makes_no_version_no_event_and_no_action(person: Person, ground: Ground) -> None:
    (made,) = person.write({"amount": 100})
    for body in ({}, {"amount": "100.00"}, {"merchant": None}):
        assert person.change(made["id"], body, Idempotency_Key=f"k{len(body)}{body}".replace(" ", "")) == made
    assert ground.of_type("expense.changed") == []
    assert len(actions(person)) == 1


def test_a_deleted_expense_is_gone_but_can_be_seen_among_the_deleted_and_comes_back(
    person: Person, ground: Ground
) -> None:
    (made,) = person.write({"amount": 100})
    answer = person.send("DELETE", path(made["id"]))
    assert (answer.status_code, answer.data) == (204, b"")
    for method, more in (("GET", ""), ("DELETE", ""), ("GET", "receipt/")):
        assert refusal(person.send(method, path(made["id"], more)))[:2] == (404, "not_found")
    assert refusal(person.send("PATCH", path(made["id"]), {"amount": 2}))[:2] == (404, "not_found")
    assert read(person.send("GET", "/api/expenses/")) == []
    (deleted,) = read(person.send("GET", "/api/expenses/?status=deleted"))
    assert (deleted["id"], deleted["status"], deleted["amount"]) == (made["id"], "deleted", 100)
    assert ledger.totals(person.uid, period_of(ground.today()).key).spent == {("DZD", None): 0}
    back = person.send("POST", path(made["id"], "restore/"))
    assert (back.status_code, read(back)["status"], read(back)["version"]) == (200, "posted", 3)
    assert back.headers["ETag"] == person.send("GET", path(made["id"])).headers["ETag"]
    assert refusal(person.send("POST", path(made["id"], "restore/")))[:2] == (409, "conflict")
    assert [one["tool"] for one in actions(person)] == ["record_entries", "delete_expense", "restore_expense"]
    assert [(one.before.splits, one.after.splits[0].minor) for one in ground.of_type("expense.changed")] == [
        ((), 10_000)
    ]
    assert ground.of_type("expense.deleted")[0].before.splits[0].minor == 10_000


@pytest.mark.parametrize("name", ["exp_" + "0" * 25, "exp_1", "nothing", "..", "a" * 300])
def test_what_is_not_there_can_be_neither_changed_nor_deleted_nor_restored(person: Person, name: str) -> None:
    for method, more, body in (("PATCH", "", {"amount": 1}), ("DELETE", "", None), ("POST", "restore/", None)):
        assert person.send(method, path(name, more), body).status_code in {404, 405}


def test_what_belongs_to_somebody_else_is_not_found(person: Person, ground: Ground, monkeypatch: Any) -> None:
    (made,) = person.write({"amount": 100})
    other = Person(ground, monkeypatch)
    for method, more, body in (("PATCH", "", {"amount": 1}), ("DELETE", "", None), ("POST", "restore/", None)):
        assert refusal(other.send(method, path(made["id"], more), body))[:2] == (404, "not_found")


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"amount": None}, "invalid_amount", "amount"),
        ({"amount": -5}, "invalid_amount", "amount"),
        ({"product_name": None}, "invalid_field", "product_name"),
        ({"status": "deleted"}, "invalid_field", "status"),
        ({"status": "pending"}, "invalid_field", "status"),
        ({"category": "Nothing"}, "invalid_field", "category"),
        ({"splits": None}, "invalid_field", "splits"),
        ({"exchange": {"rate": 2}}, "invalid_field", "exchange.currency"),
        ({"colour": 1}, "unknown_field", "colour"),
        *(
            ({name: "x"}, "read_only_field", name)
            for name in (
                "id",
                "category_name",
                "created_at",
                "updated_at",
                "version",
                "source",
                "receipt",
                "possible_duplicate_of",
                "converted",
            )
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_names_its_field(
    person: Person, body: dict[str, Any], code: str, field: str
) -> None:
    (made,) = person.write({"amount": 100})
    assert refusal(person.send("PATCH", path(made["id"]), body)) == (400, code, field)
    assert read(person.send("GET", path(made["id"]))) == made


def test_a_stale_if_match_is_refused_and_a_current_one_or_a_star_is_not(person: Person) -> None:
    (made,) = person.write({"amount": 100})
    first = person.send("GET", path(made["id"])).headers["ETag"]
    second = person.send("PATCH", path(made["id"]), {"amount": 2}, If_Match=first)
    assert second.status_code == 200
    for stale in (first, '"other"', "nonsense", f"W/{second.headers['ETag']}"):
        for method, body in (("PATCH", {"amount": 3}), ("DELETE", None)):
            assert refusal(person.send(method, path(made["id"]), body, If_Match=stale))[:2] == (412, "stale")
    both = f'"other", {second.headers["ETag"]}'
    assert person.send("PATCH", path(made["id"]), {"amount": 4}, If_Match=both).status_code == 200
    assert person.send("PATCH", path(made["id"]), {"amount": 5}, If_Match="*").status_code == 200
    assert person.send("DELETE", path(made["id"]), If_Match="*").status_code == 204
    assert person.send("DELETE", path(made["id"]), If_Match="*").status_code == 404


def test_two_people_at_two_fields_lose_nothing_and_both_changes_are_in_the_history(
    person: Person, ground: Ground
) -> None:
    (made,) = person.write({"amount": 100})
    person.change(made["id"], {"merchant": "Souk"})
    person.change(made["id"], {"amount": 70})
    states = ledger.history(person.uid, made["id"])
    assert [(one.minor, one.merchant) for one in states] == [(10_000, None), (10_000, "Souk"), (7000, "Souk")]


def test_a_review_is_accepted_with_or_without_corrections(person: Person, ground: Ground) -> None:
    entry = ground.spend(person.uid, 500, status="needs_review")
    person.change(entry.id, {"merchant": "Souk"})
    assert ground.of_type("expense.recorded") == []
    accepted = person.change(entry.id, {"status": "posted", "amount": 6})
    assert (accepted["status"], accepted["amount"]) == ("posted", 6)
    assert [one.splits[0].minor for one in ground.of_type("expense.recorded")] == [600]
    assert person.change(entry.id, {"status": "posted"}) == accepted


def test_a_waiting_receipt_is_not_changed_but_may_be_entered_by_hand(person: Person, ground: Ground) -> None:
    entry = ground.spend(person.uid, None, status="pending")
    assert refusal(person.send("PATCH", path(entry.id), {"merchant": "Souk"}))[:2] == (409, "conflict")
    assert refusal(person.send("PATCH", path(entry.id), {"status": "posted"})) == (400, "invalid_amount", "amount")
    assert person.change(entry.id, {"status": "posted", "amount": 5})["status"] == "posted"
    assert [one.splits[0].minor for one in ground.of_type("expense.recorded")] == [500]


def test_what_did_not_count_is_deleted_without_an_event_and_restored_as_it_was(person: Person, ground: Ground) -> None:
    entry = ground.spend(person.uid, 500, status="needs_review")
    assert person.send("DELETE", path(entry.id)).status_code == 204
    assert read(person.send("POST", path(entry.id, "restore/")))["status"] == "needs_review"
    assert [one.type for one in ground.published] == []
