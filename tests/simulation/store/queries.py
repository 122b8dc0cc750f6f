"""Queries: conditions, order, a cursor and a limit over one collection or all of one name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import Any

from google.cloud.firestore_v1.types import StructuredQuery

from tests.simulation.store.documents import Documents, Stored
from tests.simulation.store.values import Path, found, path_of, rank

NAME = "__name__"
UnaryFilter = StructuredQuery.UnaryFilter
_UNARY = {UnaryFilter.Operator.IS_NULL: "==", UnaryFilter.Operator.IS_NOT_NULL: "!="}
_RANGES = {"<", "<=", ">", ">=", "!=", "not-in"}
Row = tuple[Path, Stored]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. `group` asks all collections of the last name; orders are (field, descending)."""

    collection: Path
    group: bool = False
    filters: tuple[tuple[str, str, Any], ...] = ()
    orders: tuple[tuple[str, bool], ...] = ()
    after: tuple[Any, ...] | None = None
    at_least: bool = False
    limit: int | None = None

    def with_filter(self, condition: Any) -> "Asked":
        """One more condition, a google FieldFilter."""
        # The google client turns a comparison with None into an operator of its own.
        operator = _UNARY.get(condition.op_string, condition.op_string)
        row = (condition.field_path, operator, condition.value)
        return replace(self, filters=(*self.filters, row))

    def rows(self, documents: Documents) -> list[Row]:
        """What the documents answer."""
        orders = self._full_orders()
        rows = [row for row in self._candidates(documents) if self._fits(row, orders)]

        def compared(one: Row, other: Row) -> int:
            return _compared(_keys(one, orders), _keys(other, orders), orders)

        rows.sort(key=cmp_to_key(compared))
        if self.after is not None:
            position = [rank(_bare(value, name)) for value, (name, _) in zip(self.after, orders, strict=False)]
            limit = 0 if self.at_least else 1
            rows = [row for row in rows if _compared(_keys(row, orders), position, orders) >= limit]
        return rows[: self.limit]

    def _candidates(self, documents: Documents) -> Iterator[Row]:
        if not self.group:
            paths: Iterable[Path] = documents.in_collection.get(self.collection, ())
            yield from ((path, documents.by_path[path]) for path in paths)
            return
        for at, rows in documents.in_collection.items():
            if at[-1] == self.collection[-1]:
                yield from ((path, documents.by_path[path]) for path in rows)

    def _fits(self, row: Row, orders: tuple[tuple[str, bool], ...]) -> bool:
        _, document = row
        if any(name != NAME and not found(document.fields, path_of(name))[0] for name, _ in orders):
            return False
        return all(_holds(_value(row, name), operator, value) for name, operator, value in self.filters)

    def _full_orders(self) -> tuple[tuple[str, bool], ...]:
        """The order that is asked for, completed as Firestore completes it: ranges first, the name last."""
        orders = list(self.orders)
        if not orders:
            orders = [(name, False) for name in sorted({n for n, op, _ in self.filters if op in _RANGES} - {NAME})]
        if all(name != NAME for name, _ in orders):
            orders.append((NAME, orders[-1][1] if orders else False))
        return tuple(orders)


_MISSING = object()


def _value(row: Row, name: str) -> Any:
    path, document = row
    if name == NAME:
        return _Name(path)
    there, value = found(document.fields, path_of(name))
    return value if there else _MISSING


@dataclass(frozen=True, slots=True)
class _Name:
    """Stands for a reference where documents are ordered by their names."""

    parts: Path
    _document_path: str = ""

    @property
    def path(self) -> str:
        return "/".join(self.parts)


def _bare(value: Any, name: str) -> Any:
    return _Name(tuple(value.path.split("/"))) if name == NAME else value


def _keys(row: Row, orders: Iterable[tuple[str, bool]]) -> list[tuple[int, Any]]:
    return [rank(_value(row, name)) for name, _ in orders]


def _compared(one: list[Any], other: list[Any], orders: Iterable[tuple[str, bool]]) -> int:
    for mine, yours, (_, descending) in zip(one, other, orders, strict=False):
        if mine != yours:
            return (-1 if mine < yours else 1) * (-1 if descending else 1)
    return 0


def _holds(value: Any, operator: str, wanted: Any) -> bool:
    if value is _MISSING:
        return False
    if operator in {"in", "array_contains_any"}:
        values = [value] if operator == "in" else value if isinstance(value, list) else []
        return any(_equal(one, choice) for one in values for choice in wanted)
    if operator == "array_contains":
        return isinstance(value, list) and any(_equal(one, wanted) for one in value)
    if operator == "==":
        return _equal(value, wanted)
    if operator == "!=":
        return value is not None and not _equal(value, wanted)
    mine, yours = rank(value), rank(_bare(wanted, NAME) if hasattr(wanted, "_document_path") else wanted)
    return mine[0] == yours[0] and _COMPARISONS[operator](mine[1], yours[1])


def _equal(one: Any, other: Any) -> bool:
    return rank(one) == rank(other)


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
