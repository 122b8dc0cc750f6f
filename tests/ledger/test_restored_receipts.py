"""What comes back after a deletion links to no file that was swept meanwhile."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from functions.journal.models import Change
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Receipt
from tests.budget.memory import memory
from tests.ground import Ground, context

__all__ = ["memory"]


def deleted(ground: Ground, *, keep: bool) -> tuple[str, Entry, Change]:
    """An entry that waits for a person to look at it, with the file of its receipt, deleted just now."""
    uid = ground.person()
    receipt = Receipt("rcp_0000000000000000000000000", "image/png", 1, "0" * 64, stored=True, keep=keep)
    entry = ground.spend(uid, 500, status="needs_review", receipt=receipt)
    asked = context(uid)
    commit = asked.commit()
    change = ledger.remove(asked, commit, ledger.Read(uid, entry.id))
    asked.finish(commit)
    return uid, ledger.Read(uid, entry.id).entry, change


def restored(uid: str, entry: Entry, at: datetime) -> Entry:
    asked = context(uid, at)
    commit = asked.commit()
    ledger.restore(asked, commit, ledger.Read(uid, entry.id))
    asked.finish(commit)
    return ledger.Read(uid, entry.id).entry


def undone(uid: str, change: Change, at: datetime) -> Entry:
    asked = context(uid, at)
    commit = asked.commit()
    ledger.apply_change(asked, commit, change)
    asked.finish(commit)
    return ledger.Read(uid, change.id).entry


@pytest.mark.parametrize(("hours", "keep", "stored"), [(1, False, True), (25, False, False), (25, True, True)])
def test_the_file_is_linked_only_as_long_as_the_sweep_lets_it_be(
    memory: Ground, hours: int, keep: bool, stored: bool
) -> None:
    uid, entry, _ = deleted(memory, keep=keep)
    back = restored(uid, entry, entry.updated_at + timedelta(hours=hours))
    assert (back.status, back.receipt) == ("needs_review", replace(entry.receipt, stored=stored))  # type: ignore[type-var]


@pytest.mark.parametrize(("hours", "stored"), [(1, True), (25, False)])
def test_so_it_is_when_the_deletion_is_undone(memory: Ground, hours: int, stored: bool) -> None:
    uid, entry, change = deleted(memory, keep=False)
    back = undone(uid, change, entry.updated_at + timedelta(hours=hours))
    assert back.receipt is not None
    assert (back.status, back.receipt.stored) == ("needs_review", stored)
