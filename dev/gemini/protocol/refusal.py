"""Refusals and the bodies of errors, as Google's services word them."""

from typing import Any

Json = dict[str, Any]
_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    499: "CANCELLED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class Refusal(Exception):
    """A request that is answered with an error body. `code` is the HTTP status."""

    def __init__(self, code: int, message: str, details: list[Json] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.details = code, message, details or []


def error_body(code: int, message: str, details: list[Json] | None = None, status: str | None = None) -> Json:
    """The body of an error answer."""
    error: Json = {"code": code, "message": message, "status": status or _STATUS.get(code, "UNKNOWN")}
    return {"error": error | ({"details": details} if details else {})}


def status_code(status: str) -> int:
    """The HTTP status of a status name; 500 for one that is not known."""
    return next((code for code, name in _STATUS.items() if name == status), 500)


def check_key(key: str | None) -> None:
    """Any key is good but `invalid`, which is refused as a bad key is: 400, not 401. Raises Refusal."""
    if key == "invalid":
        reason = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
            "metadata": {"service": "generativelanguage.googleapis.com"},
        }
        raise Refusal(400, "API key not valid. Please pass a valid API key.", [reason])
