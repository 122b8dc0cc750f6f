"""What OpenAPI 3.1 asks of a document, as far as our documents use it. Each function raises AssertionError."""

import re
from collections.abc import Iterator
from typing import Any

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
_OPERATION = {"tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody"} | {
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
}
_PARAMETER = {"name", "in", "description", "required", "deprecated", "schema", "example", "examples"} | {
    "style",
    "explode",
    "allowReserved",
    "content",
}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """`(path, method, operation)` of every route."""
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            yield path, method, item[method]


def resolve(document: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What a possible `$ref` stands for."""
    while "$ref" in found:
        target: Any = document
        assert found["$ref"].startswith("#/"), found
        for part in found["$ref"][2:].split("/"):
            assert part in target, f"{found['$ref']} is nowhere"
            target = target[part.replace("~1", "/").replace("~0", "~")]
        found = target
    return found


def _references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def check_document(document: dict[str, Any]) -> None:
    """The parts that a document needs, and that nothing points nowhere."""
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert document["info"]["title"]
    assert document["info"]["version"]
    for reference in _references(document):
        resolve(document, reference)
    names = [tag["name"] for tag in document["tags"]]
    assert len(set(names)) == len(names)
    for group in document["components"].values():
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in group), group.keys()
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    for path, method, operation in operations(document):
        assert path.startswith("/api/")
        assert path.endswith("/"), path
        check_operation(document, path, method, operation, set(names))


def check_operation(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any], tags: set[str]
) -> None:
    """One route: its parameters, its body, its answers and its sign-in."""
    where = f"{method} {path}"
    assert operation.keys() <= _OPERATION, where
    assert operation["summary"], where
    assert operation["tags"], where
    assert set(operation["tags"]) <= tags, where
    parameters = [resolve(document, row) for row in operation.get("parameters", ())]
    for row in parameters:
        assert row.keys() <= _PARAMETER, where
        assert row["in"] in {"query", "header", "path", "cookie"}, where
        assert ("schema" in row) != ("content" in row), where
    keys = [(row["in"], row["name"]) for row in parameters]
    assert len(set(keys)) == len(keys), where
    in_path = {row["name"] for row in parameters if row["in"] == "path" and row["required"]}
    assert in_path == set(re.findall(r"{([^{}]+)}", path)), where
    if "requestBody" in operation:
        assert resolve(document, operation["requestBody"])["content"], where
    assert any(status[0] in "23" for status in operation["responses"]), where
    for status, response in operation["responses"].items():
        assert re.fullmatch(r"[1-5](\d\d|XX)|default", status), where
        assert resolve(document, response)["description"], where
    for requirement in operation["security"]:
        assert requirement.keys() <= document["components"]["securitySchemes"].keys(), where
