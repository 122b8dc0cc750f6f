"""Gemini on the wire: paths, which requests it refuses and how, and the shape of its answers.

Only what the real service was seen to refuse is refused: a check too many breaks clients that work in production.
"""

import math
import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
METHODS = ("generateContent", "streamGenerateContent", "countTokens")
INPUT_TOKEN_LIMIT = 1_048_576
_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "INVALID_ARGUMENT",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_PATH = re.compile(
    r"/(?P<version>v1|v1beta|v1beta1)(?:/projects/[^/]+/locations/[^/]+)?"
    r"/(?:publishers/google/)?models(?:/(?P<model>[^/:]+)(?::(?P<method>\w+))?)?/?"
)
_SUFFIX = (
    r"(?:-(?:latest|preview|vision|exp|experimental|image|tts|live|thinking|lite|8b|native|audio|dialog|computer|use|"
    r"customtools|generation|transcribe|it|\d{1,4}))*"
)
_KNOWN = re.compile(
    r"gemini-(?:1\.0|1\.5|2\.0|2\.5|3|3\.\d)-(?:pro|flash|ultra|nano|computer)"
    + _SUFFIX
    + r"|gemini-(?:pro|flash|flash-lite|exp|live|robotics-er|omni)"
    + _SUFFIX
    + r"(?:-1\.5)?"
    + _SUFFIX
    + r"|gemini-(?:live|omni)-(?:\d\.\d-)?(?:pro|flash)"
    + _SUFFIX
    + r"|(?:gemini|text)-embedding-[a-z0-9-]+|gemma-\d[a-z0-9-]*|learnlm-[a-z0-9.-]+"
)
LISTED = (
    "gemini-2.5-flash",
    "gemini-2.5-flash-lite",
    "gemini-2.5-pro",
    "gemini-3.1-flash-lite",
    "gemini-3.5-flash",
    "gemini-3.5-flash-lite",
    "gemini-flash-latest",
)


class Refusal(Exception):
    """A request that is answered with an error body. `code` is the HTTP status."""

    def __init__(self, code: int, message: str, details: list[Json] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.details = code, message, details or []


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes. `model` is None for the list of models, `method` for reading one."""

    version: str
    model: str | None
    method: str | None


def route_of(path: str) -> Route | None:
    """The route of a path of the Developer API or of Vertex, or None."""
    match = _PATH.fullmatch(path)
    return Route(match["version"], match["model"], match["method"]) if match else None


def check_route(route: Route) -> None:
    """Refuse unknown models and methods as the service does: 404."""
    if route.model is None:
        return
    if not _KNOWN.fullmatch(route.model) or (route.method is not None and route.method not in METHODS):
        raise Refusal(
            404,
            f"models/{route.model} is not found for API version {route.version}, or is not supported for "
            f"{route.method or 'get'}. Call ModelService.ListModels to see the list of available models and "
            "their supported methods.",
        )


def check_key(key: str | None) -> None:
    """Any key is good but `invalid`, which is refused as a bad key is: 400, not 401."""
    if key == "invalid":
        reason = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
            "metadata": {"service": "generativelanguage.googleapis.com"},
        }
        raise Refusal(400, "API key not valid. Please pass a valid API key.", [reason])


def error_body(code: int, message: str, details: list[Json] | None = None, status: str | None = None) -> Json:
    """The body of an error answer."""
    error: Json = {"code": code, "message": message, "status": status or _STATUS.get(code, "UNKNOWN")}
    return {"error": error | ({"details": details} if details else {})}


def text_response(text: str, model: str, prompt_tokens: int) -> Json:
    """A finished answer of one text part."""
    return parts_response([{"text": text}], model, prompt_tokens, math.ceil(len(text) / 4))


def parts_response(parts: list[Json], model: str, prompt_tokens: int, tokens: int) -> Json:
    """A finished answer of these parts."""
    return {
        "candidates": [{"content": {"parts": parts, "role": "model"}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {
            "promptTokenCount": prompt_tokens,
            "candidatesTokenCount": tokens,
            "totalTokenCount": prompt_tokens + tokens,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": prompt_tokens}],
        },
        "modelVersion": model,
        "responseId": f"local-{prompt_tokens}-{tokens}",
    }


def model_resource(model: str) -> Json:
    """What GET tells about one model."""
    return {
        "name": f"models/{model}",
        "version": "001",
        "displayName": model,
        "description": "Local model: deterministic rules that speak the protocol, not an AI.",
        "inputTokenLimit": INPUT_TOKEN_LIMIT,
        "outputTokenLimit": 65_536,
        "supportedGenerationMethods": ["generateContent", "countTokens"],
    }


def status_code(status: str) -> int:
    """The HTTP status of a status name; 500 for one that is not known."""
    return next((code for code, name in _STATUS.items() if name == status), 500)
