"""The store in memory answers as the real one: the same assertions against both, and random histories compared."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core import exceptions as api_errors
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore import FieldFilter

from tests import emulators
from tests.simulation.store import Client

DESCENDING = firestore.Query.DESCENDING
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


def real(store: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    return firestore.Client(project=emulators.own_project("contract"), credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]


@pytest.fixture(params=["memory", "emulator"])
def db(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from tests.simulation.store import Documents

    if request.param == "memory":
        yield Client(Documents())
    else:
        yield real(request.getfixturevalue("store"), monkeypatch)


def since(db: Any, moment: Any) -> Any:
    return db.write_option(last_update_time=moment)


def test_a_commit_is_applied_whole_or_not_at_all(db: Any) -> None:
    one, two = db.collection("a").document("one"), db.collection("a").document("two")
    one.create({"n": 1})
    batch = db.batch()
    batch.set(two, {"n": 2})
    batch.create(one, {"n": 3})
    with pytest.raises(api_errors.AlreadyExists):
        batch.commit()
    assert one.get().to_dict() == {"n": 1}
    assert (two.get().exists, two.get().to_dict(), two.get().update_time) == (False, None, None)


def test_an_update_needs_the_document_and_the_state_that_was_read(db: Any) -> None:
    ref = db.collection("a").document("one")
    with pytest.raises(api_errors.NotFound):
        ref.update({"n": 1})
    first = ref.create({"n": 1, "m": {"x": 1, "y": 2}}).update_time
    assert ref.get().update_time == first
    second = ref.update({"m.x": 5}, option=since(db, first)).update_time
    assert second > first
    with pytest.raises(api_errors.FailedPrecondition):
        ref.update({"n": 2}, option=since(db, first))
    with pytest.raises(api_errors.FailedPrecondition):
        ref.delete(option=since(db, first))
    assert ref.get().to_dict() == {"n": 1, "m": {"x": 5, "y": 2}}
    ref.update({"m": {"z": 1}})
    assert ref.get().to_dict() == {"n": 1, "m": {"z": 1}}
    ref.delete(option=since(db, ref.get().update_time))
    ref.delete()
    assert not ref.get().exists


def test_a_precondition_on_a_document_that_is_gone_fails(db: Any) -> None:
    ref = db.collection("a").document("one")
    time = ref.create({"n": 1}).update_time
    ref.delete()
    for attempt in (lambda: ref.update({"n": 2}, option=since(db, time)), lambda: ref.delete(option=since(db, time))):
        with pytest.raises((api_errors.FailedPrecondition, api_errors.NotFound)):
            attempt()  # type: ignore[no-untyped-call]
    assert not ref.get().exists


def test_a_write_may_ask_that_a_document_is_there_or_is_not(db: Any) -> None:
    one, gone = db.collection("a").document("one"), db.collection("a").document("gone")
    one.create({"n": 1})
    gone.delete(option=db.write_option(exists=False))
    with pytest.raises(api_errors.AlreadyExists):
        one.delete(option=db.write_option(exists=False))
    with pytest.raises(api_errors.NotFound):
        gone.delete(option=db.write_option(exists=True))
    one.delete(option=db.write_option(exists=True))
    assert not one.get().exists


def test_writes_that_change_nothing_keep_the_time_of_the_document(db: Any) -> None:
    ref = db.collection("a").document("one")
    time = ref.create({"n": 1}).update_time
    assert ref.set({"n": 1}, merge=True).update_time == time
    assert ref.update({"n": 1}, option=since(db, time)).update_time == time
    assert ref.set({"n": 1.0}).update_time > time


def test_merging_goes_key_by_key_and_adds(db: Any) -> None:
    ref = db.collection("a").document("one")
    ref.set({"t": {"DZD": {"b1": firestore.Increment(5), "b2": 1}}, "start": "x"}, merge=True)
    ref.set({"t": {"DZD": {"b1": firestore.Increment(-7)}, "EUR": {"none": firestore.Increment(2)}}}, merge=True)
    assert ref.get().to_dict() == {"t": {"DZD": {"b1": -2, "b2": 1}, "EUR": {"none": 2}}, "start": "x"}
    ref.set({"t": {"DZD": firestore.DELETE_FIELD}, "e": {}}, merge=True)
    assert ref.get().to_dict() == {"t": {"EUR": {"none": 2}}, "start": "x", "e": {}}
    ref.update({"t.EUR.none": firestore.Increment(1), "start": firestore.DELETE_FIELD, "big": (1 << 63) - 1})
    ref.update({"big": firestore.Increment(1), "e": {"n": firestore.Increment(3)}})
    assert ref.get().to_dict() == {"t": {"EUR": {"none": 3}}, "e": {"n": 3}, "big": (1 << 63) - 1}
    ref.set({"text.with.dots": 1, "when": firestore.SERVER_TIMESTAMP})
    found = ref.get().to_dict()
    assert found["text.with.dots"] == 1
    assert isinstance(found["when"], datetime)


def test_an_update_and_a_deletion_in_one_commit_check_first_and_delete_then(db: Any) -> None:
    ref = db.collection("a").document("one")
    time = ref.create({"n": 1}).update_time
    ref.update({"n": 2})
    batch = db.batch()
    batch.update(ref, {"n": 3}, option=since(db, time))
    batch.delete(ref)
    with pytest.raises(api_errors.FailedPrecondition):
        batch.commit()
    batch = db.batch()
    batch.update(ref, {"n": 3}, option=since(db, ref.get().update_time))
    batch.delete(ref)
    assert len(batch) == 1  # documents, not writes
    batch.commit()
    assert not ref.get().exists


def test_times_are_kept_to_the_microsecond_and_tuples_come_back_as_lists(db: Any) -> None:
    ref = db.collection("a").document("one")
    ref.set({"at": NOON + timedelta(microseconds=123456), "row": (1, {"a": (2,)}), "b": b"x", "nothing": None})
    assert ref.get().to_dict() == {
        "at": NOON + timedelta(microseconds=123456),
        "row": [1, {"a": [2]}],
        "b": b"x",
        "nothing": None,
    }
    with pytest.raises(TypeError):
        ref.set({"set": object()})
    with pytest.raises(ValueError, match="range"):
        ref.set({"n": 1 << 63})


def _fill(db: Any) -> Any:
    rows = db.collection("users").document("u").collection("rows")
    for number in range(12):
        data: dict[str, Any] = {"n": number % 4, "at": NOON + timedelta(hours=number // 3), "deleted": number % 5 == 0}
        if number % 3:
            data["extra"] = {"sha": f"s{number % 2}"}
        rows.document(f"d{(number * 7) % 12:02}").set(data)
    return rows


def names(found: Any) -> list[str]:
    return [row.id for row in found]


def test_queries_select_order_and_limit(db: Any) -> None:
    rows = _fill(db)
    assert names(rows.stream()) == [f"d{number:02}" for number in range(12)]
    picked = names(
        rows.where(filter=FieldFilter("n", "==", 1)).where(filter=FieldFilter("deleted", "==", False)).stream()
    )
    assert picked == ["d03", "d07"]
    assert names(rows.where(filter=FieldFilter("extra.sha", "==", "s1")).limit(2).stream()) == ["d01", "d05"]
    assert names(rows.where(filter=FieldFilter("n", ">=", 2)).where(filter=FieldFilter("n", "<", 3)).stream()) == [
        "d02",
        "d06",
        "d10",
    ]
    assert names(rows.where(filter=FieldFilter("n", "in", [0, 3])).order_by("n").stream())[:3] == ["d00", "d04", "d08"]
    assert names(rows.order_by("extra").limit(1).stream()) != ["d00"]
    assert names(rows.where(filter=FieldFilter("nowhere", "==", None)).stream()) == []
    rows.document("d00").update({"nowhere": None})
    assert names(rows.where(filter=FieldFilter("nowhere", "==", None)).stream()) == ["d00"]
    assert rows.where(filter=FieldFilter("n", "==", 1)).count().get()[0][0].value == 3


def test_pages_walk_through_everything_once_in_descending_order(db: Any) -> None:
    rows = _fill(db)
    query = rows.order_by("at", direction=DESCENDING).order_by("__name__", direction=DESCENDING)
    whole, seen = names(query.stream()), []
    page = list(query.limit(5).stream())
    while page:
        seen += names(page)
        last = page[-1]
        page = list(query.start_after({"at": last.to_dict()["at"], "__name__": last.reference}).limit(5).stream())
    assert seen == whole
    assert len(whole) == 12


def test_a_collection_group_finds_all_of_a_name(db: Any) -> None:
    for uid in ("u1", "u2"):
        db.collection("users").document(uid).collection("outbox").document(f"e-{uid}").set({"at": NOON, "n": uid})
    db.collection("outbox").document("top").set({"at": NOON + timedelta(days=1)})
    group = db.collection_group("outbox")
    found = list(group.where(filter=FieldFilter("at", "<", NOON + timedelta(hours=1))).order_by("at").limit(9).stream())
    assert names(found) == ["e-u1", "e-u2"]
    assert found[0].reference.parent.parent.id == "u1"
    assert found[0].reference.path == "users/u1/outbox/e-u1"
    assert found[0].reference == db.collection("users").document("u1").collection("outbox").document("e-u1")


def test_a_read_only_transaction_sees_one_moment(db: Any) -> None:
    ref = db.collection("a").document("one")
    ref.set({"n": 1})
    transaction = db.transaction(read_only=True)
    transaction._begin()
    assert ref.get(transaction=transaction).to_dict() == {"n": 1}
    assert names(db.collection("a").order_by("n").stream(transaction=transaction)) == ["one"]
    transaction._rollback()
    assert ref.get().to_dict() == {"n": 1}


def test_what_a_conversation_keeps_is_counted_chained_and_walked(db: Any) -> None:
    person = db.collection("users").document("u")
    month, talk = person.collection("usage").document("2026-03"), person.collection("chat").document("conversation")
    for tokens in (5, 7):
        month.set({"turns": firestore.Increment(1), "days": {"05": firestore.Increment(tokens)}}, merge=True)
    assert month.get().to_dict() == {"turns": 2, "days": {"05": 12}}
    begun = talk.create({"lock": {"turn_id": "t", "until": NOON}, "unfinished": {"a": "1", "b": "2"}}).update_time
    talk.update({"lock": None, "unfinished": {"b": "2"}}, option=since(db, begun))
    assert talk.get().to_dict() == {"lock": None, "unfinished": {"b": "2"}}
    with pytest.raises(api_errors.FailedPrecondition):  # who read before has lost the conversation
        talk.update({"lock": None}, option=since(db, begun))
    batch = db.batch()
    for number in (10, 9, 11):
        batch.create(person.collection("audit").document(f"{number:012}"), {"number": number, "action_id": None})
    batch.commit()
    rows = person.collection("audit").order_by("__name__")
    assert [row.get("number") for row in rows.stream()] == [9, 10, 11]
    assert rows.count().get()[0][0].value == 3
    by_action = person.collection("audit").where(filter=FieldFilter("action_id", "==", "act"))
    assert by_action.get() == []
    person.collection("audit").document("000000000010").update({"action_id": "act"})
    assert [row.id for row in by_action.get()] == ["000000000010"]


def test_messages_of_one_moment_are_walked_by_their_names(db: Any) -> None:
    messages = db.collection("users").document("u").collection("messages")
    for name in ("m1", "m2", "m3"):
        messages.document(name).create({"created_at": NOON, "actions": []})
    newest = messages.order_by("created_at", direction=DESCENDING).order_by("__name__", direction=DESCENDING)
    position = {"created_at": NOON, "__name__": messages.document("m3")}
    assert [row.id for row in newest.start_after(position).limit(1).stream()] == ["m2"]
    assert [row.id for row in newest.start_after((NOON, "m3")).limit(1).stream()] == ["m2"]
    batch = db.batch()
    for row in messages.limit(2).stream():
        batch.delete(row.reference)
    batch.commit()
    assert [row.id for row in messages.stream()] == ["m3"]
