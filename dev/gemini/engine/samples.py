"""The smallest value that fits a schema: JSON Schema or the OpenAPI subset, as Gemini takes both."""

from typing import Any

from dev.gemini.body import field
from dev.gemini.engine.schemas import settled
from dev.gemini.protocol.refusal import Json

_DEPTH = 12
_FORMATS = {"date": "2000-01-01", "date-time": "2000-01-01T00:00:00Z", "time": "00:00:00"}


def sample(schema: Any, root: Any = None, depth: int = 0) -> Any:
    """A value of the right shape; null where the schema says nothing or never ends. `root` holds the `$defs`."""
    root = schema if root is None else root
    if not isinstance(schema, dict) or depth > _DEPTH:
        return None
    schema = settled(schema, root, _DEPTH - depth)
    for fixed in ("const", "default"):
        if fixed in schema:
            return schema[fixed]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type")
    kind = str(kind[0] if isinstance(kind, list) and kind else kind or "").lower()
    if kind == "object" or "properties" in schema:
        return _object(schema, root, depth)
    if kind == "array" or "items" in schema:
        return _array(schema, root, depth)
    return _scalar(kind, schema)


def _object(schema: Json, root: Any, depth: int) -> Json:
    properties = schema.get("properties") or {}
    required = schema.get("required")
    names = list(properties) if required is None else required
    return {name: sample(properties.get(name, {}), root, depth + 1) for name in names}


def _array(schema: Json, root: Any, depth: int) -> list[Any]:
    first = [sample(one, root, depth + 1) for one in field(schema, "prefixItems") or []]
    missing = int(field(schema, "minItems") or 0) - len(first)
    return first + [sample(schema.get("items"), root, depth + 1) for _ in range(missing)]


def _scalar(kind: str, schema: Json) -> Any:
    if kind == "string":
        return _FORMATS.get(str(schema.get("format"))) or "x" * int(field(schema, "minLength") or 0)
    if kind in {"integer", "number"}:
        return field(schema, "minimum") or 0
    return {"boolean": False, "": {}}.get(kind)
