"""Files of receipts in the bucket, on the real storage emulator: those that no entry needs go after a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from functions.expenses import service as expenses
from functions.expenses.service import sweeping
from functions.expenses.service.recording import object_name
from functions.expenses.subscribers import sweep_receipts
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Receipt
from shared.config import config
from shared.errors import NotFound, Unavailable
from shared.gcp import storage
from shared.gcp.firestore import user
from shared.web import subscriber
from tests import emulators
from tests.expenses.written import Person, path
from tests.ground import Ground, context, ground, store
from tests.ledger.schedules import due

__all__ = ["ground", "store"]
DAY = timedelta(hours=24)
PAPER = Receipt("rcp_1", "image/png", 1, "0" * 64, stored=True, keep=False)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with emulators.storage() as url:
        yield url


@pytest.fixture
def person(ground: Ground, bucket: str, monkeypatch: pytest.MonkeyPatch) -> Person:
    name = emulators.own_project("receipts")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", bucket)
    monkeypatch.setenv("RECEIPTS_BUCKET", name)
    config.cache_clear()
    storage._receipts().create()
    return Person(ground, monkeypatch)


def put(person: Person, receipt_id: str) -> str:
    name = object_name(person.uid, receipt_id)
    storage.put(name, b"paper", "image/png")
    return name


def there(name: str) -> bool:
    try:
        return storage.read(name) == b"paper"
    except NotFound:
        return False


def sweep(monkeypatch: pytest.MonkeyPatch, after: timedelta) -> None:
    """The schedule comes by this long from now."""
    with monkeypatch.context() as patched:
        patched.setattr(subscriber, "system_clock", lambda: datetime.now(UTC) + after)
        sweep_receipts(due("schedule.sweep_receipts"))


def waiting(ground: Ground, person: Person, status: Any = "pending", receipt: Receipt = PAPER) -> Entry:
    minor = None if status == "pending" else 500
    return ground.spend(person.uid, minor, status=status, receipt=receipt, source="receipt")


def test_a_file_that_no_entry_refers_to_goes_after_a_day_and_not_before(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = put(person, "rcp_1")
    sweep(monkeypatch, DAY - timedelta(hours=1))
    assert there(name)
    sweep(monkeypatch, DAY + timedelta(minutes=1))
    assert not there(name)


def test_a_file_that_an_entry_needs_stays_whatever_becomes_of_the_entry(
    person: Person, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = replace(PAPER, keep=True)
    names = [put(person, f"rcp_{number}") for number in range(4)]
    waiting(ground, person, "pending", replace(PAPER, id="rcp_0"))
    waiting(ground, person, "needs_review", replace(PAPER, id="rcp_1"))
    waiting(ground, person, "posted", replace(kept, id="rcp_2"))
    gone = waiting(ground, person, "posted", replace(kept, id="rcp_3"))
    assert person.send("DELETE", path(gone.id)).status_code == 204
    storage.put("somebody/else.txt", b"paper", "text/plain")
    sweep(monkeypatch, 3 * DAY)
    assert [name for name in (*names, "somebody/else.txt") if not there(name)] == []


def test_one_of_several_entries_of_a_receipt_is_enough(
    person: Person, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = put(person, "rcp_1")
    waiting(ground, person, "posted", replace(PAPER, stored=False))
    last = waiting(ground, person, "posted", replace(PAPER, keep=True))
    sweep(monkeypatch, 3 * DAY)
    assert there(name)
    user(person.uid).collection("expenses").document(last.id).update({"receipt.stored": False})
    sweep(monkeypatch, 3 * DAY)
    assert not there(name)


def test_a_deleted_receipt_that_is_not_to_be_kept_can_come_back_for_a_day_and_then_waits_for_the_person(
    person: Person, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, entry = put(person, "rcp_1"), waiting(ground, person)
    assert person.send("DELETE", path(entry.id)).status_code == 204
    sweep(monkeypatch, DAY - timedelta(minutes=1))
    assert there(name)
    sweep(monkeypatch, DAY + timedelta(minutes=1))
    assert not there(name)
    assert person.send("POST", path(entry.id, "restore/")).status_code == 200
    assert expenses.read_pending_receipt(context(person.uid), entry.id)
    found = ledger.get_entry(person.uid, entry.id)
    assert (found.status, found.receipt) == ("needs_review", replace(PAPER, stored=False))
    assert ledger.pending_entries(10, datetime.now(UTC)) == []
    assert person.send("GET", path(entry.id, "receipt/")).status_code == 404
    assert person.change(entry.id, {"status": "posted", "amount": 5})["status"] == "posted"


@pytest.mark.parametrize("status", ["pending", "needs_review"])
def test_a_file_that_is_not_to_be_kept_goes_when_the_person_enters_it(
    person: Person, ground: Ground, status: str
) -> None:
    name, entry = put(person, "rcp_1"), waiting(ground, person, status)
    person.change(entry.id, {"status": "posted", "amount": 5})
    assert not there(name)
    assert ledger.get_entry(person.uid, entry.id).receipt == replace(PAPER, stored=False)
    kept, other = replace(PAPER, id="rcp_2", keep=True), put(person, "rcp_2")
    person.change(waiting(ground, person, status, kept).id, {"status": "posted", "amount": 5})
    assert there(other)


def test_a_removal_that_failed_is_made_up_for(person: Person, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    name, entry = put(person, "rcp_1"), waiting(ground, person)

    def down(*_: Any) -> None:
        raise Unavailable("down")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "remove", down)
        assert person.send("PATCH", path(entry.id), {"status": "posted", "amount": 5}).status_code == 503
    assert ledger.get_entry(person.uid, entry.id).status == "posted"
    sweep(monkeypatch, DAY + timedelta(minutes=1))
    assert not there(name)


def test_pages_are_whole_and_the_next_run_goes_on_where_one_was_stopped(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [put(person, f"rcp_{number}") for number in range(7)]
    monkeypatch.setattr(sweeping, "_PAGE", 2)
    real, removed = storage.remove, list[str]()

    def remove(name: str, generation: int | None = None) -> None:
        if len(removed) == 4:
            raise Unavailable("down")
        removed.append(name)
        real(name, generation)

    with monkeypatch.context() as patched:
        patched.setattr(storage, "remove", remove)
        with pytest.raises(Unavailable):
            sweep(monkeypatch, 2 * DAY)
    assert removed == names[:4]
    put(person, "rcp_0")  # before the bookmark: not looked at by the run that goes on
    sweep(monkeypatch, 2 * DAY)
    assert [there(name) for name in names] == [True] + [False] * 6
    sweep(monkeypatch, 2 * DAY)
    assert not there(names[0])


def test_only_the_upload_that_was_seen_is_removed(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The emulator does not look at the precondition, so this looks at what is asked of the bucket."""
    put(person, "rcp_1")
    (seen,) = storage.listed_after(None, 10)
    real, asked = requests.Session.request, list[str]()

    def request(session: requests.Session, method: str, url: str, **kwargs: Any) -> requests.Response:
        asked.append(f"{method} {url}")
        return real(session, method, url, **kwargs)

    monkeypatch.setattr(requests.Session, "request", request)
    sweep(monkeypatch, 2 * DAY)
    (removal,) = (one for one in asked if one.startswith("DELETE"))
    assert f"ifGenerationMatch={seen.generation}" in removal
