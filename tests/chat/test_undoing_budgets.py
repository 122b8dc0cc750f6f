"""A turn that made a budget and then changed it: the others get back what they gave for it, not its whole amount."""

from dataclasses import replace

import pytest

from functions.budget import service as budgets
from functions.budget.models import BudgetChange, NewBudget
from functions.budget.subscribers import rebalance
from functions.chat.service import undoing
from functions.journal import service as journal
from shared.errors import Conflict
from shared.ids import new_id
from tests.chat.talking import Talker
from tests.ground import context, pushed

BEFORE = {"Transport": 800_000, "Groceries": 2_000_000, "Games": 333_300}


@pytest.fixture
def person(talker: Talker) -> Talker:
    for title, minor in BEFORE.items():
        talker.ground.budget(talker.uid, title, minor)
    settle(talker)
    return talker


def settle(person: Talker) -> None:
    """Let the workers hear of everything."""
    for event in list(person.ground.published):
        rebalance(pushed(event))
    person.ground.published.clear()


def amounts(person: Talker) -> dict[str, int]:
    return {title: row["minor"] for title, row in person.budgets().items() if row["deleted_at"] is None}


def id_of(person: Talker, title: str) -> str:
    return next(name for name, row in person.documents("budgets").items() if row["title"] == title)


def changed(person: Talker, turn: str, title: str, minor: int) -> None:
    asked = replace(context(person.uid), turn_id=turn, agent="chatbot")
    budgets.changed_budget(asked, id_of(person, title), lambda _: BudgetChange(minor=minor))


def made_and_changed(person: Talker, *minors: int) -> str:
    turn = new_id("msg")
    first, *rest = minors
    asked = replace(context(person.uid), turn_id=turn, agent="chatbot")
    budgets.create_budget(asked, NewBudget("Pets", first, "DZD"))
    for minor in rest:
        changed(person, turn, "Pets", minor)
    return turn


@pytest.mark.parametrize("settled", [True, False], ids=["after the others gave", "before the others gave"])
@pytest.mark.parametrize("minors", [(500_000, 600_000), (500_000, 420_000), (500_000, 900_000, 700_000)])
def test_the_others_have_what_they_had_and_redoing_takes_it_again(
    person: Talker, minors: tuple[int, ...], *, settled: bool
) -> None:
    turn = made_and_changed(person, *minors)
    if settled:
        settle(person)
        assert sum(amounts(person).values()) == sum(BEFORE.values()) + minors[0]
        after = amounts(person)
    undoing.undo(context(person.uid), turn, "turn")
    settle(person)
    assert amounts(person) == BEFORE
    undoing.redo(context(person.uid), turn, "turn")
    settle(person)
    assert amounts(person)["Pets"] == minors[-1]
    assert sum(amounts(person).values()) == sum(BEFORE.values()) + minors[0]
    if settled:
        assert amounts(person) == after
    undoing.undo(context(person.uid), turn, "turn")
    settle(person)
    assert amounts(person) == BEFORE


def test_by_talking_it_is_the_same(person: Talker) -> None:
    answer = person.say("create a budget Pets of 5000")
    changed(person, answer["id"], "Pets", 600_000)
    settle(person)
    person.say("undo that")
    settle(person)
    assert amounts(person) == BEFORE


def test_each_of_both_is_undone_for_itself(person: Talker) -> None:
    made_and_changed(person, 500_000, 600_000)
    settle(person)
    by_tool: dict[str, str] = {one.tool: one.id for one in journal.list_actions(person.uid) if one.turn_id}
    undoing.undo(context(person.uid), by_tool["update_budget"], "action")
    settle(person)
    assert amounts(person) == {**BEFORE, "Pets": 500_000}
    undoing.undo(context(person.uid), by_tool["create_budget"], "action")
    settle(person)
    assert amounts(person) == BEFORE


def test_a_budget_that_took_from_the_new_one_since_is_in_the_way(person: Talker) -> None:
    turn = made_and_changed(person, 500_000, 600_000)
    settle(person)
    changed(person, new_id("msg"), "Groceries", 2_500_000)
    settle(person)
    before = amounts(person)
    with pytest.raises(Conflict) as refused:
        undoing.undo(context(person.uid), turn, "turn")
    settle(person)
    assert refused.value.code == "undo_blocked"
    assert amounts(person) == before


def test_with_another_budget_set_in_between_the_sum_is_kept(person: Talker) -> None:
    """Set before anybody gave: the new budget and that one stay as they were decided, the two others gave for both."""
    turn = made_and_changed(person, 500_000, 600_000)
    changed(person, new_id("msg"), "Groceries", 2_100_000)
    settle(person)
    assert amounts(person)["Groceries"] == 2_100_000
    undoing.undo(context(person.uid), turn, "turn")
    settle(person)
    assert sum(amounts(person).values()) == sum(BEFORE.values())
