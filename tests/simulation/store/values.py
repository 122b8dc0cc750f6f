"""Values as Firestore keeps them: what may be stored, how two of them are ordered, and paths of fields."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from google.cloud.firestore_v1.field_path import FieldPath
from google.cloud.firestore_v1.transforms import DELETE_FIELD, SERVER_TIMESTAMP, Increment

Fields = dict[str, Any]
Path = tuple[str, ...]
GREATEST = (1 << 63) - 1
_TRANSFORMS = (Increment, type(SERVER_TIMESTAMP))


def is_transform(value: object) -> bool:
    """Whether the store computes this value at the commit."""
    return isinstance(value, Increment) or value is SERVER_TIMESTAMP


def stored(value: Any) -> Any:
    """A copy in the form in which it will be read. Raises TypeError and ValueError as the client does."""
    kind = type(value)
    if value is None or kind is bool or kind is str or kind is float or kind is bytes:
        return value
    if isinstance(value, int):
        if not -GREATEST - 1 <= value <= GREATEST:
            raise ValueError("Value out of range")
        return int(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, list | tuple | set | frozenset):
        return [stored(one) for one in value]
    if isinstance(value, dict):
        return {name: stored(one) for name, one in value.items()}
    if isinstance(value, str | float | bytes) or hasattr(value, "_document_path"):
        return value
    raise TypeError("Cannot convert to a Firestore Value", value, "Invalid type", type(value))


def copied(value: Any) -> Any:
    """A copy of a stored value, so that nobody can change what the store holds."""
    if type(value) is dict:
        return {name: copied(one) for name, one in value.items()}
    return [copied(one) for one in value] if type(value) is list else value


def path_of(text: str) -> Path:
    """The parts of a dotted path; a part in backticks may hold any character."""
    return tuple(FieldPath.from_api_repr(text).parts) if "`" in text else tuple(text.split("."))


def found(fields: Mapping[str, Any], path: Path) -> tuple[bool, Any]:
    """Whether there is a value at the path, and the value."""
    value: Any = fields
    for part in path:
        if type(value) is not dict or part not in value:
            return False, None
        value = value[part]
    return True, value


def put(fields: Fields, path: Path, value: Any) -> None:
    """Set the value at the path; whatever is in the way and is no map gives way to one."""
    for part in path[:-1]:
        inner = fields.get(part)
        if type(inner) is not dict:
            inner = fields[part] = {}
        fields = inner
    fields[path[-1]] = value


def removed(fields: Fields, path: Path) -> None:
    """Take the value at the path away, if there is one."""
    there, holder = found(fields, path[:-1])
    if there and type(holder) is dict:
        holder.pop(path[-1], None)


def divided(data: Mapping[str, Any], at: Path = ()) -> tuple[Fields, list[tuple[Path, Any]]]:
    """The plain part of the data, and its transforms with their paths. A map that only held transforms is left out."""
    plain: Fields = {}
    transforms: list[tuple[Path, Any]] = []
    for name, value in data.items():
        if is_transform(value):
            transforms.append(((*at, name), value))
        elif isinstance(value, dict) and value:
            inner, more = divided(value, (*at, name))
            transforms += more
            if inner or not more:
                plain[name] = inner
        else:
            plain[name] = value
    return plain, transforms


def leaves(data: Mapping[str, Any], at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path; an empty map is a value."""
    for name, value in data.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*at, name))
        else:
            yield (*at, name), value


def transformed(old: Any, transform: Any, now: datetime) -> Any:
    """What a transform makes of a value; a sum stays within 64 bits."""
    if transform is SERVER_TIMESTAMP:
        return now
    number = transform.value
    if type(old) not in {int, float}:
        return number
    total = old + number
    return max(-GREATEST - 1, min(GREATEST, total)) if type(total) is int else total


_KINDS: tuple[tuple[type, int], ...] = ((bool, 1), (int, 2), (float, 2), (datetime, 3), (str, 4), (bytes, 5))


def rank(value: Any) -> tuple[int, Any]:
    """Where a value stands among all others: first by its kind, then within it."""
    for kind, place in _KINDS:
        if isinstance(value, kind):
            return place, value
    if value is None:
        return 0, 0
    if hasattr(value, "_document_path"):
        return 6, value.path.split("/")
    if isinstance(value, list):
        return 8, [rank(one) for one in value]
    return 9, sorted((name, rank(one)) for name, one in value.items())


__all__ = ["DELETE_FIELD", "Fields", "Path"]
