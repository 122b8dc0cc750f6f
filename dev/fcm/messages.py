"""What FCM takes and how it refuses: shapes of HTTP v1, with the error in google.rpc form.

Messages: https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages
Codes and statuses: https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
Bodies of errors, and Retry-After: https://firebase.google.com/docs/cloud-messaging/error-codes
"""

import json
import secrets
import threading
from collections import deque
from datetime import UTC, datetime
from typing import Any

from shared.clock import rfc3339

Body = dict[str, Any]
MOST_BYTES = 4096
_KEPT = 1000
_FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError"
_BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"
# By the errorCode of FCM: HTTP status, google.rpc status, words.
FAULTS = {
    "UNREGISTERED": (404, "NOT_FOUND", "Requested entity was not found."),
    "INVALID_ARGUMENT": (400, "INVALID_ARGUMENT", "The registration token is not a valid FCM registration token"),
    "SENDER_ID_MISMATCH": (403, "PERMISSION_DENIED", "SenderId mismatch"),
    "QUOTA_EXCEEDED": (429, "RESOURCE_EXHAUSTED", "Quota exceeded."),
    "UNAVAILABLE": (503, "UNAVAILABLE", "The service is currently unavailable."),
    "INTERNAL": (500, "INTERNAL", "Internal error encountered."),
    "THIRD_PARTY_AUTH_ERROR": (401, "UNAUTHENTICATED", "Auth error from APNS or Web Push Service"),
}
_MEMBERS = {"name", "data", "notification", "android", "webpush", "apns", "fcm_options", "token", "topic", "condition"}


class Fault(Exception):
    """An answer that is an error."""

    def __init__(
        self, code: int, status: str, message: str, details: list[Body] | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        told: Body = {"code": code, "message": message, "status": status}
        self.body: Body = {"error": told | ({"details": details} if details else {})}


def fcm_fault(error_code: str, retry_after: int | None = None) -> Fault:
    """The error that FCM answers with for one of its own codes, after how many seconds it is to be asked again."""
    code, status, message = FAULTS[error_code]
    return Fault(code, status, message, [{"@type": _FCM_ERROR, "errorCode": error_code}], retry_after)


def _wrong(field: str, why: str) -> Fault:
    violation = {"field": field, "description": why}
    details: list[Body] = [
        {"@type": _BAD_REQUEST, "fieldViolations": [violation]},
        {"@type": _FCM_ERROR, "errorCode": "INVALID_ARGUMENT"},
    ]
    return Fault(400, "INVALID_ARGUMENT", why, details)


def checked(body: Body) -> Body:
    """The message of a request. Raises Fault for what FCM would refuse."""
    message = body.get("message")
    if not isinstance(message, dict) or set(body) - {"message", "validate_only", "validateOnly"}:
        raise _wrong("message", "Invalid JSON payload received.")
    if unknown := set(message) - _MEMBERS:
        raise _wrong(f"message.{min(unknown)}", "Invalid JSON payload received. Unknown name.")
    if sum(one in message for one in ("token", "topic", "condition")) != 1:
        raise _wrong("message", "Exactly one of token, topic or condition is required.")
    token = message.get("token", "topic")
    if not isinstance(token, str) or not token or not token.isprintable() or " " in token:
        raise fcm_fault("INVALID_ARGUMENT")
    _check_data(message)
    return message


def _check_data(message: Body) -> None:
    data = message.get("data") or {}
    if not all(isinstance(one, str) for one in data.values()):
        raise _wrong("message.data", "Values of data must be strings.")
    if len(json.dumps([data, message.get("notification")], ensure_ascii=False).encode()) > MOST_BYTES:
        raise _wrong("message", "Android message is too big.")


class Messages:
    """What was pushed, the newest last, and which tokens are scripted to fail and how often."""

    def __init__(self, project: str) -> None:
        self.project = project
        self._kept: deque[Body] = deque(maxlen=_KEPT)
        self._script: dict[str, list[Any]] = {}
        self._lock = threading.Lock()

    def send(self, body: Body) -> Body:
        """Take one message; its name as FCM gives it. Raises Fault."""
        message = checked(body)
        name = f"projects/{self.project}/messages/0:{secrets.randbits(60):016x}%{secrets.token_hex(8)}"
        with self._lock:
            self._fail(str(message.get("token")))
            if not (body.get("validate_only") or body.get("validateOnly")):
                self._kept.append({"name": name, "received_at": rfc3339(datetime.now(UTC)), "message": message})
        return {"name": name}

    def _fail(self, token: str) -> None:
        row = self._script.get(token)
        if row and row[1] != 0:
            row[1] -= 1
            raise fcm_fault(row[0], row[2])

    def script(self, wanted: Body) -> Body:
        """Let a token fail: `{"token", "error", "times"?, "retry_after"?}`; without `times` always. Raises Fault."""
        token, error, times = wanted.get("token"), wanted.get("error"), wanted.get("times", -1)
        after = wanted.get("retry_after")
        if after is not None and not isinstance(after, int):
            raise _wrong("retry_after", "retry_after is a number of seconds")
        if not isinstance(token, str) or error not in FAULTS or not isinstance(times, int):
            raise _wrong("error", f"token, and error as one of {', '.join(FAULTS)}")
        with self._lock:
            self._script[token] = [error, times, after]
        return {}

    def kept(self, token: str | None = None) -> list[Body]:
        """The messages, or those for one token."""
        with self._lock:
            return [one for one in self._kept if token in {None, one["message"].get("token")}]

    def forget(self) -> None:
        """Neither messages nor script."""
        with self._lock:
            self._kept.clear()
            self._script.clear()
