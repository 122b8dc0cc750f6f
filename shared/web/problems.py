"""Errors as RFC 9457 problems: the one place where they are rendered."""

from typing import Any

import simplejson
from flask import Response, g
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from shared import logs
from shared.errors import (
    Conflict,
    FieldError,
    InvalidInput,
    NotFound,
    Problem,
    TooLarge,
    Unavailable,
    UnsupportedMedia,
)
from shared.gcp.firestore import AlreadyDone, Contended

_CODES = {"extra_forbidden": "unknown_field", "invalid_amount": "invalid_amount", "read_only_field": "read_only_field"}


class MethodNotAllowed(Problem):
    status, title, default_code = 405, "Method not allowed", "method_not_allowed"


def body_of(problem: Problem, request_id: str | None) -> dict[str, Any]:
    """The problem's JSON."""
    body: dict[str, Any] = {
        "type": f"urn:ai-on:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [{"field": e.field, "code": e.code, "detail": e.detail} for e in problem.errors]
    return body


def render(problem: Problem) -> Response:
    """The answer for an error, as `application/problem+json`."""
    body = body_of(problem, g.get("request_id"))
    response = Response(simplejson.dumps(body), problem.status, content_type="application/problem+json")
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def of_validation(error: ValidationError) -> InvalidInput:
    """A model's complaint as a problem; nothing of the input is echoed but the names of fields."""
    found = []
    for row in error.errors(include_url=False, include_context=False, include_input=False):
        code = _CODES.get(row["type"], "invalid_field")
        detail = "This field is not known." if code == "unknown_field" else row["msg"]
        found.append(FieldError(".".join(str(part) for part in row["loc"])[:200], code, detail))
    return InvalidInput("The request has fields that are missing or wrong.", found[0].code, tuple(found[:50]))


_HTTP: dict[int, Problem] = {
    404: NotFound("There is nothing at this address."),
    405: MethodNotAllowed("This address does not take this method."),
    413: TooLarge("The request is too large."),
    415: UnsupportedMedia("This content type is not supported."),
}


def of_http(error: HTTPException) -> Problem:
    """The framework's own errors (404, 405, 413, 415 …) in our shape."""
    if error.code in _HTTP:
        return _HTTP[error.code]
    if error.code is not None and 400 <= error.code < 500:
        return InvalidInput("The request cannot be understood.", "invalid_json")
    return Problem("Something went wrong on our side; nothing was lost.")


def of_exception(error: Exception) -> Problem:
    """Any error as a problem. What nobody expected is logged by place, without any value."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationError):
        return of_validation(error)
    if isinstance(error, HTTPException):
        return of_http(error)
    if isinstance(error, Contended):
        return Conflict("This changed at the same time; please try again.", retry_after=1)
    if isinstance(error, AlreadyDone):
        return Unavailable("This was done already; please send the request again to see its answer.", retry_after=1)
    logs.error("request.failed", where=logs.where_of(error))
    return Problem("Something went wrong on our side; nothing was lost.")
