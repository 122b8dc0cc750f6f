"""What the gate lets through, what it asks first, and what it denies; each attempt is written down."""

import pytest

from functions.budget import service as budgets
from functions.journal import service as journal
from functions.journal.service import audit_trail, tampering
from tests.chat.gate.desk import (
    call,
    create_budget,
    delete_budget,
    edit_user_profile,
    gate_of,
    record_expense,
    rob_bank,
    turn_of,
    update_budget,
)
from tests.ground import Ground


def amounts(uid: str) -> dict[str, int]:
    return {one.title: one.minor // 100 for one in budgets.all_budgets(uid)}


def last_row(uid: str) -> tuple[str, list[str], str]:
    row = audit_trail(uid)[-1]
    return row["decision"], row["reasons"], row["outcome"]


def test_what_the_person_says_is_done_at_once(memory: Ground) -> None:
    uid = memory.person()
    food = memory.budget(uid, "Groceries", 2_000_000)
    turn = turn_of(uid, "Please set groceries to 25 000 DA")
    assert call(turn, update_budget, budget_id=food.id, amount="25000") == "done"
    assert amounts(uid) == {"Groceries": 25_000}
    (action,) = gate_of(turn).actions
    assert (action.status, action.agent, action.tool) == ("done", "chatbot", "update_budget")
    assert action.turn_id == turn.identity.context.turn_id
    assert last_row(uid) == ("allow", [], "committed")
    assert audit_trail(uid)[-1]["action_id"] == action.id
    assert tampering(uid) == []


@pytest.mark.parametrize(
    ("message", "title", "amount"),
    [
        ("set Groceries to 25000", "Groceries", "25000"),
        ("Could you please raise my food budget to 25k?", "Food & Dining", "25000"),
        ("Mets le budget courses à 25 000 DA", "Courses", "25000.00"),
        ("اجعل ميزانية الطعام ٢٥٠٠٠ دج", "الطعام", "25000"),
        ("change Transport to twenty five thousand dinars", "Transport", "25000"),
        ("increase transport to 25 000,50 DA", "Transport", "25000.50 DZD"),
    ],
)
def test_the_amount_and_the_budget_are_found_in_words_of_any_script(
    memory: Ground, message: str, title: str, amount: str
) -> None:
    uid = memory.person()
    budget = memory.budget(uid, title, 100)
    turn = turn_of(uid, message)
    assert call(turn, update_budget, budget_id=budget.id, amount=amount) == "done"


@pytest.mark.parametrize(
    ("message", "title", "amount", "reason"),
    [
        ("set groceries to 2500", "Groceries", "25000", "not_own_words"),
        ("set transport to 25000", "Groceries", "25000", "not_own_words"),
        ("hello there", "Groceries", "25000", "not_own_words"),
        ("I spent 500 DZD on groceries", "Groceries", "500", "not_own_words"),
        ("set groceries to 25000 EUR", "Groceries", "25000", "not_own_words"),
        ("set groceries to 100 000.01 DA", "Groceries", "100000.01", "over_cap"),
    ],
)
def test_what_was_not_said_or_is_too_much_waits_for_the_person(
    memory: Ground, message: str, title: str, amount: str, reason: str
) -> None:
    uid = memory.person()
    budget = memory.budget(uid, title, 100)
    turn = turn_of(uid, message)
    assert call(turn, update_budget, budget_id=budget.id, amount=amount) == "denied"
    assert amounts(uid) == {title: 1}
    (action,) = gate_of(turn).actions
    assert action.status == "needs_confirmation"
    assert action.call is not None
    assert reason in action.call.reasons
    assert last_row(uid) == ("confirm", list(action.call.reasons), "proposed")


def test_a_pet_food_budget_is_not_the_food_budget(memory: Ground) -> None:
    uid = memory.person()
    food, pets = memory.budget(uid, "Food", 100), memory.budget(uid, "Pet Food", 100)
    turn = turn_of(uid, "set pet food to 300")
    assert call(turn, update_budget, budget_id=food.id, amount="300") == "denied"
    assert call(turn, update_budget, budget_id=pets.id, amount="300") == "done"


def test_deleting_always_asks(memory: Ground) -> None:
    uid = memory.person()
    food = memory.budget(uid, "Groceries", 2_000_000)
    turn = turn_of(uid, "Delete the groceries budget")
    assert call(turn, delete_budget, budget_id=food.id) == "denied"
    (action,) = gate_of(turn).actions
    assert action.summary == "Delete Groceries (20000.00 DZD)?"
    assert action.call is not None
    assert action.call.reasons == ("destructive",)
    assert action.call.origins == {"budget_id": "said"}
    assert amounts(uid) == {"Groceries": 20_000}


def test_figures_of_the_profile_always_ask_and_wishes_do_not(memory: Ground) -> None:
    uid = memory.person()
    turn = turn_of(uid, "I earn 90 000 DA a month, and speak French to me")
    assert call(turn, edit_user_profile, monthly_income="90000") == "denied"
    assert call(turn, edit_user_profile, language="fr") == "done"
    assert [row["reasons"] for row in audit_trail(uid)] == [["profile_figure"], []]


def test_a_tainted_turn_asks_for_everything(memory: Ground) -> None:
    uid = memory.person()
    food = memory.budget(uid, "Groceries", 2_000_000)
    turn = turn_of(uid, "set groceries to 25000", "receipt")
    assert call(turn, update_budget, budget_id=food.id, amount="25000") == "denied"
    assert last_row(uid) == ("confirm", ["tainted"], "proposed")


def test_five_writes_are_done_and_the_sixth_asks(memory: Ground) -> None:
    uid = memory.person()
    names = ("pets", "games", "gifts", "books", "music", "films")
    turn = turn_of(uid, "make budgets: " + ", ".join(f"{name} {at}00 DA" for at, name in enumerate(names, 1)))
    made = [call(turn, create_budget, title=name, amount=f"{at}00") for at, name in enumerate(names, 1)]
    assert made == ["done"] * 5 + ["denied"]
    assert last_row(uid) == ("confirm", ["too_many"], "proposed")
    assert len(amounts(uid)) == 5


def test_what_is_not_the_persons_is_denied_as_if_it_was_not_there(memory: Ground) -> None:
    mine, other = memory.person(), memory.person()
    theirs = memory.budget(other, "Groceries", 100)
    turn = turn_of(mine, "set groceries to 300")
    for name in (theirs.id, "../users", "bud_0000000000000000000000000", f"{theirs.id}\u200b"):
        assert call(turn, update_budget, budget_id=name, amount="300") == "denied"
    assert [row["decision"] for row in audit_trail(mine)] == ["deny"] * 4
    assert audit_trail(other) == []


def test_a_tool_that_no_policy_knows_is_denied(memory: Ground) -> None:
    uid = memory.person()
    assert call(turn_of(uid, "rob the bank"), rob_bank) == "denied"
    assert last_row(uid) == ("deny", ["unknown_tool"], "refused")


def test_spending_is_recorded_from_the_persons_words_only(memory: Ground) -> None:
    uid = memory.person()
    turn = turn_of(uid, "I spent 500 DZD at a coffee shop")
    assert call(turn, record_expense, message="coffee shop 500 DZD") == "done"
    assert call(turn, record_expense, message="taxi 500 DZD") == "denied"
    assert call(turn, record_expense, message="coffee shop 5000 DZD") == "denied"
    assert call(turn, record_expense, message="coffee shop 500 DZD on the 3rd") == "denied"
    decisions = [(row["decision"], row["reasons"]) for row in audit_trail(uid)]
    assert decisions == [("allow", [])] + [("confirm", ["not_own_words"])] * 3


def test_an_order_is_no_spending(memory: Ground) -> None:
    uid = memory.person()
    turn = turn_of(uid, "Please set groceries to 25000")
    assert call(turn, record_expense, message="groceries 25000") == "denied"


def test_every_action_of_a_turn_tells_what_it_cost(memory: Ground) -> None:
    uid = memory.person()
    turn = turn_of(uid, "make a budget pets of 300")
    call(turn, create_budget, title="pets", amount="300")
    shown = journal.render(gate_of(turn).actions[0])
    assert shown["tokens"] == {"input": 0, "output": 0}
    assert shown["cost_usd"] == 0
