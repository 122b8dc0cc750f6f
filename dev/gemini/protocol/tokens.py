"""A plausible number of tokens: four characters each, 258 for a picture, a page or any other file."""

import json
import math
from collections import Counter
from typing import Any

from dev.gemini.body import contents_of, declarations_of, field, iter_parts, texts_of
from dev.gemini.protocol.refusal import Json

_CHARACTERS = 4
_FILE = 258
_MODALITY = {"image": "IMAGE", "audio": "AUDIO", "video": "VIDEO", "application": "DOCUMENT"}


def tokens_of(text: str) -> int:
    """The tokens of a text."""
    return math.ceil(len(text) / _CHARACTERS)


def length_of(tokens: int) -> int:
    """How many characters so many tokens are."""
    return tokens * _CHARACTERS


def tokens_of_part(part: Json) -> int:
    """The tokens of one part of an answer."""
    call = field(part, "functionCall")
    return tokens_of(_flat(call) if call else str(part.get("text") or ""))


def prompt_tokens(body: Json) -> Counter[str]:
    """The tokens of a request by modality, TEXT always among them."""
    texts = [*texts_of(field(body, "systemInstruction")), *map(_flat, declarations_of(body))]
    found = Counter({"TEXT": 0})
    for part in iter_parts(body):
        said = part.get("text") or field(part, "functionResponse") or field(part, "functionCall") or ""
        texts.append(said if isinstance(said, str) else _flat(said))
        file = field(part, "inlineData") or field(part, "fileData")
        if file:
            kind = str(field(file, "mimeType") or "").partition("/")[0]
            found[_MODALITY.get(kind, "TEXT")] += _FILE
    found["TEXT"] += math.ceil(sum(map(len, texts)) / _CHARACTERS)
    return found


def details(tokens: Counter[str]) -> list[Json]:
    """The same as it is told on the wire."""
    return [{"modality": kind, "tokenCount": count} for kind, count in tokens.items()]


def count_response(body: Json, *, vertex: bool) -> Json:
    """The answer to countTokens. Vertex also counts the characters that it charges for."""
    tokens = prompt_tokens(body)
    answer: Json = {"totalTokens": tokens.total(), "promptTokensDetails": details(tokens)}
    if vertex:
        texts = (text for content in contents_of(body) for text in texts_of(content))
        answer["totalBillableCharacters"] = sum(len("".join(text.split())) for text in texts)
    return answer


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
