"""Two workers that read one receipt at the same time: the file stays for as long as somebody needs it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from functions.expenses.models import Reading
from functions.expenses.rules.message import read_message
from functions.expenses.service import pending
from functions.ledger import service as ledger
from functions.ledger.models import Receipt
from shared.gcp import storage
from tests.budget.memory import memory
from tests.ground import Ground, context

__all__ = ["memory"]


@pytest.mark.parametrize("is_overtaken", [True, False])
def test_only_who_settled_a_receipt_removes_its_file(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, is_overtaken: bool
) -> None:
    uid, removed = memory.person(), list[str]()
    receipt = Receipt("rcp_0000000000000000000000000", "image/png", 1, "0" * 64, stored=True, keep=False)
    entry = memory.spend(uid, None, status="pending", receipt=receipt)

    def read(*_: Any) -> Reading:
        if is_overtaken:  # by one that reads nothing in it
            asked, found = context(uid), ledger.Read(uid, entry.id)
            commit = asked.commit()
            ledger.settle(asked, commit, found, (replace(found.entry, status="needs_review"),))
            asked.finish(commit)
        return Reading(read_message("I spent 100 DZD on coffee", today=date(2026, 11, 25), currency="DZD"))

    monkeypatch.setattr(pending, "_file", lambda *_: None)
    monkeypatch.setattr(pending, "read", read)
    monkeypatch.setattr(storage, "remove", removed.append)
    assert pending.read_pending_receipt(context(uid), entry.id)
    after = ledger.Read(uid, entry.id).entry
    assert (after.status, len(removed)) == (("needs_review", 0) if is_overtaken else ("posted", 1))
    assert after.receipt is not None
    assert after.receipt.stored == is_overtaken
