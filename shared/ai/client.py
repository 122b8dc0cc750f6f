"""The google-genai client: one per process, made at the first call, because a worker is forked after import.

The SDK neither retries here, nor calls functions, nor continues an answer by itself: `shared.ai.runner` decides.
Its timeouts are per read, so the total is kept by waiting for a thread. Nothing that the SDK says in an exception
leaves this file: it may hold what a person wrote.
"""

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from shared.ai.errors import ModelUnavailable, Reason
from shared.config import Config, config

if TYPE_CHECKING:
    from google.genai import Client, types

# Thinking is billed as output: the cap holds both.
MAX_OUTPUT_TOKENS = 8192
_RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo"
_SECONDS = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)s?")
T = TypeVar("T")
_lock = threading.Lock()
_clients: list["Client"] = []


class CallFailed(Exception):
    """One request to a model failed. `retry_after` is in seconds, as the service asked, or None."""

    def __init__(self, reason: Reason, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.retry_after = retry_after


def reset() -> None:
    """Forget the client, so that the next call reads the configuration again. For tests."""
    with _lock:
        _clients.clear()


def client() -> "Client":
    """The client of this process. Raises ModelUnavailable when no service is configured."""
    with _lock:
        if not _clients:
            try:
                _clients.append(_connect(config()))
            except ValueError:  # what the SDK says of settings that contradict each other
                raise ModelUnavailable("not_configured") from None
        return _clients[0]


def _connect(settings: Config) -> "Client":
    from google.genai import Client, types

    # Vertex calls its preview v1beta1; the Developer API's name for it does not exist there.
    beta = settings.vertex and settings.gemini_api_version == "v1beta"
    options = types.HttpOptions(
        base_url=settings.gemini_base_url, api_version="v1beta1" if beta else settings.gemini_api_version
    )
    if settings.vertex:
        return Client(vertexai=True, project=settings.project, location=settings.location, http_options=options)
    if not settings.gemini_api_key:
        raise ModelUnavailable("not_configured")
    return Client(vertexai=False, api_key=settings.gemini_api_key, http_options=options)


def thinking_of(model: str) -> dict[str, Any]:
    """As little thinking as the family allows: 2.5 takes a budget, 3.x a level, and both together are refused."""
    if model.startswith("gemini-2.5-flash"):
        return {"thinking_budget": 0}
    if re.match(r"gemini-[3-9]", model):
        return {"thinking_level": "LOW"}
    return {}


def generate(
    model: str, system: str, contents: Sequence["types.Content"], schema: Mapping[str, Any], seconds: float
) -> "types.GenerateContentResponse":
    """One request for a JSON answer, done within `seconds` of wall time. Raises CallFailed, ModelUnavailable."""
    from google.genai import types

    thinking = thinking_of(model)
    options = types.GenerateContentConfig(
        system_instruction=system,
        response_mime_type="application/json",
        response_json_schema=dict(schema),
        max_output_tokens=MAX_OUTPUT_TOKENS,
        thinking_config=types.ThinkingConfig(**thinking) if thinking else None,
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
        automatic_continuation=False,
        http_options=types.HttpOptions(timeout=max(1, int(seconds * 1000))),
    )
    models, sent = client().models, list(contents)
    return _within(
        seconds,
        lambda: _classified(lambda: models.generate_content(model=model, contents=sent, config=options)),
    )


def _within(seconds: float, call: Callable[[], T]) -> T:
    """The call's result or its CallFailed; CallFailed("timeout") once the time is over, the call left behind."""
    done: SimpleQueue[T | CallFailed] = SimpleQueue()

    def work() -> None:
        try:
            done.put(call())
        except CallFailed as failed:
            done.put(failed)

    threading.Thread(target=work, name="model-call", daemon=True).start()
    try:
        result = done.get(timeout=max(seconds, 0.001))
    except Empty:
        raise CallFailed("timeout") from None
    if isinstance(result, CallFailed):
        raise result
    return result


def _classified(call: Callable[[], T]) -> T:
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
    if isinstance(error.code, int) and 400 <= error.code < 500:
        return CallFailed("refused")
    return CallFailed("server_error", _asked_delay(error))


def _asked_delay(error: Any) -> float | None:
    """Seconds by RetryInfo in the body, else by the header Retry-After in its form of seconds."""
    body = error.details if isinstance(error.details, dict) else {}
    inner = body.get("error")
    details = inner.get("details") if isinstance(inner, dict) else None
    asked = [
        str(entry.get("retryDelay", ""))
        for entry in (details if isinstance(details, list) else [])
        if isinstance(entry, dict) and entry.get("@type") == _RETRY_INFO
    ]
    headers = getattr(error.response, "headers", None) or {}
    asked.append(str(headers.get("retry-after", "")))
    found = [float(match[1]) for match in map(_SECONDS.fullmatch, asked) if match]
    return found[0] if found else None
