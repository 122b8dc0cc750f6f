"""Documents of Firestore as they are read, decoded in a fraction of the library's time.

The library copies each document deeply when it arrives and again when it is looked at, and asks of each map whether it
stands for something else. This decodes the kinds of value that documents here hold, copies once, and leaves anything
else (references, points, vectors) to the library. tests/shared/test_decoding.py holds both against each other.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from google.api_core.datetime_helpers import DatetimeWithNanoseconds
from google.cloud.firestore_v1 import DocumentSnapshot, _helpers

T = TypeVar("T")


class _Other(Exception):
    """A value that is left to the library."""


class Snapshot(DocumentSnapshot[Any]):
    """A document that was read, with what it holds."""

    def __init__(self, reference: Any, found: Any, read_time: Any, client: Any) -> None:
        super().__init__(reference, None, True, read_time, found.create_time, found.update_time)
        self._data = decoded(found, client)

    def to_dict(self) -> dict[str, Any]:
        """What the document holds; the caller's own."""
        copied: dict[str, Any] = _copied(self._data)
        return copied


def decoded(found: Any, client: Any) -> dict[str, Any]:
    """What a document of the protocol holds."""
    try:
        return _fields(type(found).pb(found).fields)
    except _Other:
        others: Any = _helpers.decode_dict(found.fields, client)
        return dict(others)


def _fields(fields: Any) -> dict[str, Any]:
    held = {}
    for name, value in fields.items():
        if name.startswith("__"):  # a map of these names stands for something else
            raise _Other
        held[name] = _value(value)
    return held


def _value(value: Any) -> Any:
    kind = value.WhichOneof("value_type")
    if (decode := _KINDS.get(kind)) is None:
        raise _Other
    return decode(getattr(value, kind))


def _array(array: Any) -> list[Any]:
    return [_value(one) for one in array.values]


def _null(_: Any) -> None:
    return None


def _same(value: T) -> T:
    return value


_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "null_value": _null,
    "boolean_value": _same,
    "integer_value": _same,
    "double_value": _same,
    "string_value": _same,
    "bytes_value": _same,
    "timestamp_value": DatetimeWithNanoseconds.from_timestamp_pb,
    "array_value": _array,
    "map_value": lambda held: _fields(held.fields),
}


def _copied(held: Any) -> Any:
    if type(held) is dict:
        return {name: _copied(value) for name, value in held.items()}
    if type(held) is list:
        return [_copied(value) for value in held]
    return held  # nothing else that is decoded can be changed
