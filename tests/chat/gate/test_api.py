"""The routes of actions, over the real store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.chat.service import toolbox
from functions.journal import service as journal
from shared.gcp.firestore import user
from tests.chat.gate.desk import (
    TOOLS,
    Speaking,
    call,
    create_budget,
    delete_budget,
    edit_user_profile,
    gate_of,
    turn_of,
    update_budget,
)
from tests.ground import Ground, context, sign_in_as


@pytest.fixture
def uid(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(toolbox, "tools", lambda: TOOLS)
    monkeypatch.setattr(toolbox, "speaker", Speaking)
    person = ground.person()
    ground.budget(person, "Groceries", 2_000_000)
    ground.budget(person, "Transport", 1_000_000)
    sign_in_as(person, monkeypatch)
    return person


def ask(method: str, path: str, body: Any = None, key: str | None = None) -> Any:
    from functions.chat.api import app

    headers = {"Idempotency-Key": key} if key else {}
    return app.test_client().open(path, method=method, json=body, headers=headers)


def budget(uid: str, title: str) -> Any:
    return next((one for one in budgets.all_budgets(uid) if one.title == title), None)


def waiting(uid: str) -> str:
    turn = turn_of(uid, "delete groceries")
    call(turn, delete_budget, budget_id=budget(uid, "Groceries").id)
    return gate_of(turn).actions[0].id


def test_what_waits_is_listed_with_its_exact_call(uid: str) -> None:
    name = waiting(uid)
    (row,) = ask("GET", "/api/chat/actions/?status=needs_confirmation").json
    assert row["id"] == name
    assert row["expires_at"] is not None
    assert row["call"]["arguments"] == {"budget_id": budget(uid, "Groceries").id}
    assert row["call"]["reasons"] == ["destructive"]
    shown = ask("GET", f"/api/chat/actions/{name}/")
    assert shown.json == row
    assert shown.headers["ETag"]


def test_confirming_with_a_key_is_answered_the_same_again(uid: str) -> None:
    name = waiting(uid)
    path = f"/api/chat/actions/{name}/confirm/"
    first = ask("POST", path, {"confirm": True}, "k")
    again = ask("POST", path, {"confirm": True}, "k")
    assert (first.status_code, first.json["status"]) == (200, "done")
    assert again.json == first.json
    assert again.headers["Idempotent-Replay"] == "true"
    refused = ask("POST", path, {"confirm": True})
    assert (refused.status_code, refused.json["code"]) == (409, "already_decided")
    assert budget(uid, "Groceries") is None


def test_declining_leaves_everything_as_it_is(uid: str) -> None:
    name = waiting(uid)
    told = ask("POST", f"/api/chat/actions/{name}/confirm/", {"confirm": False})
    assert (told.status_code, told.json["status"]) == (200, "rejected")
    assert budget(uid, "Groceries")
    assert [row["id"] for row in ask("GET", "/api/chat/actions/?status=rejected").json] == [name]


def test_an_answer_that_is_late_gets_410_and_the_action_is_shown_as_expired(uid: str) -> None:
    name = waiting(uid)
    action = journal.get_action(uid, name)
    assert action.expires_at is not None
    earlier = {
        "expires_at": action.expires_at - timedelta(minutes=6),
        "created_at": action.created_at - timedelta(minutes=6),
    }
    user(uid).collection("actions").document(name).update(earlier)
    late = ask("POST", f"/api/chat/actions/{name}/confirm/", {"confirm": True})
    assert (late.status_code, late.json["code"]) == (410, "expired")
    assert ask("GET", f"/api/chat/actions/{name}/").json["status"] == "expired"
    assert [row["id"] for row in ask("GET", "/api/chat/actions/?status=expired").json] == [name]
    assert ask("GET", "/api/chat/actions/?status=needs_confirmation").json == []


@pytest.mark.parametrize("word", ["confirm", "undo", "redo"])
def test_another_persons_action_is_not_there(
    ground: Ground, uid: str, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    name = waiting(uid)
    sign_in_as(ground.person(), monkeypatch)
    body = {"confirm": True} if word == "confirm" else {}
    assert ask("POST", f"/api/chat/actions/{name}/{word}/", body).status_code == 404
    assert ask("GET", f"/api/chat/actions/{name}/").status_code == 404
    assert budget(uid, "Groceries")


@pytest.mark.parametrize("body", [{}, {"confirm": "true"}, {"confirm": 1}, {"confirm": True, "uid": "x"}])
def test_a_decision_is_true_or_false_and_nothing_else(uid: str, body: dict[str, Any]) -> None:
    assert ask("POST", f"/api/chat/actions/{waiting(uid)}/confirm/", body).status_code == 400


def test_an_action_is_undone_and_redone(uid: str) -> None:
    turn = turn_of(uid, "set groceries to 25000")
    call(turn, update_budget, budget_id=budget(uid, "Groceries").id, amount="25000")
    name = gate_of(turn).actions[0].id
    undone = ask("POST", f"/api/chat/actions/{name}/undo/", {"scope": "action"})
    assert [(row["id"], row["status"]) for row in undone.json] == [(name, "undone")]
    assert budget(uid, "Groceries").minor == 2_000_000
    twice = ask("POST", f"/api/chat/actions/{name}/undo/", {})
    assert (twice.status_code, twice.json["code"]) == (409, "already_decided")
    assert ask("POST", f"/api/chat/actions/{name}/redo/", {}).status_code == 200
    assert budget(uid, "Groceries").minor == 2_500_000


def test_a_confirmed_figure_of_the_profile_is_undone(uid: str) -> None:
    from functions.users import service as users

    turn = turn_of(uid, "I earn 90 000 DA")
    call(turn, edit_user_profile, monthly_income="90000")
    name = gate_of(turn).actions[0].id
    ask("POST", f"/api/chat/actions/{name}/confirm/", {"confirm": True})
    assert users.get_user(uid).profile["monthly_income"] == 9_000_000
    assert ask("POST", f"/api/chat/actions/{name}/undo/", {}).status_code == 200
    assert users.get_user(uid).profile["monthly_income"] is None


def test_a_rebalance_is_undone_alone(uid: str) -> None:
    """What shared out money is brought back as it was; what somebody decided is followed by a rebalance."""
    from functions.budget.models import BudgetChange
    from functions.budget.service import rebalance_budgets

    food = budget(uid, "Groceries")
    budgets.changed_budget(context(uid), food.id, lambda _: BudgetChange(minor=2_100_000))
    rebalance_budgets(context(uid))
    assert budget(uid, "Transport").minor == 900_000
    (row,) = [one for one in journal.list_actions(uid) if one.tool == "rebalance"]
    ask("POST", f"/api/chat/actions/{row.id}/undo/", {})
    assert budget(uid, "Transport").minor == 1_000_000
    assert budget(uid, "Groceries").minor == 2_100_000


def test_what_waits_cannot_be_undone(uid: str) -> None:
    refused = ask("POST", f"/api/chat/actions/{waiting(uid)}/undo/", {})
    assert (refused.status_code, refused.json["code"]) == (409, "conflict")


@pytest.mark.parametrize("by", ["action", "turn"])
def test_a_whole_turn_is_undone_by_an_action_of_it_or_by_its_own_name(uid: str, by: str) -> None:
    turn = turn_of(uid, "set groceries to 25000 and make a budget for pets of 300")
    call(turn, update_budget, budget_id=budget(uid, "Groceries").id, amount="25000")
    call(turn, create_budget, title="pets", amount="300")
    actions = gate_of(turn).actions
    assert len(actions) == 2
    name = actions[1].id if by == "action" else str(turn.identity.context.turn_id)
    undone = ask("POST", f"/api/chat/actions/{name}/undo/", {"scope": "turn"})
    assert {row["id"] for row in undone.json} == {one.id for one in actions}
    assert budget(uid, "pets") is None
    assert budget(uid, "Groceries").minor == 2_000_000


def test_a_later_change_is_in_the_way_of_undoing(uid: str) -> None:
    from functions.budget.models import BudgetChange

    turn = turn_of(uid, "set groceries to 25000")
    food = budget(uid, "Groceries")
    call(turn, update_budget, budget_id=food.id, amount="25000")
    budgets.changed_budget(context(uid), food.id, lambda _: BudgetChange(minor=1))
    refused = ask("POST", f"/api/chat/actions/{gate_of(turn).actions[0].id}/undo/", {})
    assert (refused.status_code, refused.json["code"]) == (409, "undo_blocked")
    assert refused.json["errors"][0]["field"] == f"budget.{food.id}"


def test_the_list_is_paged(uid: str) -> None:
    turn = turn_of(uid, "make budgets: pets 100 DA, games 200 DA, gifts 300 DA")
    for at, title in enumerate(("pets", "games", "gifts"), 1):
        call(turn, create_budget, title=title, amount=f"{at}00")
    first = ask("GET", "/api/chat/actions/?limit=3")
    link = first.headers["Link"].split(";")[0].strip("<>")
    rest = ask("GET", link).json
    names = [row["id"] for row in [*first.json, *rest]]
    assert len(names) == len(set(names)) == 5
    assert {row["agent"] for row in first.json + rest} == {"user", "chatbot"}
    assert all(row["tokens"] for row in first.json + rest if row["agent"] == "chatbot")


def test_fifty_confirmations_over_the_route_have_one_effect(uid: str) -> None:
    path = f"/api/chat/actions/{waiting(uid)}/confirm/"
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: ask("POST", path, {"confirm": True}), range(50)))
    codes = [one.status_code for one in answers]
    assert codes.count(200) == 1
    assert set(codes) == {200, 409}
    assert len([one for one in journal.list_actions(uid) if one.tool == "delete_budget"]) == 1


def test_the_month_is_told(uid: str) -> None:
    told = ask("GET", "/api/chat/usage/").json
    assert set(told) == {"period", "tokens", "cost_usd", "cap_usd"}
    assert (told["tokens"], told["cost_usd"], told["cap_usd"]) == (0, 0, 2)
