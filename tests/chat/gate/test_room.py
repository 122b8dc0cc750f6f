"""A turn does so much without asking, and no more when it is tried again: what its former tries did counts too."""

from dataclasses import replace

from functions.chat.rules.policy.decide import MOST_WRITES
from functions.chat.service import confirming, undoing
from functions.journal import service as journal
from shared.context import Context
from shared.ids import new_id
from tests.chat.gate.desk import TOOLS, Speaking, call, delete_budget, gate_of, record_expense, turn_of
from tests.ground import Ground, context

SPENT = [f"taxi {number} DZD" for number in range(201, 201 + 2 * MOST_WRITES)]
MESSAGE = "I paid " + ", ".join(f"{one.removeprefix('taxi ')} for a taxi" for one in SPENT)


def asked_of(uid: str) -> Context:
    return replace(context(uid), turn_id=new_id("msg"))


def record(asked: Context, *spent: str) -> list[str]:
    """What becomes of these in one try of the turn."""
    turn = turn_of(asked.uid, MESSAGE, asked=asked)
    return [call(turn, record_expense, message=one) for one in spent]


def reasons(uid: str) -> list[str]:
    found: list[str] = journal.audit_trail(uid)[-1]["reasons"]
    return found


def test_a_turn_asks_first_for_what_is_more_than_it_may_do(memory: Ground) -> None:
    asked = asked_of(memory.person())
    done = record(asked, *SPENT[: MOST_WRITES + 1])
    assert done == ["done"] * MOST_WRITES + ["denied"]
    assert reasons(asked.uid) == ["too_many"]


def test_a_turn_that_is_tried_again_does_no_more_even_when_it_makes_other_calls(memory: Ground) -> None:
    asked = asked_of(memory.person())
    assert record(asked, *SPENT[:3]) == ["done"] * 3
    assert record(asked, *SPENT[3:7]) == ["done"] * (MOST_WRITES - 3) + ["denied"] * (7 - MOST_WRITES)
    assert reasons(asked.uid) == ["too_many"]
    assert len(journal.actions_of_turn(asked.uid, str(asked.turn_id))) == 7
    assert sum(one.status == "done" for one in journal.actions_of_turn(asked.uid, str(asked.turn_id))) == MOST_WRITES


def test_the_same_calls_again_are_no_further_ones(memory: Ground) -> None:
    asked = asked_of(memory.person())
    record(asked, *SPENT[:4])
    assert record(asked, *SPENT[:4], SPENT[4], SPENT[5]) == ["done"] * 5 + ["denied"]


def test_what_was_taken_back_meanwhile_counts_all_the_same(memory: Ground) -> None:
    asked = asked_of(memory.person())
    record(asked, *SPENT[:MOST_WRITES])
    undoing.undo(context(asked.uid), str(asked.turn_id), "turn")
    assert record(asked, SPENT[MOST_WRITES]) == ["denied"]


def test_what_the_person_confirmed_takes_no_room(memory: Ground) -> None:
    asked = asked_of(memory.person())
    food = memory.budget(asked.uid, "Groceries", 2_000_000)
    turn = turn_of(asked.uid, MESSAGE, asked=asked)
    assert call(turn, delete_budget, budget_id=food.id) == "denied"
    (waiting,) = gate_of(turn).actions
    confirming.confirm(context(asked.uid), waiting.id, TOOLS, lambda _: (200, ""), Speaking)
    assert record(asked, *SPENT[:MOST_WRITES]) == ["done"] * MOST_WRITES
