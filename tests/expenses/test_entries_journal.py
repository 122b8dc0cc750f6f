"""What the journal keeps of words and receipts that become entries, and of receipts that waited."""

from dataclasses import replace
from typing import Any

import pytest

from functions.expenses.service import pending
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Receipt
from shared.ai import reach
from shared.gcp import storage
from shared.gcp.firestore import user
from tests.expenses.written import Person
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]
RECEIPT = Receipt("rcp_1", "image/png", 1, "0" * 64, stored=True, keep=False)


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Person:
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"):
        monkeypatch.delenv(name, raising=False)
    reach.reset()
    return Person(ground, monkeypatch)


def actions(person: Person) -> list[dict[str, Any]]:
    found = [row.to_dict() for row in user(person.uid).collection("actions").stream()]
    return sorted(found, key=lambda one: one["created_at"])


def test_words_become_one_action_however_many_expenses_they_tell_of(person: Person) -> None:
    body = {"message": "tea 5 EUR, taxi 20 EUR"}
    for _ in range(2):
        assert person.send("POST", "/api/expenses/", body, Idempotency_Key="k").status_code == 201
    (action,) = actions(person)
    assert (action["agent"], action["tool"], action["summary"]) == ("user", "record_expense", "2 expenses")
    assert sorted(change["after"]["minor"] for change in action["changes"]) == [500, 2000]
    assert all(change["before"] is None for change in action["changes"])


def test_a_receipt_that_waited_keeps_its_first_state_and_tells_who_read_it(person: Person, ground: Ground) -> None:
    waiting = ground.spend(person.uid, None, status="pending", receipt=RECEIPT)
    asked = context(person.uid)
    read_one = replace(waiting, minor=700, status="posted", version=1)
    other = replace(read_one, id="exp_" + "0" * 25, minor=50)
    pending._settle(journal.Meter(asked), ledger.Read(person.uid, waiting.id), (read_one, other))
    states = ledger.history(person.uid, waiting.id)
    assert [(one.version, one.status, one.minor) for one in states] == [(1, "pending", None), (2, "posted", 700)]
    (action,) = actions(person)
    assert (action["agent"], action["tool"]) == ("read_pending_receipts", "read_receipt")
    first, second = action["changes"]
    assert (first["before"], first["version_after"]) == ({"minor": None, "status": "pending"}, 2)
    assert (second["before"], second["id"]) == (None, other.id)
    assert len(ground.of_type("expense.recorded")) == 2
    person.assert_exact()


def test_a_file_that_was_kept_only_to_be_read_goes_when_the_person_enters_it_by_hand(
    person: Person, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed: list[str] = []
    monkeypatch.setattr(storage, "remove", removed.append)
    waiting = ground.spend(person.uid, None, status="pending", receipt=RECEIPT)
    person.change(waiting.id, {"status": "posted", "amount": 7})
    assert removed == [f"users/{person.uid}/receipts/rcp_1"]
    receipt = ledger.get_entry(person.uid, waiting.id).receipt
    assert receipt is not None
    assert not receipt.stored
