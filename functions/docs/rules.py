"""One OpenAPI 3.1 document out of the documents of all features."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from shared import errors

Document = dict[str, Any]
Operation = dict[str, Any]

# What flask-openapi3 says of a failed validation; we answer with a problem instead.
_FOREIGN_ERROR = "ValidationErrorModel"
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_KEYED = {"post", "patch", "delete"}
_PROBLEM_TYPES: tuple[type[errors.Problem], ...] = (
    errors.InvalidInput,
    errors.Unauthenticated,
    errors.Forbidden,
    errors.NotFound,
    errors.Conflict,
    errors.Expired,
    errors.Stale,
    errors.TooLarge,
    errors.UnsupportedMedia,
    errors.Unprocessable,
    errors.TooMany,
    errors.Unavailable,
)
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A key of your choice. For 24 hours the same request with the same key is done once: "
    "a repetition gets the first answer, with `Idempotent-Replay: true`.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
}
_ANY_JSON: Document = {"content": {"application/json": {"schema": {}}}}
_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}}
_CHALLENGE = {"WWW-Authenticate": {"schema": {"type": "string", "const": "Bearer"}}}
_ABOUT = """Backend of a personal finance assistant.

Sign in with `POST /api/token/`, then send `Authorization: Bearer <access>`. Paths answer with and without their last
slash. Amounts in answers are exact JSON numbers; requests take numbers or decimal strings. Every error is a problem of
RFC 9457; a method that a path does not take answers 405 `method_not_allowed`."""


class SchemaClash(ValueError):
    """Two features say different things under one name."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's own document; `is_public(method, path)` tells whether it answers without a sign-in."""

    name: str
    document: Document
    is_public: Callable[[str, str], bool]


def template(rule: str) -> str:
    """A route's path as OpenAPI writes it: `/a/<string:id>/` is `/a/{id}/`."""
    return re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule)


def merge(features: list[Feature], version: str) -> Document:
    """The document of all features. Raises SchemaClash for a path, name or operation id that stands for two things."""
    paths: Document = {}
    schemas: Document = {"Problem": _problem_schema()}
    tags: dict[str, Document] = {}
    seen: dict[str, str] = {}
    for feature in features:
        document = deepcopy(feature.document)
        for path, method, operation in _operations(document):
            _claim(seen, f"{method.upper()} {path}", feature.name)
            _claim(seen, f"operationId {operation['operationId']}", feature.name)
            _complete(operation, method, path, feature.is_public(method, path))
            for name in operation.get("tags", ()):
                tags.setdefault(name, {"name": name})
            paths.setdefault(path, {})[method] = operation
        for name, schema in document.get("components", {}).get("schemas", {}).items():
            if name != _FOREIGN_ERROR and schemas.setdefault(name, schema) != schema:
                raise SchemaClash(f"{feature.name} gives the schema {name} another meaning")
        for tag in document.get("tags", ()):
            tags[tag["name"]] = {**tags.get(tag["name"], {}), **tag}
    return {
        "openapi": "3.1.0",
        "info": {"title": "AI-On API", "version": version, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "tags": [tags[name] for name in sorted(tags)],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "responses": {kind.__name__: _problem_response(kind) for kind in _PROBLEM_TYPES},
            "parameters": {"IdempotencyKey": _KEY},
            "securitySchemes": {"firebase": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operations(document: Document) -> Iterator[tuple[str, str, Operation]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _claim(seen: dict[str, str], what: str, feature: str) -> None:
    if what in seen:
        raise SchemaClash(f"{what} is declared by {seen[what]} and by {feature}")
    seen[what] = feature


def _complete(operation: Operation, method: str, path: str, public: bool) -> None:
    """Add what every route of ours has: its sign-in, its Idempotency-Key and its problems."""
    operation["security"] = [] if public else [{"firebase": []}]
    keyed = method in _KEYED and not public
    declared = {str(row.get("name", "")).casefold() for row in operation.get("parameters", ())}
    if keyed and "idempotency-key" not in declared:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
    responses = {
        status: response
        for status, response in operation.get("responses", {}).items()
        if f"#/components/schemas/{_FOREIGN_ERROR}" not in str(response)
    }
    if not any(status.startswith(("2", "3")) for status in responses):
        responses["2XX"] = {"description": "Done."} | ({} if method == "delete" else _ANY_JSON)
    fitting = _fitting(operation, keyed, public, path)
    for kind in _PROBLEM_TYPES:
        status = str(kind.status)
        own = responses.get(status)
        # A feature may also just name a status: without a shape of its own it means the problem.
        if status in fitting if own is None else not own.keys() & {"content", "$ref"}:
            responses[status] = {"$ref": f"#/components/responses/{kind.__name__}"}
    responses.setdefault("default", _problem_response(errors.Problem, "Any other problem."))
    operation["responses"] = dict(sorted(responses.items()))


def _fitting(operation: Operation, keyed: bool, public: bool, path: str) -> set[str]:
    body, parameters = "requestBody" in operation, bool(operation.get("parameters"))
    fits = {
        "400": body or parameters,
        "401": not public,
        "404": "{" in path,
        "409": keyed,
        "413": body,
        "415": body,
        "422": keyed,
        "429": body or not public,
        "503": body or not public,
    }
    return {status for status, fit in fits.items() if fit}


def _problem_response(kind: type[errors.Problem], description: str | None = None) -> Document:
    example: Document = {
        "type": f"urn:ai-on:problem:{kind.default_code}",
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title}.",
        "code": kind.default_code,
        "request_id": "5f2b8c0e9a7d4c31b6e2f0a1",
    }
    if kind is errors.InvalidInput:
        example["errors"] = [{"field": "entries.0.amount", "code": kind.default_code, "detail": "What is wrong."}]
    media = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    content = {"application/problem+json": media}
    response: Document = {"description": description or f"{kind.title}.", "content": content}
    if kind.status in {429, 503}:
        response["headers"] = _RETRY_AFTER
    if kind.status == 401:
        response["headers"] = _CHALLENGE
    return response


def _problem_schema() -> Document:
    text = {"type": "string"}
    field = {
        "type": "object",
        "required": ["field", "code", "detail"],
        "properties": {"field": {**text, "description": "dotted path, e.g. `entries.0.amount`"}}
        | {"code": text, "detail": text},
    }
    return {
        "title": "Problem",
        "description": "An error (RFC 9457). `code` is for programs, `detail` is fit for a person.",
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "request_id"],
        "properties": {
            "type": {**text, "format": "uri"},
            "title": text,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": text,
            "code": text,
            "errors": {"type": "array", "items": field},
            "request_id": text,
        },
    }
