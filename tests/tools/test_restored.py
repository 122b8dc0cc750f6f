"""A restore drill on the emulators: export, a second database of the export, and a look at whether it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dev import parts, snapshot
from functions.journal.repository.gate import Books
from shared.config import config
from shared.gcp import firestore
from shared.gcp.firestore import Increment, client, user
from tests import emulators
from tests.ground import Ground, ground, store
from tools import restored

__all__ = ["ground", "store"]


def household(ground: Ground) -> str:
    """Somebody with entries of several kinds and an audit trail."""
    uid = ground.person()
    food = ground.budget(uid, "Food", 100_000)
    for about in ({}, {"budget": food}, {"budget": food, "currency": "EUR"}, {"kind": "income"}):
        ground.spend(uid, 100, **about)
    batch = client().batch()
    Books(uid).write_rows(batch, [{"tool": "record_expense", "decision": "allow"} for _ in range(3)])
    batch.commit()
    return uid


@pytest.fixture
def exported(ground: Ground, store: str, tmp_path: Path) -> tuple[list[str], restored.Found, Path]:
    """Two people, what is found where they live, and the folder of the export."""
    people = [household(ground), household(ground)]
    found = restored.looked_at()
    snapshot.save(store, config().project, tmp_path)
    return people, found, tmp_path


@pytest.fixture
def elsewhere(
    exported: tuple[list[str], restored.Found, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[list[str], restored.Found]]:
    """The same people in another store, made of the export, that the clients now talk to."""
    people, found, folder = exported
    with emulators.running(parts.firestore({}, folder)) as part:
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", part.env["FIRESTORE_EMULATOR_HOST"])
        yield people, found


def test_what_was_exported_and_restored_has_the_same_ledger_and_is_whole(
    elsewhere: tuple[list[str], restored.Found], capsys: pytest.CaptureFixture[str]
) -> None:
    _, source = elsewhere
    found = restored.looked_at()
    assert (found.people, found.entries, found.audit_rows, found.faults) == (2, 8, 6, [])
    assert found.digest == source.digest
    assert found.newest == source.newest
    now = datetime.now(UTC).isoformat()
    assert restored.main(["--before", now]) == 0
    assert capsys.readouterr().out.endswith("whole\n")


def test_each_thing_that_is_not_whole_is_told(
    elsewhere: tuple[list[str], restored.Found], capsys: pytest.CaptureFixture[str]
) -> None:
    (one, other), source = elsewhere
    for period in user(one).collection("periods").stream():
        period.reference.update({"totals.DZD.none": Increment(1)})
    user(other).collection("audit").document("000000000002").update({"tool": "delete_budget"})
    faults = restored.looked_at(before=datetime.now(UTC) - timedelta(hours=1)).faults
    words = ("is not what the entries add up to", "audit: row 2 was changed", "is younger than the moment")
    assert all(any(word in fault for fault in faults) for word in words)
    assert not any(uid in fault for uid in (one, other) for fault in faults)
    for entry in user(one).collection("expenses").limit(1).stream():
        entry.reference.delete()
    assert restored.looked_at().digest != source.digest
    assert restored.main([]) == 1
    assert "whole\n" not in capsys.readouterr().out


@contextmanager
def _clients_anew() -> Iterator[None]:
    """A process knows one database for its life: here it forgets it, before and after."""
    for forget in (config.cache_clear, firestore._client.cache_clear):
        forget()
    yield
    firestore._client.cache_clear()


def test_a_database_without_anybody_is_not_whole(ground: Ground) -> None:
    assert restored.looked_at().faults == ["there is nobody in this database"]


def test_the_database_is_the_one_that_the_variable_names(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    household(ground)
    monkeypatch.setenv("FIRESTORE_DATABASE", "drill")
    with _clients_anew():
        assert restored.looked_at().people == 0
    monkeypatch.delenv("FIRESTORE_DATABASE")
    config.cache_clear()
    assert restored.looked_at().people == 1
