"""What can go wrong with one request to a model. No word of the SDK is kept: it may hold what a person wrote."""

import re
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from shared.ai.errors import Reason
from shared.clock import system_clock

_RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
_SECONDS = re.compile(r"(\d{1,18}(?:\.\d{1,9})?)s?")
T = TypeVar("T")


class CallFailed(Exception):
    """One request to a model failed. `retry_after` is in seconds, as the service asked, or None."""

    def __init__(self, reason: Reason, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.retry_after = retry_after


def classified(call: Callable[[], T]) -> T:
    """The call's result; whatever the SDK raises becomes CallFailed."""
    import httpx2
    from google.genai import errors

    try:
        return call()
    except errors.APIError as error:
        failed = _failure_of(error)
    except httpx2.TimeoutException:
        failed = CallFailed("timeout")
    except httpx2.HTTPError:
        failed = CallFailed("connection")
    except Exception:  # noqa: BLE001 (what the SDK raises on a body that is not Gemini's has no common type)
        failed = CallFailed("server_error")
    # Outside of the handlers, so that no text of the SDK hangs on it as its cause.
    raise failed


def _failure_of(error: Any) -> CallFailed:
    if error.code == 429:
        return CallFailed("rate_limited", _asked_delay(error))
    if error.code == 404 and error.status == "NOT_FOUND":
        return CallFailed("not_found")
    if isinstance(error.code, int) and 400 <= error.code < 500 and error.code != 408:  # a request that came too slowly
        return CallFailed("refused")
    return CallFailed("server_error", _asked_delay(error))


def _asked_delay(error: Any) -> float | None:
    """Seconds by RetryInfo in the body, else by the header Retry-After; None when neither can be read."""
    body = error.details if isinstance(error.details, dict) else {}
    inner = body.get("error")
    details = inner.get("details") if isinstance(inner, dict) else None
    asked = [
        str(entry.get("retryDelay", ""))
        for entry in (details if isinstance(details, list) else [])
        if isinstance(entry, dict) and entry.get("@type") == _RETRY_INFO
    ]
    found = [float(match[1]) for match in map(_SECONDS.fullmatch, asked) if match]
    headers = getattr(error.response, "headers", None) or {}
    return found[0] if found else retry_after(str(headers.get("retry-after", "")).strip())


def retry_after(header: str) -> float | None:
    """Seconds by a Retry-After header: a number of them, or a date (RFC 9110, 10.2.3), which may be over. Else None."""
    match = _SECONDS.fullmatch(header)
    if match:
        return float(match[1])
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # the form of asctime names no zone: it is UTC
    return max(0.0, (aware - system_clock()).total_seconds())
