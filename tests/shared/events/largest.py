"""The largest instance of a model, made from the limits that its fields declare."""

import types
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_WIDEST = "😀"  # four bytes in UTF-8
_INTEGER = -(2**63)


class Unbounded(AssertionError):
    """A field has no limit, so nothing can be said of the size of its event."""


def largest(model: type[BaseModel]) -> Any:
    """The instance that takes most bytes. Raises Unbounded when a text or a list may be of any length."""
    return model(**{name: _field(field, f"{model.__name__}.{name}") for name, field in model.model_fields.items()})


def _field(field: FieldInfo, where: str) -> Any:
    return _value(field.annotation, tuple(field.metadata), where)


def _value(kind: Any, limits: tuple[Any, ...], where: str) -> Any:  # noqa: PLR0911 - one line for each kind
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(inside[0], (*inside[1:], *limits), where)
    if origin is Literal:
        return max(inside, key=lambda one: len(str(one)))
    if origin in {Union, types.UnionType}:
        return _value(next(one for one in inside if one is not type(None)), limits, where)
    if origin is tuple:
        return [_value(inside[0], (), where)] * _longest(limits, where)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return largest(kind)
    if kind is str:
        return (_WIDEST if _pattern(limits) is None else "x") * _longest(limits, where)
    if kind is datetime:
        return datetime(2026, 11, 21, 23, 59, 59, 999999, tzinfo=UTC)
    return False if kind is bool else _least(limits)


def _flat(limits: tuple[Any, ...]) -> list[Any]:
    """The limits, those that a field declares beside its type too."""
    return [one for limit in limits for one in (limit.metadata if isinstance(limit, FieldInfo) else (limit,))]


def _longest(limits: tuple[Any, ...], where: str) -> int:
    for limit in _flat(limits):
        if (found := getattr(limit, "max_length", None)) is not None:
            return int(found)
    raise Unbounded(where)


def _pattern(limits: tuple[Any, ...]) -> Any:
    return next((limit.pattern for limit in _flat(limits) if getattr(limit, "pattern", None)), None)


def _least(limits: tuple[Any, ...]) -> int:
    return next((int(limit.ge) for limit in _flat(limits) if hasattr(limit, "ge")), _INTEGER)
