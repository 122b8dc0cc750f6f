"""Which models there are, what they are called and how they are listed."""

import base64
import binascii
import re

from dev.gemini.protocol.paths import METHODS, Route
from dev.gemini.protocol.refusal import Json, Refusal

INPUT_TOKEN_LIMIT = 1_048_576
OUTPUT_TOKEN_LIMIT = 65_536
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
_FAMILY = re.compile(r"gemini-(?:[a-z]+-)*(\d)")
_SERVED_BY = {"gemini-flash-latest": "gemini-3.6-flash"}  # as recorded
LISTED = (
    "gemini-2.5-flash",
    "gemini-2.5-flash-lite",
    "gemini-2.5-pro",
    "gemini-3.1-flash-lite",
    "gemini-3.5-flash",
    "gemini-3.5-flash-lite",
    "gemini-flash-latest",
)


def family_of(model: str) -> int:
    """The generation of a model: 2 for 2.0 and 2.5, 3 for 3 and later and for the names that follow the newest."""
    match = _FAMILY.match(model)
    if match:
        return int(match[1])
    return 3 if model.endswith("-latest") else 1


def version_of(model: str) -> str:
    """The name that an answer gives as its model: that which serves an alias."""
    return _SERVED_BY.get(model, model)


def check_route(route: Route) -> None:
    """Refuse unknown models and methods as the service does: 404. `*-latest` names are known to beta versions only."""
    if route.model is None:
        return
    known = _KNOWN.fullmatch(route.model) and (route.method is None or route.method in METHODS)
    if not known or (route.version == "v1" and not route.vertex and route.model.endswith("-latest")):
        raise Refusal(
            404,
            f"models/{route.model} is not found for API version {route.version}, or is not supported for "
            f"{route.method or 'get'}. Call ModelService.ListModels to see the list of available models and "
            "their supported methods.",
        )


def model_resource(model: str, *, vertex: bool = False) -> Json:
    """What GET tells about one model."""
    if vertex:
        return {"name": f"publishers/google/models/{model}", "versionId": "default", "launchStage": "GA"}
    return {
        "name": f"models/{model}",
        "version": "001",
        "displayName": model,
        "description": "Local model: deterministic rules that speak the protocol, not an AI.",
        "inputTokenLimit": INPUT_TOKEN_LIMIT,
        "outputTokenLimit": OUTPUT_TOKEN_LIMIT,
        "supportedGenerationMethods": ["generateContent", "countTokens"],
    }


def listing(route: Route, size: str | None, token: str | None) -> Json:
    """A page of the list of models: 50 unless `pageSize` says otherwise. Raises Refusal for a page that is none."""
    names = [name for name in LISTED if route.version != "v1" or not name.endswith("-latest")]
    count = 50 if not size else int(size) if size.isascii() and size.isdigit() else -1
    start = _start_of(token)
    if count < 0 or not 0 <= start <= len(names):
        raise Refusal(400, "Invalid page size or page token.")
    end = start + (count or 50)
    key = "publisherModels" if route.vertex else "models"
    page: Json = {key: [model_resource(name, vertex=route.vertex) for name in names[start:end]]}
    if end < len(names):
        page["nextPageToken"] = base64.urlsafe_b64encode(str(end).encode()).decode().rstrip("=")
    return page


def _start_of(token: str | None) -> int:
    try:
        return int(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))) if token else 0
    except (ValueError, binascii.Error):
        return -1
