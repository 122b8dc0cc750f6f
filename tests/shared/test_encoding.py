"""What is written is encoded as the library would encode it, and what is read is decoded as the library would."""

import enum
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from google.api_core.datetime_helpers import DatetimeWithNanoseconds
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1._helpers import decode_dict, encode_dict
from google.cloud.firestore_v1.types import Document
from google.cloud.firestore_v1.vector import Vector
from hypothesis import example, given
from hypothesis import strategies as st

from shared.gcp.decoding import Snapshot, decoded
from shared.gcp.store_client import Client


class _Tier(enum.StrEnum):
    FIRST = "first"


class _Level(enum.IntEnum):
    SECOND = 2


_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])
_FIRST, _LAST = datetime(2, 1, 1), datetime(9998, 1, 1)  # noqa: DTZ001 - as the strategy wants them
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(),
    st.binary(),
    st.datetimes(min_value=_FIRST, max_value=_LAST) | st.datetimes(min_value=_FIRST, max_value=_LAST, timezones=_ZONES),
    st.sampled_from([_Tier.FIRST, _Level.SECOND, firestore.GeoPoint(36.75, 3.06)]),
    st.just(DatetimeWithNanoseconds(2026, 11, 26, nanosecond=123_456_789, tzinfo=UTC)),  # type: ignore[no-untyped-call]
)
_NAMES = st.text(min_size=1, max_size=8).filter(lambda name: not name.startswith("__"))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_NAMES, inner, max_size=4)),
    max_leaves=12,
)


def _clients() -> tuple[Client, firestore.Client]:
    made = {"project": "demo-encoding", "credentials": AnonymousCredentials()}  # type: ignore[no-untyped-call]
    return Client(**made), firestore.Client(**made)


OURS, THEIRS = _clients()


READ_AT = DatetimeWithNanoseconds(2026, 11, 26, nanosecond=987_654_321, tzinfo=UTC)  # type: ignore[no-untyped-call]
_CHANGES = st.one_of(
    _VALUES,
    st.builds(firestore.Increment, st.integers(-(2**40), 2**40) | st.floats(allow_nan=False)),
    st.builds(firestore.Maximum, st.integers(-(2**40), 2**40)),
    st.just(firestore.DELETE_FIELD),
    st.just(firestore.SERVER_TIMESTAMP),
)
_PLAIN_NAMES = st.from_regex(r"[a-c_][a-z0-9_]{0,3}", fullmatch=True).filter(lambda name: not name.startswith("__"))
_DEEP = st.recursive(
    st.dictionaries(_PLAIN_NAMES | _NAMES, _CHANGES, min_size=1, max_size=3),
    lambda inner: st.dictionaries(_PLAIN_NAMES | _NAMES, _CHANGES | inner, min_size=1, max_size=3),
    max_leaves=8,
)
Write = Callable[[firestore.WriteBatch, Any], None]


def _reference(batch: firestore.WriteBatch) -> Any:
    return batch._client.document("users/somebody/things/one")


def created(batch: firestore.WriteBatch, document: Any) -> None:
    batch.create(_reference(batch), document)


def updated(batch: firestore.WriteBatch, document: Any) -> None:
    batch.update(_reference(batch), document, option=batch._client.write_option(last_update_time=READ_AT))


def merged(batch: firestore.WriteBatch, document: Any) -> None:
    batch.set(_reference(batch), document, merge=True)


def _written(client: firestore.Client, write: Write, document: Any) -> list[object]:
    batch = client.batch()
    write(batch, document)
    assert len(batch._document_references) == len(batch._write_pbs)
    return [type(one).pb(one) for one in batch._write_pbs]


def _or_refusal(client: firestore.Client, write: Write, document: Any) -> object:
    try:
        return _written(client, write, document)
    except (TypeError, ValueError) as refused:
        return type(refused)


@given(st.dictionaries(_NAMES, _VALUES, max_size=6))
def test_any_new_document_is_encoded_as_the_library_encodes_it(document: dict[str, object]) -> None:
    assert _written(OURS, created, document) == _written(THEIRS, created, document)


