"""Writes for Firestore, encoded in a tenth of the library's time.

The library builds each value as a wrapped message, which costs more than everything else that a write does in Python
(`python -m bench.encoding`). This builds the plain messages beneath, of the kinds of value that documents here hold,
and leaves anything else (references, points, dotted names, array unions) to the library. tests/shared/test_encoding.py
holds both against each other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from google.cloud import firestore
from google.cloud.firestore_v1.field_path import render_field_path
from google.cloud.firestore_v1.types import Write

_PlainWrite = type(Write.pb(Write()))
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TRANSFORMS: Mapping[type, str] = {
    firestore.Increment: "increment",
    firestore.Maximum: "maximum",
    firestore.Minimum: "minimum",
}
Path = tuple[str, ...]


class _Other(Exception):
    """A value that is left to the library."""


class Batch(firestore.WriteBatch):
    """The library's batch, but for what `create`, `update` and merging write."""

    def create(self, reference: Any, document_data: dict[str, Any]) -> None:
        """Write a document that must not exist yet."""
        write = _begun(reference)
        write.current_document.exists = False
        try:
            _fill(write.update.fields, document_data)
        except _Other:
            super().create(reference, document_data)
        else:
            self._take(reference, write)

    def update(self, reference: Any, field_updates: dict[str, Any], option: Any = None) -> None:
        """Write the given fields of a document for which `option` holds."""
        is_plain = option is not None and all(type(one) is str and _NAME.fullmatch(one) for one in field_updates)
        leaves = [((name,), field_updates[name]) for name in sorted(field_updates)] if is_plain else []
        if (write := _changing(reference, leaves)) is None:
            super().update(reference, field_updates, option)
        else:
            option.modify_write(Write.wrap(write))
            self._take(reference, write)

    def set(self, reference: Any, document_data: dict[str, Any], merge: Any = False) -> None:
        """Write a document anew, or merge the given fields into what there is."""
        leaves = _leaves(document_data, ()) if merge is True else ()
        if (write := _changing(reference, leaves)) is None:
            super().set(reference, document_data, merge=merge)
        else:
            self._take(reference, write)

    def _take(self, reference: Any, write: Any) -> None:
        self._document_references[write.update.name] = reference
        self._add_write_pbs([Write.wrap(write)])


def _begun(reference: Any) -> Any:
    write = _PlainWrite()
    write.update.name = reference._document_path  # noqa: SLF001 - as the library's own batch does
    return write


def _changing(reference: Any, leaves: Iterable[tuple[Path, Any]]) -> Any:
    """A write of these fields and no others; None where the library has to make it."""
    write = _begun(reference)
    try:
        for path, value in leaves:
            _put_leaf(write, path, value)
    except _Other:
        return None
    return write if write.update_mask.field_paths or write.update_transforms else None


def _leaves(values: Mapping[Any, Any], within: Path) -> Iterator[tuple[Path, Any]]:
    if not all(type(name) is str for name in values):
        raise _Other
    for name in sorted(values):
        value = values[name]
        if type(value) is dict and value:
            yield from _leaves(value, (*within, name))
        else:
            yield (*within, name), value


def _put_leaf(write: Any, path: Path, value: object) -> None:
    """Have the write change one field: to a value, by what the server is to do, or away with it."""
    name = render_field_path(path)
    write.update_mask.SetInParent()
    if kind := _TRANSFORMS.get(type(value)):
        transform = write.update_transforms.add()
        transform.field_path = name
        _put(getattr(transform, kind), value.value)  # type: ignore[attr-defined]
        return
    write.update_mask.field_paths.append(name)
    if value is firestore.DELETE_FIELD:
        return
    fields = write.update.fields
    for part in path[:-1]:
        fields = fields[part].map_value.fields
    _put(fields[path[-1]], value)


def _fill(fields: Any, values: Mapping[Any, Any]) -> None:
    for name, value in values.items():
        if type(name) is not str:
            raise _Other
        _put(fields[name], value)


def _put(field: Any, value: object) -> None:
    match value:
        case None:
            field.null_value = 0
        case bool():
            field.boolean_value = value
        case int():
            field.integer_value = value
        case float():
            field.double_value = value
        case str():
            field.string_value = value
        case datetime():
            _put_moment(field, value)
        case dict():
            field.map_value.SetInParent()
            _fill(field.map_value.fields, value)
        case list() | tuple():
            field.array_value.SetInParent()
            for one in value:
                _put(field.array_value.values.add(), one)
        case _:
            raise _Other


def _put_moment(field: Any, value: datetime) -> None:
    if type(value) is not datetime:  # the store's own moments have nanoseconds
        raise _Other
    field.timestamp_value.FromDatetime(value)
