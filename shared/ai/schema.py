"""JSON Schema as Gemini takes it, and what no schema of ours may ask for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

# What `parametersJsonSchema` and `responseJsonSchema` document.
KEYWORDS = frozenset({"$defs", "$ref", "$anchor", "$id", "type", "format", "title", "description", "enum", "items"})
KEYWORDS |= {"prefixItems", "minItems", "maxItems", "minimum", "maximum", "anyOf", "oneOf", "properties"}
KEYWORDS |= {"additionalProperties", "required", "propertyOrdering"}
_PERSON = re.compile(
    r"(?:^|_)(?:uid|users?|user_?(?:id|ids|uid|name|names|key|email|ref)|owners?|owner_?(?:id|uid|name)"
    r"|accounts?|account_?(?:id|ids|name)|customer_?id|client_?id|person_?id|member_?id|profile_?id|tenant(?:_?id)?"
    r"|principal|identity|sub|e?_?mail|email_address|token|id_token)$"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model without `default`, and with a constant as an `enum` of one: both are outside the subset."""
    found: dict[str, Any] = _within_subset(model.model_json_schema())
    return found


def _within_subset(schema: Any, *, names: bool = False) -> Any:
    """`names`: the keys of this object are names of ours, not keywords."""
    if isinstance(schema, list):
        return [_within_subset(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _within_subset(value, names=not names and key in {"properties", "$defs"})
        for key, value in schema.items()
        if names or key not in {"default", "const"}
    }
    if not names and "const" in schema:
        kept["enum"] = [schema["const"]]
    return kept


def schemas_in(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The schema and all schemas inside it."""
    yield schema
    for name in ("properties", "$defs"):
        for inner in schema.get(name, {}).values():
            yield from schemas_in(inner)
    for name in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for inner in schema.get(name, ()):
            yield from schemas_in(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), Mapping):
            yield from schemas_in(schema[name])


def names_in(schema: Mapping[str, Any]) -> set[str]:
    """The names of all fields, also of nested ones."""
    return {name for one in schemas_in(schema) for name in one.get("properties", {})}


def names_a_person(name: str) -> bool:
    """Whether a field of this name could say whose data is meant, which only the sign-in may say."""
    snake = re.sub(r"[^a-z0-9]+", "_", _HUMP.sub("_", name).casefold()).strip("_")
    return _PERSON.search(snake) is not None


def is_closed(schema: Mapping[str, Any]) -> bool:
    """Whether every object in it takes its own keys only."""
    objects = [one for one in schemas_in(schema) if one.get("type") == "object" or "properties" in one]
    return all(one.get("additionalProperties") is False for one in objects)
