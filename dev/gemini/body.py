"""Reading the body of a request: turns, parts, texts and inline data, in camelCase and in snake_case.

Fields are read in both, since clients mix them.
"""

import base64
import binascii
import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dev.gemini.protocol import Json, Refusal

UNKNOWN = "unknown"
_AGENT = re.compile(r"Agent: ([a-z][a-z_]*)")


@dataclasses.dataclass(slots=True)
class Turn:
    """What one side said before the other spoke: the service joins neighbours of the same role."""

    role: str
    parts: list[Json] = dataclasses.field(default_factory=list)

    def all(self, kind: str) -> list[Json]:
        """The parts' values of one kind, such as `functionCall`."""
        return [found for part in self.parts if isinstance(found := field(part, kind), dict)]


def parse_body(raw: bytes) -> Json:
    """The body as an object. Raises Refusal."""
    try:
        body = json.loads(raw or b"{}")
    except (ValueError, RecursionError):
        raise Refusal(400, "Invalid JSON payload received.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "Invalid JSON payload received. The root must be an object.")
    return body


def field(obj: Any, name: str) -> Any:
    """A field by its camelCase name, as a client may also write it in snake_case; None when absent."""
    if not isinstance(obj, Mapping):
        return None
    return obj.get(name, obj.get(re.sub(r"[A-Z]", lambda m: "_" + m[0].lower(), name)))


def agent_of(body: Json) -> str:
    """The agent that asks, by the first line of its system instruction (`Agent: name`), or `unknown`.

    A name for scripts and for counting: the engine knows its task by schema and tools, not by this.
    """
    system = field(body, "systemInstruction")
    texts = [system] if isinstance(system, str) else texts_of(system)
    match = _AGENT.fullmatch(texts[0].partition("\n")[0].strip()) if texts else None
    return match[1] if match else UNKNOWN


def contents_of(body: Json) -> list[Json]:
    """The turns as they were sent, also of a single content that is not in a list."""
    found = field(body, "contents")
    turns = [found] if isinstance(found, dict) else found
    return turns if isinstance(turns, list) else []


def turns_of(contents: Sequence[Json]) -> list[Turn]:
    """The turns as the model sees them: neighbours of the same role are one; no role, and `function`, is the user."""
    turns: list[Turn] = []
    for content in contents:
        role = "model" if str(content.get("role") or "").casefold() == "model" else "user"
        if not turns or turns[-1].role != role:
            turns.append(Turn(role))
        turns[-1].parts += parts_of(content)
    return turns


def parts_of(content: Any) -> list[Json]:
    """The parts of a turn."""
    found = field(content, "parts")
    parts = [found] if isinstance(found, dict) else found
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def texts_of(content: Any) -> list[str]:
    """The texts of a turn, without thoughts."""
    return [p["text"] for p in parts_of(content) if isinstance(p.get("text"), str) and not p.get("thought")]


def data_of(part: Json) -> tuple[str, bytes] | None:
    """Type and bytes of inline data, in either alphabet of base64 and with or without padding; None if none."""
    blob = field(part, "inlineData")
    if not isinstance(blob, dict) or not isinstance(blob.get("data"), str):
        return None
    return str(field(blob, "mimeType") or ""), decoded(blob["data"], "inline_data.data")


def decoded(text: str, name: str) -> bytes:
    """The bytes of a field of base64. Raises Refusal."""
    text = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(400, f"Invalid value at 'contents[0].parts[0].{name}' (TYPE_BYTES).") from None


def iter_parts(body: Json) -> Iterator[Json]:
    """All parts of all turns."""
    for content in contents_of(body):
        yield from parts_of(content)


def declarations_of(body: Json) -> list[Json]:
    """The functions that are declared, in their order, each with a name."""
    tools = field(body, "tools")
    tools = [tools] if isinstance(tools, dict) else tools or []
    found: list[Json] = []
    for tool in tools if isinstance(tools, list) else []:
        declared = field(tool, "functionDeclarations") or []
        found += [one for one in ([declared] if isinstance(declared, dict) else declared) if field(one, "name")]
    return found


def parameters_of(declared: Json) -> Json:
    """The schema of a function's arguments."""
    found = field(declared, "parametersJsonSchema") or declared.get("parameters") or {}
    return found if isinstance(found, dict) else {}
