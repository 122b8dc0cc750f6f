"""Reading the body of a request: turns, parts, texts and inline data, in camelCase and in snake_case.

Fields are read in both, since clients mix them.
"""

import base64
import binascii
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dev.gemini.protocol import Json, Refusal


def parse_body(raw: bytes) -> Json:
    """The body as an object."""
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


def contents_of(body: Json) -> list[Json]:
    """The turns, also of a single content that is not in a list."""
    found = field(body, "contents")
    turns = [found] if isinstance(found, dict) else found
    return turns if isinstance(turns, list) else []


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
    text = blob["data"].replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(400, "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES).") from None
    return str(field(blob, "mimeType") or ""), data


def iter_parts(body: Json) -> Iterator[Json]:
    """All parts of all turns."""
    for content in contents_of(body):
        yield from parts_of(content)


def count_tokens(body: Json) -> int:
    """A plausible number of tokens: four characters each, 258 for a picture or a page."""
    texts = [*texts_of(field(body, "systemInstruction"))]
    pictures = 0
    for part in iter_parts(body):
        texts.append(str(part.get("text") or field(part, "functionResponse") or ""))
        pictures += 1 if field(part, "inlineData") or field(part, "fileData") else 0
    return math.ceil(sum(map(len, texts)) / 4) + 258 * pictures
