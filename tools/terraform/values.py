"""What a provider does with values of a schema block: checks them, and makes up what only the cloud would know."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgpack

Block = Mapping[str, Any]
Values = dict[str, Any]
# (argument, its type in Terraform's JSON form) -> a value
Make = Callable[[str, Any], Any]

UNKNOWN = msgpack.ExtType(0, b"\x00")


def faults(block: Block, value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is set though it is read-only, and what is outside its enumeration, each with its place."""
    if not isinstance(value, dict):
        return []
    found: list[tuple[str, tuple[str | int, ...]]] = []
    for name, about in block["attributes"].items():
        given = value.get(name)
        if given is None:
            continue
        if about.get("computed") and not about.get("optional"):
            found.append((f"{name} is read-only: the provider decides it", ()))
        allowed = about.get("x_enum")
        if allowed and isinstance(given, str) and given and given not in allowed:
            found.append((f"expected {name} to be one of {json.dumps(allowed)}, got {given}", (*path, name)))
    for name, nested in block["block_types"].items():
        rows = value.get(name)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            # Elements of a set have no index, so no path leads to them.
            found += faults(nested["block"], row, (*path, name, index) if nested["nesting_mode"] == "list" else ())
    return found


def with_computed(block: Block, value: Values, make: Make) -> Values:
    """The values, with one from `make` for every computed argument that has none."""
    filled = dict(value)
    for name, about in block["attributes"].items():
        if about.get("computed") and filled.get(name) is None:
            filled[name] = make(name, about["type"])
    return _inside(block, filled, lambda inner, row: with_computed(inner, row, make))


def settled(block: Block, value: Values) -> Values:
    """The values, with something of the right type for every one that is unknown."""
    known = dict(value)
    for name, about in block["attributes"].items():
        if isinstance(known.get(name), msgpack.ExtType):
            known[name] = made_up(name, about["type"])
    return _inside(block, known, settled)


def _inside(block: Block, value: Values, change: Callable[[Block, Values], Values]) -> Values:
    for name, nested in block["block_types"].items():
        rows = value.get(name)
        if isinstance(rows, list):
            value[name] = [change(nested["block"], row) if isinstance(row, dict) else row for row in rows]
    return value


def made_up(name: str, kind: Any) -> Any:
    """A value of a type: `stub-<name>`, 0, false, or something empty."""
    if isinstance(kind, str):
        return {"string": f"stub-{name}", "number": 0, "bool": False}.get(kind)
    outer, inner = kind
    if outer == "object":
        return {key: made_up(key, one) for key, one in inner.items()}
    return {} if outer == "map" else []
