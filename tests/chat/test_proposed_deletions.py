"""What a plan would delete is an attempt of a model, with an audit row where it is proposed and where it is decided.

The plan may be asked for by talking or by its own route; either way the person decides, over exactly what was proposed.
"""

import json
from typing import Any

import pytest

from functions.journal import service as journal
from functions.journal.service import audit_trail, tampering
from shared.ai.audit import fingerprint
from shared.gcp.firestore import user
from tests.chat.talking import Talker, body_of
from tests.ground import sign_in_as


@pytest.fixture
def planner(talker: Talker) -> Talker:
    """Somebody whose next plan keeps one budget and would drop two."""
    for title in ("Groceries", "Transport", "Games"):
        talker.ground.budget(talker.uid, title, 1_000_000)
    talker.set_profile(monthly_income=5_000_000)
    rows = [
        {"operation": "edit", "title": "Groceries", "budget": "12000", "description": None},
        {"operation": "delete", "title": "Transport", "budget": None, "description": None},
        {"operation": "delete", "title": "Games", "budget": None, "description": None},
    ]
    plan = {"json": {"operations": rows, "message": "Fewer budgets."}}
    talker.model.script.load({"mode": "script", "queue": [{"body": plan, "when": {"agent": "budget"}}]})
    return talker


def by_route(planner: Talker) -> None:
    from functions.budget.api import app

    sign_in_as(planner.uid, planner.patch)
    answered = app.test_client().post("/api/budget/generate/", json={"message": "fewer budgets"})
    assert answered.status_code == 200, answered.text


def by_talking(planner: Talker) -> None:
    planner.say("Plan my month")


WAYS = pytest.mark.parametrize("ask", [by_route, by_talking])


def waiting(planner: Talker) -> dict[str, Any]:
    found: list[dict[str, Any]] = body_of(planner.ask("GET", "/api/chat/actions/?status=needs_confirmation"))
    (one,) = found
    return one


def decide(planner: Talker, action: str, *, yes: bool) -> Any:
    return planner.ask("POST", f"/api/chat/actions/{action}/confirm/", json={"confirm": yes})


def deletions(uid: str) -> list[tuple[Any, ...]]:
    rows = [row for row in audit_trail(uid) if row["tool"] == "delete_budget"]
    names = ("agent", "decision", "outcome", "reasons", "action_id", "arguments_sha256")
    return [tuple(row[name] for name in names) for row in rows]


@WAYS
def test_the_proposal_and_what_became_of_it_are_rows_of_one_chain(planner: Talker, ask: Any) -> None:
    ask(planner)
    asked = waiting(planner)
    doomed = [row for row in planner.documents("budgets").values() if row["title"] != "Groceries"]
    sha256 = fingerprint(asked["call"]["arguments"])[0]
    assert set(asked["call"]["arguments"]["budget_ids"]) <= set(planner.documents("budgets"))
    proposal = ("budget", "confirm", "proposed", ["destructive"], asked["id"], sha256)
    assert deletions(planner.uid) == [proposal]
    assert [row["deleted_at"] for row in doomed] == [None, None]
    assert decide(planner, asked["id"], yes=True).status_code == 200
    confirmed = ("budget", "allow", "committed", ["confirmed"], asked["id"], sha256)
    assert deletions(planner.uid) == [proposal, confirmed]
    assert {title for title, row in planner.budgets().items() if row["deleted_at"] is None} == {"Groceries"}
    assert tampering(planner.uid) == []


@WAYS
def test_declining_leaves_its_row_too(planner: Talker, ask: Any) -> None:
    ask(planner)
    asked = waiting(planner)
    assert decide(planner, asked["id"], yes=False).status_code == 200
    assert [row[1:3] for row in deletions(planner.uid)] == [("confirm", "proposed"), ("deny", "committed")]
    assert all(row["deleted_at"] is None for row in planner.budgets().values())
    assert tampering(planner.uid) == []


def test_the_answer_tells_what_of_the_plan_waits_for_the_person(planner: Talker) -> None:
    answer = planner.say("Plan my month")
    asked = waiting(planner)
    assert asked["id"] in [one["id"] for one in answer["actions"]]
    assert asked["summary"] in answer["msg"]
    assert asked["turn_id"] == answer["id"]


@pytest.mark.parametrize(
    "told",
    [
        {"call.arguments": json.dumps({"budget_ids": ["bud_0c1xq3v9f7b2k5m8n4p6r0t2w"]})},
        {"call.sha256": "0" * 64},
        {"call": None},
    ],
    ids=["arguments", "hash", "no call"],
)
def test_a_proposal_that_was_changed_in_the_store_deletes_nothing(planner: Talker, told: dict[str, Any]) -> None:
    by_route(planner)
    asked = waiting(planner)
    user(planner.uid).collection("actions").document(asked["id"]).update(told)
    assert decide(planner, asked["id"], yes=True).status_code == 409
    assert all(row["deleted_at"] is None for row in planner.budgets().values())
    assert journal.get_action(planner.uid, asked["id"]).status == "needs_confirmation"