@given(st.dictionaries(_PLAIN_NAMES | _NAMES, _CHANGES | _DEEP, max_size=5))
@example({})
@example({"totals.DZD": firestore.Increment(3), "version": 2})
def test_any_change_of_fields_is_encoded_as_the_library_encodes_it(changes: dict[str, object]) -> None:
    assert _or_refusal(OURS, updated, changes) == _or_refusal(THEIRS, updated, changes)


@given(_DEEP)
@example({})
@example({"unabsorbed": {"DZD": firestore.Increment(3)}, "edited": {"bud_1": True}})
@example({"ids": {"bud_1": firestore.DELETE_FIELD}, "2026-11-01": {}, "words": {"café": {"`\\": [1]}}})
def test_anything_that_is_merged_is_encoded_as_the_library_encodes_it(changes: dict[str, object]) -> None:
    assert _or_refusal(OURS, merged, changes) == _or_refusal(THEIRS, merged, changes)


def test_a_change_needs_no_condition_to_be_encoded() -> None:
    def bare(batch: firestore.WriteBatch, document: Any) -> None:
        batch.update(_reference(batch), document)

    assert _written(OURS, bare, {"a": 1}) == _written(THEIRS, bare, {"a": 1})


@pytest.mark.parametrize("merge", [False, ["a.b"]], ids=["anew", "some of its fields"])
def test_a_document_is_written_as_the_library_writes_it(merge: Any) -> None:
    def replaced(batch: firestore.WriteBatch, document: Any) -> None:
        batch.set(_reference(batch), document, merge=merge)

    document = {"a": {"b": 1, "c": 2}, "d": "x"}
    assert _written(OURS, replaced, document) == _written(THEIRS, replaced, document)


@pytest.mark.parametrize(
    "value",
    [firestore.Increment(3), firestore.SERVER_TIMESTAMP, firestore.ArrayUnion(["one"]), (1, 2), {"one"}],
    ids=["increment", "server time", "union", "tuple", "set"],
)
@pytest.mark.parametrize("write", [created, updated, merged])
def test_what_only_the_library_knows_is_left_to_it(write: Write, value: object) -> None:
    document = {"before": 1, "within": {"deep": value}, "after": "x"}
    assert _or_refusal(OURS, write, document) == _or_refusal(THEIRS, write, document)


@pytest.mark.parametrize("value", [object(), 2**63, firestore.DELETE_FIELD], ids=["no value", "too large", "deletion"])
def test_what_the_library_refuses_is_refused(value: object) -> None:
    for client in (OURS, THEIRS):
        with pytest.raises((TypeError, ValueError)):
            _written(client, created, {"one": value})
    assert _or_refusal(OURS, merged, {"one": [value]}) == _or_refusal(THEIRS, merged, {"one": [value]})


_KEPT = st.recursive(
    _SCALARS | st.just(OURS.document("users/somebody")) | st.just(Vector([1.0, 2.0])),
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda value: type(value) is not list), max_size=4),
        st.dictionaries(_NAMES, inner, max_size=4),
    ),
    max_leaves=12,
)


@given(st.dictionaries(_NAMES, _KEPT, max_size=6))
@example({"one": {"__oid__": "0123456789abcdef01234567"}})
def test_any_document_is_decoded_as_the_library_decodes_it(document: dict[str, Any]) -> None:
    kept = Document(name="one", fields=encode_dict(document))
    assert decoded(kept, OURS) == decode_dict(kept.fields, OURS)
    theirs: Any = decode_dict(kept.fields, OURS)
    assert [type(one) for one in decoded(kept, OURS).values()] == [type(one) for one in theirs.values()]


def test_whoever_changes_what_was_read_changes_only_a_copy() -> None:
    kept = Document(name="one", fields=encode_dict({"rows": [{"deep": 1}], "at": READ_AT}))
    snapshot = Snapshot(OURS.document("users/somebody"), kept, READ_AT, OURS)
    held = snapshot.to_dict()
    held["rows"][0]["deep"] = 2
    held["rows"].append(3)
    assert snapshot.to_dict() == {"rows": [{"deep": 1}], "at": READ_AT}
    assert (snapshot.exists, snapshot.get("rows")) == (True, [{"deep": 1}])
