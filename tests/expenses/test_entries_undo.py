"""Undo and redo of what people and the assistant do to expenses, end to end: entries, totals, events, thresholds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.budget.models import Budget
from functions.budget.subscribers import budget_on_expense
from functions.expenses import service as expenses
from functions.expenses.api.shapes import expense_out
from functions.journal import service as journal
from functions.journal.models import Action, Applier, Resource
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter
from shared.errors import Conflict
from shared.gcp.firestore import user
from shared.period import period_of
from tests.expenses.written import Person, path, read
from tests.ground import Ground, context, ground, pushed, store
from tests.racing import same

__all__ = ["ground", "store"]
APPLIERS: dict[Resource, Applier] = {"expense": ledger.apply_change, "budget": budgets.apply_change}


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    found = Person(ground, monkeypatch)
    yield found
    found.assert_exact()


@pytest.fixture
def food(ground: Ground, person: Person) -> Budget:
    return ground.budget(person.uid, "Food", 100_000)


def last(person: Person) -> str:
    """The Action that was recorded last."""
    rows = user(person.uid).collection("actions").order_by("created_at", direction="DESCENDING").limit(1).get()
    return str(rows[0].id)


def undo(person: Person, action_id: str, scope: Any = "action", *, how: Any = journal.undo) -> list[Action]:
    done = list(how(context(person.uid), action_id, scope, APPLIERS))
    person.assert_exact()
    return done


def shown(person: Person, entry_id: str) -> dict[str, Any]:
    """What the person sees of an entry, but for what counts its versions."""
    found = expense_out(ledger.Read(person.uid, entry_id).entry)
    return {name: value for name, value in found.items() if name not in {"version", "updated_at"}}


def spent(person: Person, ground: Ground, budget: Budget | None = None, back: int = 0) -> int:
    start = period_of(ground.today() - timedelta(days=back)).key
    return ledger.totals(person.uid, start).spent.get(("DZD", budget.id if budget else None), 0)


def blocked(person: Person, action_id: str, scope: Any = "action", *, how: Any = journal.undo) -> list[tuple[str, str]]:
    """What is in the way: (field, words)."""
    before = [ledger.Read(person.uid, row.id).entry for row in user(person.uid).collection("expenses").stream()]
    with pytest.raises(Conflict) as refused:
        undo(person, action_id, scope, how=how)
    assert refused.value.code == "undo_blocked"
    assert before == [ledger.Read(person.uid, one.id).entry for one in before]
    return [(one.field, one.detail) for one in refused.value.errors]


def test_an_edit_of_every_field_is_undone_and_redone_exactly(person: Person, ground: Ground, food: Budget) -> None:
    rent = ground.budget(person.uid, "Rent", 100_000)
    (made,) = person.write({"amount": 100, "category": "Food", "merchant": "Souk"})
    before = shown(person, made["id"])
    edit = {
        "amount": 70,
        "product_name": "Other",
        "merchant": None,
        "description": "words",
        "kind": "refund",
        "date": (ground.today() - timedelta(days=40)).isoformat(),
        "items": [{"name": "Cup", "quantity": "2", "unit_price": 35, "amount": 70}],
        "splits": [{"budget_id": food.id, "amount": 30}, {"budget_id": rent.id, "amount": 40}],
    }
    person.change(made["id"], edit)
    after, action = shown(person, made["id"]), last(person)
    for _ in range(2):
        assert [one.status for one in undo(person, action)] == ["undone"]
        assert shown(person, made["id"]) == before
        assert (spent(person, ground, food), spent(person, ground, food, 40), spent(person, ground, rent, 40)) == (
            10_000,
            0,
            0,
        )
        assert [one.status for one in undo(person, action, how=journal.redo)] == ["done"]
        assert shown(person, made["id"]) == after
        assert (spent(person, ground, food), spent(person, ground, food, 40)) == (0, -3000)
    states = ledger.history(person.uid, made["id"])
    assert [one.version for one in states] == [1, 2, 3, 4, 5, 6]
    assert [one.minor for one in states] == [10_000, 7000, 10_000, 7000, 10_000, 7000]


def test_undoing_emits_what_the_change_back_is(person: Person, ground: Ground, food: Budget) -> None:
    (made,) = person.write({"amount": 100, "category": "Food"})
    creation = last(person)
    person.change(made["id"], {"amount": 70})
    undo(person, last(person))
    event = ground.of_type("expense.changed")[-1]
    assert (event.entry_version, event.before.splits[0].minor, event.after.splits[0].minor) == (3, 7000, 10_000)
    undo(person, creation)
    (deleted,) = ground.of_type("expense.deleted")
    assert (deleted.entry_version, deleted.before.splits[0].minor, deleted.splits) == (4, 10_000, ())
    undo(person, creation, how=journal.redo)
    back = ground.of_type("expense.changed")[-1]
    assert (back.entry_version, back.before.splits, back.after.splits[0].minor) == (5, (), 10_000)


def test_undoing_a_creation_removes_all_that_it_made_and_redoing_brings_it_back(
    person: Person, ground: Ground, food: Budget
) -> None:
    made = person.write({"amount": 100, "category": "Food"}, {"amount": 7, "kind": "income"}, {"amount": 5})
    action, before = last(person), [shown(person, one["id"]) for one in made]
    undo(person, action)
    assert list(ledger.find_entries(person.uid, Filter(), None, 10)) == []
    assert (spent(person, ground, food), spent(person, ground)) == (0, 0)
    undo(person, action, how=journal.redo)
    assert [shown(person, one["id"]) for one in made] == before
    assert (spent(person, ground, food), spent(person, ground)) == (10_000, 500)


def test_undoing_a_deletion_brings_the_entry_back_and_redoing_deletes_it(person: Person, ground: Ground) -> None:
    (made,) = person.write({"amount": 100})
    before = shown(person, made["id"])
    assert person.send("DELETE", path(made["id"])).status_code == 204
    action = last(person)
    undo(person, action)
    assert shown(person, made["id"]) == before
    undo(person, action, how=journal.redo)
    assert person.send("GET", path(made["id"])).status_code == 404
    assert spent(person, ground) == 0
    assert person.send("POST", path(made["id"], "restore/")).status_code == 200
    undo(person, last(person))
    assert person.send("GET", path(made["id"])).status_code == 404


def test_a_later_edit_is_named_as_what_is_in_the_way_and_nothing_changes(person: Person) -> None:
    first, second = person.write({"amount": 100, "product_name": "Tea"}, {"amount": 5, "product_name": "Bread"})
    creation = last(person)
    person.change(first["id"], {"amount": 70})
    edit = last(person)
    person.change(first["id"], {"merchant": "Souk"})
    latest = journal.get_action(person.uid, last(person))
    for action in (edit, creation):
        (in_the_way,) = blocked(person, action)
        assert in_the_way[0] == f"expense.{first['id']}"
        assert latest.summary in in_the_way[1]
    assert person.send("GET", path(second["id"])).status_code == 200
    undo(person, last(person))
    undo(person, edit)
    undo(person, creation)
    assert list(ledger.find_entries(person.uid, Filter(), None, 10)) == []
    with pytest.raises(Conflict) as refused:
        undo(person, creation)
    assert refused.value.code == "already_decided"


def in_turn(person: Person, turn: str = "msg_1") -> Any:
    return replace(context(person.uid), agent="chatbot", turn_id=turn)


def kept(_: Any) -> tuple[int, str]:
    return 200, ""


def test_a_whole_turn_of_several_changes_of_one_entry_is_undone_at_once(
    person: Person, ground: Ground, food: Budget
) -> None:
    (old,) = person.write({"amount": 9, "category": "Food"})
    before = shown(person, old["id"])
    (made,) = expenses.record_entries(in_turn(person), [{"amount": 50, "product_name": "Tea"}], kept)
    expenses.change_expense(in_turn(person), made.id, {"amount": 60, "budget_id": food.id}, None, kept)
    expenses.change_expense(in_turn(person), old["id"], {"amount": 10}, None, kept)
    expenses.change_expense(in_turn(person), old["id"], {"merchant": "Souk", "amount": 11}, None, kept)
    expenses.remove_expense(in_turn(person), made.id, None, lambda: (204, ""))
    expenses.restore_expense(in_turn(person), made.id, kept)
    action = last(person)
    assert spent(person, ground, food) == 7100
    assert len(undo(person, action, "turn")) == 6
    assert shown(person, old["id"]) == before
    assert ledger.Read(person.uid, made.id).entry.status == "deleted"
    assert spent(person, ground, food) == 900
    assert len(undo(person, action, "turn", how=journal.redo)) == 6
    assert (shown(person, old["id"])["amount"], shown(person, made.id)["status"]) == (11, "posted")
    assert spent(person, ground, food) == 7100


def test_a_turn_with_a_change_by_the_person_in_it_is_blocked_and_changes_nothing(person: Person) -> None:
    (made,) = expenses.record_entries(in_turn(person), [{"amount": 50, "product_name": "Tea"}], kept)
    expenses.change_expense(in_turn(person), made.id, {"amount": 60}, None, kept)
    action = last(person)
    person.change(made.id, {"merchant": "Souk"})
    (in_the_way,) = blocked(person, action, "turn")
    assert in_the_way[0] == f"expense.{made.id}"


def test_thresholds_follow_an_undo(person: Person, ground: Ground, food: Budget) -> None:
    def deliver() -> list[tuple[int, int]]:
        for event in [one for one in ground.published if one.topic == "expenses"]:
            budget_on_expense(pushed(event))
        return [(one.threshold, one.arming) for one in ground.of_type("budget.threshold_crossed")]

    person.write({"amount": 1200, "category": "Food"})
    action = last(person)
    assert deliver() == [(100, 1)]
    undo(person, action)
    assert deliver() == [(100, 1)]
    undo(person, action, how=journal.redo)
    assert deliver() == [(100, 1), (100, 2)]


def test_a_former_date_counts_in_the_period_that_it_has_by_todays_start_day(person: Person, ground: Ground) -> None:
    (made,) = person.write({"amount": 100})
    person.change(made["id"], {"date": (ground.today() - timedelta(days=70)).isoformat()})
    user(person.uid).update({"profile.period_start_day": 17})
    ledger.rebuild_periods(context(person.uid))
    undo(person, last(person))
    found = ledger.get_entry(person.uid, made["id"])
    assert found.period_start == period_of(ground.today(), 17).key
    assert ledger.totals(person.uid, found.period_start).spent == {("DZD", None): 10_000}


def test_an_undo_that_meets_an_edit_at_the_same_moment_has_one_winner(person: Person, ground: Ground) -> None:
    from concurrent.futures import ThreadPoolExecutor

    (made,) = person.write({"amount": 100})
    person.change(made["id"], {"amount": 70})
    action = last(person)

    def back(_: int) -> str:
        try:
            undo_once = journal.undo(context(person.uid), action, "action", APPLIERS)
        except Conflict as refused:
            return str(refused.code)
        return undo_once[0].status

    with ThreadPoolExecutor(8) as pool:
        undone = [pool.submit(back, number) for number in range(4)]
        edits = [pool.submit(person.send, "PATCH", path(made["id"]), {"amount": number}) for number in (1, 2, 3, 4)]
        outcomes, answers = [one.result() for one in undone], [one.result().status_code for one in edits]
    assert outcomes.count("undone") <= 1
    assert set(outcomes) <= {"undone", "undo_blocked", "already_decided", "conflict"}
    assert set(answers) <= {200, 409}
    states: list[Entry] = ledger.history(person.uid, made["id"])
    assert [one.version for one in states] == list(range(1, len(states) + 1))
    assert len(states) == 2 + answers.count(200) + outcomes.count("undone")


def test_an_undo_under_a_key_is_done_once_and_answered_again(person: Person) -> None:
    person.write({"amount": 100})
    action = last(person)

    def answered(asked: Any) -> tuple[int, str]:
        from shared.gcp.idempotency import Replayed

        try:
            journal.undo(asked, action, "action", APPLIERS, lambda done: (200, done[0].status))
        except Replayed as replayed:
            return replayed.status, replayed.body
        return 200, "undone"

    from datetime import UTC, datetime

    from shared.context import Context
    from shared.gcp.idempotency import request_key

    now = datetime.now(UTC)
    for _ in range(3):
        assert answered(Context(person.uid, now, request_key(person.uid, "POST /undo", "k", "", now))) == (
            200,
            "undone",
        )


def test_an_undo_of_a_change_shows_a_tag_of_its_own(person: Person) -> None:
    (made,) = person.write({"amount": 100})
    person.change(made["id"], {"amount": 70})
    seen = person.send("GET", path(made["id"]))
    undo(person, last(person))
    assert person.send("PATCH", path(made["id"]), {"amount": 1}, If_Match=seen.headers["ETag"]).status_code == 412
    assert read(person.send("GET", path(made["id"])))["amount"] == 100
    assert same(person.send("GET", path(made["id"]))) != same(seen)
