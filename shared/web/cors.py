"""Which web pages of other origins may call us: those of the configured list, nobody else."""

from flask import Response, request

from shared.config import config

_METHODS = "GET, POST, PATCH, PUT, DELETE"
_SENT = (
    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, Accept-Language, traceparent"
)
_SHOWN = "ETag, Link, Retry-After, Idempotent-Replay, X-Request-Id, RateLimit, RateLimit-Policy, WWW-Authenticate"
_KEPT_S = "3600"


def preflight() -> Response | None:
    """The answer to a browser that asks before it sends; None for every other request. It needs no sign-in."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    response = Response(status=204)
    response.vary.update(["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"])
    if _allowed():
        response.headers["Access-Control-Allow-Methods"] = _METHODS
        response.headers["Access-Control-Allow-Headers"] = _SENT
        response.headers["Access-Control-Max-Age"] = _KEPT_S
    return response


def mark(response: Response) -> None:
    """Let a page of an allowed origin read this answer. Cookies are never used, so none are allowed."""
    if not config().allowed_origins:
        return
    response.vary.add("Origin")
    if origin := _allowed():
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = _SHOWN


def _allowed() -> str | None:
    origin = request.headers.get("Origin")
    return origin if origin in config().allowed_origins else None
