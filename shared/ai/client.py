"""The google-genai client: one per process, made at the first call, because a worker is forked after import.

`generate` and `generate_stream` are the only doors through which answers of a model enter. The SDK neither retries
here, nor calls functions, nor continues an answer by itself: the loop decides.
"""

import re
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from shared.ai.errors import ModelUnavailable
from shared.ai.failures import CallFailed, classified
from shared.ai.waiting import pumped, within
from shared.config import Config, config

if TYPE_CHECKING:
    from google.genai import Client, types

__all__ = ["CallFailed", "Declaration", "ModelCall", "client", "generate", "generate_stream", "reset"]

# Thinking is billed as output: the cap holds both.
MAX_OUTPUT_TOKENS = 8192
_lock = threading.Lock()
_clients: list["Client"] = []


@dataclass(frozen=True, slots=True)
class Declaration:
    """A function that the model may call; `parameters` is a JSON Schema, sent verbatim."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One request to a model.

    `schema` asks for JSON of this shape. `calling` says whether functions may be called (AUTO), must be (ANY, one of
    `allowed` if any are named) or must not be (NONE); it counts only where functions are declared.
    """

    model: str
    system: str
    contents: Sequence["types.Content"]
    schema: Mapping[str, Any] | None = None
    functions: tuple[Declaration, ...] = ()
    calling: Literal["AUTO", "ANY", "NONE"] = "AUTO"
    allowed: tuple[str, ...] = ()


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


def generate(call: ModelCall, seconds: float) -> "types.GenerateContentResponse":
    """One request and its whole answer, done within `seconds` of wall time. Raises CallFailed, ModelUnavailable."""
    models, options, left = _prepared(call, seconds)
    sent = list(call.contents)

    def whole() -> "types.GenerateContentResponse":
        found: types.GenerateContentResponse = models.generate_content(model=call.model, contents=sent, config=options)
        return found

    return within(left, lambda: classified(whole))


def generate_stream(call: ModelCall, seconds: float) -> Iterator["types.GenerateContentResponse"]:
    """One request and its answer in pieces as they come, all within `seconds` of wall time.

    Raises CallFailed, also in the middle, and ModelUnavailable.
    """
    models, options, left = _prepared(call, seconds)
    sent = list(call.contents)

    def chunks() -> Generator["types.GenerateContentResponse", None, None]:
        source = classified(
            lambda: iter(models.generate_content_stream(model=call.model, contents=sent, config=options))
        )
        while (chunk := classified(lambda: next(source, None))) is not None:
            yield chunk

    return pumped(left, chunks)


def _prepared(call: ModelCall, seconds: float) -> tuple[Any, "types.GenerateContentConfig", float]:
    """The SDK's models, the options, and what is left of the time: the first call pays for loading the SDK."""
    start = time.monotonic()
    models, options = client().models, _options_of(call)
    left = seconds - (time.monotonic() - start)
    if left <= 0:
        raise CallFailed("timeout")
    options.http_options = _timeout(left)
    return models, options, left


def _timeout(seconds: float) -> "types.HttpOptions":
    from google.genai import types

    return types.HttpOptions(timeout=max(1, int(seconds * 1000)))


def _options_of(call: ModelCall) -> "types.GenerateContentConfig":
    from google.genai import types

    thinking = thinking_of(call.model)
    return types.GenerateContentConfig(
        system_instruction=call.system,
        response_mime_type="application/json" if call.schema is not None else None,
        response_json_schema=None if call.schema is None else dict(call.schema),
        max_output_tokens=MAX_OUTPUT_TOKENS,
        thinking_config=types.ThinkingConfig(**thinking) if thinking else None,
        tools=[_tool_of(call.functions)] if call.functions else None,
        tool_config=_calling_of(call) if call.functions else None,
        automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
        automatic_continuation=False,
    )


def _tool_of(functions: Sequence[Declaration]) -> "types.Tool":
    from google.genai import types

    declared = [
        types.FunctionDeclaration(
            name=one.name, description=one.description, parameters_json_schema=dict(one.parameters)
        )
        for one in functions
    ]
    return types.Tool(function_declarations=declared)


def _calling_of(call: ModelCall) -> "types.ToolConfig":
    from google.genai import types

    mode = types.FunctionCallingConfigMode(call.calling)
    allowed = list(call.allowed) or None
    return types.ToolConfig(
        function_calling_config=types.FunctionCallingConfig(mode=mode, allowed_function_names=allowed)
    )
