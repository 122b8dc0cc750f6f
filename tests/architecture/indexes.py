"""Which indexes a Firestore query needs, and whether the declared ones (`infra/indexes.json`) serve it.

The emulator needs none, so nothing else tells before production does. As the store does it: a query that only compares
fields for equality is served by the automatic index of each field; one that orders needs an index that ends in that
very order, or several such indexes that together have all its compared fields. Automatic indexes serve one collection
only, never a whole collection group.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "infra" / "indexes.json"
_EQUAL, _CONTAINS = {"EQUAL", "IN"}, {"ARRAY_CONTAINS", "ARRAY_CONTAINS_ANY"}
Order = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A query without its values. `equal` and `contains` name fields; `order` leaves out the document's name."""

    collection: str
    scope: str
    equal: frozenset[str]
    contains: frozenset[str]
    order: Order


@dataclass(frozen=True, slots=True)
class Index:
    """A declared index: fields with a direction, or `CONTAINS`."""

    collection: str
    scope: str
    fields: Order


def declared(content: Mapping[str, Any] | None = None) -> frozenset[Index]:
    """The indexes of the file, those of single fields too."""
    content = json.loads(FILE.read_text(encoding="utf-8")) if content is None else content
    several = {
        Index(one["collectionGroup"], one["queryScope"], tuple(_field(row["fieldPath"], row) for row in one["fields"]))
        for one in content["indexes"]
    }
    single = {
        Index(one["collectionGroup"], row["queryScope"], (_field(one["fieldPath"], row),))
        for one in content["fieldOverrides"]
        for row in one["indexes"]
    }
    return frozenset(several | single)


def _field(name: str, row: Mapping[str, str]) -> tuple[str, str]:
    return name, row.get("order") or row["arrayConfig"]


def shape_of(query: Any) -> Shape:
    """The shape of a client's query. Raises ValueError for what no index could serve."""
    asked = query._to_protobuf()
    equal, contains, ranges = set[str](), set[str](), set[str]()
    for name, operator in _conditions(asked.where):
        into = equal if operator in _EQUAL else contains if operator in _CONTAINS else ranges
        into.add(name)
    order = [(row.field.field_path, row.direction.name) for row in asked.order_by]
    if not order:
        order = [(name, "ASCENDING") for name in sorted(ranges)]
    if ranges - {order[0][0] if order else None} or len(contains) > 1:
        raise ValueError("a range of another field than the first in order, or two arrays")
    if len(order) > 1 and order[-1][0] == "__name__" and order[-1][1] != order[-2][1]:
        raise ValueError("the document's name is ordered against its field")
    kept = tuple((name, direction) for name, direction in order if name != "__name__")
    source = asked.from_[0]
    scope = "COLLECTION_GROUP" if source.all_descendants else "COLLECTION"
    return Shape(source.collection_id, scope, frozenset(equal), frozenset(contains), kept)


def _conditions(where: Any) -> list[tuple[str, str]]:
    if where._pb.HasField("composite_filter"):
        return [found for one in where.composite_filter.filters for found in _conditions(one)]
    if where._pb.HasField("field_filter"):
        return [(where.field_filter.field.field_path, where.field_filter.op.name)]
    if where._pb.HasField("unary_filter"):
        return [(where.unary_filter.field.field_path, "EQUAL")]
    return []


def is_served(shape: Shape, indexes: frozenset[Index]) -> bool:
    """Whether the automatic indexes or these serve the query."""
    compared = {(name, "EQUAL") for name in shape.equal} | {(name, "CONTAINS") for name in shape.contains}
    if shape.scope == "COLLECTION" and (not shape.order or (not compared and len(shape.order) == 1)):
        return True
    if not compared and not shape.order:
        return True  # all of it, in the order of names
    covered = set[tuple[str, str]]()
    for index in indexes:
        if (index.collection, index.scope) == (shape.collection, shape.scope):
            found = _prefix(index, shape.order)
            if found is not None and found <= compared:
                covered |= found
                if compared <= covered:
                    return True
    return False


def _prefix(index: Index, order: Order) -> set[tuple[str, str]] | None:
    """What an index compares before it is ordered like this (or just the other way round); None when it is not."""
    length = len(index.fields) - len(order)
    tail = index.fields[length:] if length >= 0 else ()
    other = {"ASCENDING": "DESCENDING", "DESCENDING": "ASCENDING"}
    if tail not in {order, tuple((name, other[direction]) for name, direction in order)} or length < 0:
        return None
    return {(name, "CONTAINS" if kind == "CONTAINS" else "EQUAL") for name, kind in index.fields[:length]}
