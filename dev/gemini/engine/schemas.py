"""Looking into a schema: JSON Schema or the OpenAPI subset, as Gemini takes both."""

from typing import Any

from dev.gemini.body import field
from dev.gemini.protocol.refusal import Json

_DEPTH = 12


def settled(schema: Json, root: Any, steps: int = _DEPTH) -> Json:
    """The schema after references, and of alternatives the first."""
    for _ in range(steps):
        choices = field(schema, "anyOf") or field(schema, "oneOf") or field(schema, "allOf")
        if isinstance(schema.get("$ref"), str):
            following = _resolve(schema["$ref"], root)
        elif isinstance(choices, list):
            following = choices[0]
        else:
            break
        if not isinstance(following, dict):
            return {}
        schema = following
    return schema


def names_at(schema: Json | None, *path: str) -> set[str]:
    """The names of the fields at a path of fields; `[]` is an item of a list. Empty where there is no such place.

    `names_at(schema, "expenses", "[]")` are the fields of an expense.
    """
    found = settled(schema or {}, schema)
    for step in path:
        inner = found.get("items") if step == "[]" else _properties(found).get(step)
        found = settled(inner, schema) if isinstance(inner, dict) else {}
    return set(_properties(found))


def _properties(schema: Json) -> Json:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _resolve(ref: str, root: Any) -> Any:
    found = root
    for step in ref.removeprefix("#").strip("/").split("/") if ref != "#" else []:
        found = found.get(step) if isinstance(found, dict) else None
    return found
