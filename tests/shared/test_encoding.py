"""New documents are encoded here as the library would encode them."""

import enum
from datetime import UTC, datetime, timedelta, timezone

import pytest
from google.api_core.datetime_helpers import DatetimeWithNanoseconds
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from hypothesis import given
from hypothesis import strategies as st

from shared.gcp.encoding import Client


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


def _written(client: firestore.Client, document: dict[str, object]) -> list[object]:
    batch = client.batch()
    batch.create(client.document("users/somebody/things/one"), document)
    return [type(write).pb(write) for write in batch._write_pbs]


@given(st.dictionaries(_NAMES, _VALUES, max_size=6))
def test_any_document_is_encoded_as_the_library_encodes_it(document: dict[str, object]) -> None:
    assert _written(OURS, document) == _written(THEIRS, document)


@pytest.mark.parametrize(
    "value",
    [firestore.Increment(3), firestore.SERVER_TIMESTAMP, firestore.ArrayUnion(["one"]), (1, 2), {"one"}],
    ids=["increment", "server time", "union", "tuple", "set"],
)
def test_what_only_the_library_knows_is_left_to_it(value: object) -> None:
    document = {"before": 1, "within": {"deep": value}, "after": "x"}
    assert _written(OURS, document) == _written(THEIRS, document)


@pytest.mark.parametrize("value", [object(), 2**63, firestore.DELETE_FIELD], ids=["no value", "too large", "deletion"])
def test_what_the_library_refuses_is_refused(value: object) -> None:
    for client in (OURS, THEIRS):
        with pytest.raises((TypeError, ValueError)):
            _written(client, {"one": value})
