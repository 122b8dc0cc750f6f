"""HTTP answers, whole or as a stream."""

import json
from dataclasses import dataclass, field, replace

from dev.gemini.body import field as field_of
from dev.gemini.protocol.refusal import Json, Refusal, error_body
from dev.gemini.protocol.tokens import tokens_of_part

_CHUNK = 60  # characters of text in one event of a stream


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. A `body` that is a string is sent as it is; `cut` breaks the connection half-way;
    `drip_ms` is a pause before each tenth of the body."""

    status: int
    body: Json | list[Json] | str
    content_type: str = "application/json; charset=UTF-8"
    cut: bool = False
    drip_ms: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """The bytes of the body."""
        text = self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)
        return text.encode(errors="surrogatepass")


def refused(refusal: Refusal) -> Answer:
    """The answer to a request that is refused."""
    return Answer(refusal.code, error_body(refusal.code, refusal.message, refusal.details))


def as_stream(answer: Answer, *, sse: bool, family: int) -> Answer:
    """The same answer in events: server-sent with `alt=sse`, else a JSON array. Errors stay as they are."""
    if answer.status != 200 or isinstance(answer.body, str):
        return answer
    events = answer.body if isinstance(answer.body, list) else _events(answer.body, family)
    if not sse:
        return replace(answer, body=events)
    # ASCII: clients split at every line separator of Unicode, also inside of a text.
    lines = "".join(f"data: {json.dumps(event)}\r\n\r\n" for event in events)
    return replace(answer, body=lines, content_type="text/event-stream")


def _events(response: Json, family: int) -> list[Json]:
    """A part or a piece of text each; usage on every event, the end on the last only.

    3.x ends with an event of its own, an empty text that carries the signature of the text before it.
    """
    candidates = response.get("candidates") or []
    parts = (candidates[0].get("content") or {}).get("parts") or [] if len(candidates) == 1 else []
    if not parts:
        return [response]
    pieces = [piece for part in parts for piece in _pieces(part)]
    if family >= 3:
        last, ending = pieces[-1], {"text": ""}
        if "text" in last and (signature := field_of(last, "thoughtSignature")):
            pieces[-1] = {"text": last["text"]}
            ending["thoughtSignature"] = signature
        pieces.append(ending)
    ends = {key: value for key, value in candidates[0].items() if key != "content"}
    told, events = 0, []
    for at, piece in enumerate(pieces):
        told += 0 if piece.get("thought") else tokens_of_part(piece)
        candidate: Json = {"content": {"parts": [piece], "role": "model"}}
        if at == len(pieces) - 1:
            events.append({**response, "candidates": [candidate | ends]})
        else:
            index = {"index": ends["index"]} if "index" in ends else {}
            events.append({**response, "candidates": [candidate | index], **_usage_so_far(response, told)})
    return events


def _pieces(part: Json) -> list[Json]:
    """A long text in pieces, its signature on the last; anything else whole."""
    text = part.get("text")
    if not isinstance(text, str) or len(text) <= _CHUNK:
        return [part]
    rest = {key: value for key, value in part.items() if key not in {"text", "thoughtSignature"}}
    pieces: list[Json] = [{**rest, "text": text[at : at + _CHUNK]} for at in range(0, len(text), _CHUNK)]
    return [*pieces[:-1], {**part, "text": pieces[-1]["text"]}]


def _usage_so_far(response: Json, told: int) -> Json:
    usage = response.get("usageMetadata")
    if not isinstance(usage, dict) or "candidatesTokenCount" not in usage:
        return {}
    told = min(told, usage["candidatesTokenCount"])
    total = usage.get("totalTokenCount", 0) - usage["candidatesTokenCount"] + told
    return {"usageMetadata": usage | {"candidatesTokenCount": told, "totalTokenCount": total}}
