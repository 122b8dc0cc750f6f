"""A confirmation is bound to the exact call, the person and the moment, and it is good for one effect."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.budget import service as budgets
from functions.chat.api.action_shapes import kept_one
from functions.chat.service import confirming
from functions.journal import service as journal
from functions.journal.models import Action
from functions.journal.service import audit_trail, tampering
from shared.errors import Conflict, Expired, NotFound, Problem
from shared.gcp.firestore import user
from tests.chat.gate.desk import (
    TOOLS,
    Speaking,
    call,
    create_budget,
    delete_budget,
    edit_user_profile,
    gate_of,
    record_expense,
    turn_of,
    update_budget,
)
from tests.ground import Ground, context


def confirm(uid: str, action: Action, now: datetime | None = None) -> Action:
    return confirming.confirm(context(uid, now), action.id, TOOLS, kept_one, Speaking)


def waiting(uid: str, title: str = "Groceries") -> Action:
    """A deletion that waits."""
    (budget,) = [one for one in budgets.all_budgets(uid) if one.title == title]
    turn = turn_of(uid, f"Delete {title}")
    call(turn, delete_budget, budget_id=budget.id)
    (action,) = gate_of(turn).actions
    return action


def titles(uid: str) -> set[str]:
    return {one.title for one in budgets.all_budgets(uid)}


@pytest.fixture
def uid(memory: Ground) -> str:
    person = memory.person()
    memory.budget(person, "Groceries", 2_000_000)
    memory.budget(person, "Transport", 1_000_000)
    return person


def test_what_was_confirmed_is_done_and_is_the_action_that_waited(uid: str) -> None:
    asked = waiting(uid)
    done = confirm(uid, asked)
    assert titles(uid) == {"Transport"}
    assert (done.id, done.status, done.summary) == (asked.id, "done", "Delete Groceries (20000.00 DZD)")
    assert done.expires_at is None
    assert done.turn_id == asked.turn_id
    assert journal.get_action(uid, asked.id) == done
    assert [(row["decision"], row["outcome"]) for row in audit_trail(uid)] == [
        ("confirm", "proposed"),
        ("allow", "committed"),
    ]
    assert audit_trail(uid)[-1]["arguments_sha256"] == audit_trail(uid)[0]["arguments_sha256"]
    assert tampering(uid) == []


def test_it_is_good_once(uid: str) -> None:
    asked = waiting(uid)
    confirm(uid, asked)
    with pytest.raises(Conflict) as refused:
        confirm(uid, asked)
    assert refused.value.code == "already_decided"


def test_it_is_over_after_five_minutes(uid: str) -> None:
    asked = waiting(uid)
    with pytest.raises(Expired):
        confirm(uid, asked, asked.created_at + timedelta(minutes=5))
    assert titles(uid) == {"Groceries", "Transport"}
    confirm(uid, asked, asked.created_at + timedelta(minutes=4, seconds=59))
    assert titles(uid) == {"Transport"}


def test_nobody_else_can_give_it(memory: Ground, uid: str) -> None:
    asked = waiting(uid)
    with pytest.raises(NotFound):
        confirm(memory.person(), asked)
    assert titles(uid) == {"Groceries", "Transport"}


def test_what_was_declined_cannot_be_confirmed(uid: str) -> None:
    asked = waiting(uid)
    assert confirming.decline(context(uid), asked.id, kept_one).status == "rejected"
    with pytest.raises(Conflict) as refused:
        confirm(uid, asked)
    assert refused.value.code == "already_decided"
    assert titles(uid) == {"Groceries", "Transport"}
    assert audit_trail(uid)[-1]["reasons"] == ["declined"]


def test_what_cannot_be_done_any_more_is_said_and_stays_open(uid: str) -> None:
    asked = waiting(uid)
    budgets.delete_budget(context(uid), str(json.loads(asked.call.arguments)["budget_id"]) if asked.call else "")
    with pytest.raises(Conflict) as refused:
        confirm(uid, asked)
    assert refused.value.code == "conflict"
    assert audit_trail(uid)[-1]["outcome"] == "failed"
    assert journal.get_action(uid, asked.id).status == "needs_confirmation"


def test_an_expense_that_waited_is_recorded_as_it_was_shown(memory: Ground, uid: str) -> None:
    turn = turn_of(uid, "what is in my mail?", "memo")
    call(turn, record_expense, message="coffee 500 DZD")
    (asked,) = gate_of(turn).actions
    assert asked.call is not None
    assert asked.call.origins == {"message": "read"}
    done = confirm(uid, asked)
    (change,) = done.changes
    assert (change.after or {})["minor"] == 50_000


def test_a_confirmed_figure_of_the_profile_is_kept(uid: str) -> None:
    from functions.users import service as users

    turn = turn_of(uid, "I earn 90 000 DA")
    call(turn, edit_user_profile, monthly_income="90000")
    confirm(uid, gate_of(turn).actions[0])
    assert users.get_user(uid).profile["monthly_income"] == 9_000_000


def test_a_confirmed_call_is_above_the_caps(uid: str) -> None:
    turn = turn_of(uid, "make a budget house of 900 000 DA")
    assert call(turn, create_budget, title="house", amount="900000") == "denied"
    confirm(uid, gate_of(turn).actions[0])
    assert "house" in titles(uid)


def test_proposed_deletions_of_a_plan_are_made_by_confirming(memory: Ground, uid: str) -> None:
    from functions.journal.models import Change

    (budget,) = [one for one in budgets.all_budgets(uid) if one.title == "Groceries"]
    asked = context(uid)
    gone = Change("budget", budget.id, {"deleted_at": None}, {"deleted_at": asked.now}, budget.version, 2, "DZD")
    commit = asked.commit()
    action = journal.propose(replace(asked, agent="budget"), commit, "delete_budget", "Delete Groceries?", [gone])
    asked.finish(commit)
    done = confirm(uid, action)
    assert titles(uid) == {"Transport"}
    assert (done.id, done.agent, done.status) == (action.id, "budget", "done")
    assert memory.of_type("budget.deleted")
    with pytest.raises(Conflict):
        confirm(uid, action)


def edited(text: str, at: int, with_: str) -> str:
    return text[:at] + with_ + text[at + 1 :]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(
    at=st.integers(0, 10_000), with_=st.sampled_from("0123456789.") | st.characters(codec="utf-8"), forged=st.booleans()
)
def test_no_edited_byte_of_the_arguments_passes(uid: str, at: int, with_: str, forged: bool) -> None:
    """Whoever could write to the store still could not make a confirmation do something else."""
    before = {one.title: one.minor for one in budgets.all_budgets(uid)}
    turn = turn_of(uid, "hello")
    (groceries,) = [one for one in budgets.all_budgets(uid) if one.title == "Groceries"]
    call(turn, update_budget, budget_id=groceries.id, amount="123.45")
    (asked,) = gate_of(turn).actions
    assert asked.call is not None
    text = edited(asked.call.arguments, at % len(asked.call.arguments), with_)
    if text == asked.call.arguments:
        return
    told: dict[str, Any] = {"call.arguments": text}
    if forged:  # the hash beside it too: the audit row still knows the true one
        told["call.sha256"] = hashlib.sha256(text.encode()).hexdigest()
    user(uid).collection("actions").document(asked.id).update(told)
    with pytest.raises(Problem):
        confirm(uid, asked)
    assert {one.title: one.minor for one in budgets.all_budgets(uid)} == before


@pytest.mark.parametrize("told", [{"tool": "delete_budget"}, {"call.arguments": "{}"}, {"call.sha256": "0" * 64}])
def test_a_proposal_that_was_changed_in_the_store_is_not_done(uid: str, told: dict[str, str]) -> None:
    turn = turn_of(uid, "hello")
    call(turn, create_budget, title="house", amount="100")
    (asked,) = gate_of(turn).actions
    user(uid).collection("actions").document(asked.id).update(told)
    with pytest.raises(Conflict):
        confirm(uid, asked)
    assert titles(uid) == {"Groceries", "Transport"}


def test_of_fifty_racers_one_has_an_effect(ground: Ground) -> None:
    uid = ground.person()
    food = ground.budget(uid, "Groceries", 2_000_000)
    turn = turn_of(uid, "hello")
    call(turn, update_budget, budget_id=food.id, amount="100")
    (asked,) = gate_of(turn).actions

    def racer(_: int) -> str:
        try:
            return confirm(uid, asked).status
        except Problem as problem:
            return problem.code

    with ThreadPoolExecutor(50) as pool:
        ends = list(pool.map(racer, range(50)))
    assert ends.count("done") == 1
    assert set(ends) <= {"done", "already_decided", "conflict"}
    done = [one for one in journal.list_actions(uid) if one.tool == "update_budget"]
    assert [(one.id, one.status) for one in done] == [(asked.id, "done")]
    assert budgets.get_standing(context(uid), food.id).budget.version == food.version + 1
    committed = [row for row in audit_trail(uid) if row["outcome"] == "committed"]
    assert len(committed) == 1
    assert tampering(uid) == []


def test_what_a_model_uses_in_doing_it_counts_for_the_month(memory: Ground, uid: str) -> None:
    from collections.abc import Mapping
    from decimal import Decimal

    from functions.budget.models import NewBudget
    from functions.journal.service import spending
    from shared.ai.tool import tool
    from shared.ai.turn import Turn
    from shared.ai.usage import CallUsage, Usage
    from tests.chat.gate.desk import NewOne

    @tool("write")
    def create_budget(turn: Turn[Speaking], arguments: NewOne) -> Mapping[str, Any]:
        """Asks a model on the way. Use it never."""
        turn.budget.spend(CallUsage("budget", "a-model", Usage(1, 100, 10, 0, 0, Decimal("0.00002"))))
        return {"id": budgets.create_budget(turn.identity.context, NewBudget("house", 100, "DZD")).id}

    turn = turn_of(uid, "hello")
    call(turn, create_budget, title="house", amount="1")
    (asked,) = gate_of(turn).actions
    tools = {"create_budget": create_budget}
    done = confirming.confirm(context(uid), asked.id, tools, kept_one, Speaking)
    assert (done.input_tokens, done.output_tokens, done.cost_usd) == (100, 10, Decimal("0.00002"))
    found = spending(uid, context(uid).now)
    assert (found.tokens, found.micros) == (110, 20)
