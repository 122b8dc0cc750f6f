"""The audit trail: one row for each attempt, in the commit of its effect, and a chain that shows tampering."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from functions.journal import service as journal
from functions.journal.service import audit_trail, tampering
from shared.ai.agent import Agent
from shared.ai.perform import perform
from shared.gcp.firestore import user
from tests.chat.gate.desk import call, create_budget, gate_of, list_budgets, rob_bank, turn_of
from tests.ground import Ground


@pytest.fixture
def uid(memory: Ground) -> str:
    """Somebody with four rows: done, asked, denied, and one that never came to the gate."""
    person = memory.person()
    turn = turn_of(person, "make a budget pets of 300")
    call(turn, list_budgets)
    call(turn, create_budget, title="pets", amount="300")
    call(turn, create_budget, title="games", amount="300")
    call(turn, rob_bank)
    call(turn, create_budget, title="pets", amount="300", uid="somebody")
    gate_of(turn).settle(turn)
    gate_of(turn).settle(turn)
    return person


def test_each_attempt_to_change_something_has_one_row(uid: str) -> None:
    rows = [(row["number"], row["decision"], row["outcome"]) for row in audit_trail(uid)]
    assert rows == [
        (1, "allow", "committed"),
        (2, "confirm", "proposed"),
        (3, "deny", "refused"),
        (4, "deny", "invalid"),
    ]
    assert tampering(uid) == []


def test_a_row_tells_who_what_and_which_action_and_holds_no_word_of_anybody(uid: str) -> None:
    row = audit_trail(uid)[0]
    (action,) = [one for one in journal.list_actions(uid) if one.status == "done"]
    assert (row["agent"], row["tool"], row["action_id"]) == ("chatbot", "create_budget", action.id)
    assert row["turn_id"] == action.turn_id
    assert "pets" not in repr(audit_trail(uid))


Tamper = Callable[[Any], None]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda audit: audit.document("000000000002").update({"decision": "deny"}),
        lambda audit: audit.document("000000000002").delete(),
        lambda audit: audit.document("000000000004").delete(),
        lambda audit: audit.document("000000000001").delete(),
        lambda audit: audit.document("000000000005").set(
            audit.document("000000000004").get().to_dict() | {"number": 5}
        ),
        lambda audit: audit.document("000000000003").set(audit.document("000000000004").get().to_dict()),
        lambda audit: audit.document("000000000001").update({"hash": "0" * 64}),
        lambda audit: audit.document("000000000001").update({"arguments_sha256": "0" * 64}),
    ],
    ids=["changed", "taken out", "the last taken out", "the first taken out", "added", "copied", "hash", "arguments"],
)
def test_tampering_is_found(uid: str, tamper: Tamper) -> None:
    tamper(user(uid).collection("audit"))
    assert tampering(uid)


def test_a_head_that_was_set_back_is_found(uid: str) -> None:
    row = audit_trail(uid)[1]
    user(uid).collection("gate").document("chain").update({"number": 2, "hash": row["hash"]})
    assert tampering(uid)


def test_ten_thousand_calls_of_one_answer_leave_eight_rows_and_one_for_the_rest(memory: Ground) -> None:
    uid = memory.person()
    turn = turn_of(uid, "hello")
    made: list[Any] = [SimpleNamespace(name="rob_bank", args={}, id=None)] * 10_000
    for _ in perform(made, Agent("chatbot", str, "", (rob_bank,)), turn, "a-model", takes_final=False):
        pass
    gate_of(turn).settle(turn)
    rows = audit_trail(uid)
    assert len(rows) == 9
    assert (rows[-1]["outcome"], rows[-1]["count"]) == ("over_budget", 9_992)
