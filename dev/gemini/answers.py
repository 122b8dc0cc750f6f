"""From what the engine or a script says to what goes over the wire, whole or as a stream."""

import json
from dataclasses import dataclass, field, replace

from dev.gemini.protocol import Json, Refusal, error_body, parts_response, status_code, text_response

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


def played(item: Json, model: str, prompt_tokens: int) -> Answer:
    """The answer that an item of a script stands for."""
    headers = {str(name): str(value) for name, value in (item.get("headers") or {}).items()}
    cut, drip = bool(item.get("cut")), item.get("drip_ms", 0)
    status, error = item.get("status", 200), item.get("error")
    if error is not None or (status >= 400 and "body" not in item):
        return Answer(*_error(status, error), cut=cut, drip_ms=drip, headers=headers)
    body = item.get("body", {"text": ""})
    if isinstance(body, dict) and status < 400:
        body = _wrapped(body, model, prompt_tokens)
    return Answer(status, body, cut=cut, drip_ms=drip, headers=headers)


def _error(status: int, error: object) -> tuple[int, Json]:
    told: Json = error if isinstance(error, dict) else {"status": error} if isinstance(error, str) else {}
    told = told.get("error", told) if isinstance(told.get("error"), dict) else told
    if status < 400:
        status = int(told.get("code") or status_code(str(told.get("status"))))
    message = str(told.get("message") or "A scripted error.")
    return status, error_body(status, message, told.get("details"), told.get("status"))


def _wrapped(body: Json, model: str, prompt_tokens: int) -> Json:
    """A whole GenerateContentResponse of the conveniences {"text"} and {"json"}; anything else is whole already."""
    if set(body) == {"json"}:
        return text_response(json.dumps(body["json"], ensure_ascii=False), model, prompt_tokens)
    if set(body) == {"text"}:
        return text_response(str(body["text"]), model, prompt_tokens)
    if set(body) == {"parts"}:
        return parts_response(body["parts"], model, prompt_tokens, 1)
    return body


def as_stream(answer: Answer, *, sse: bool) -> Answer:
    """The same answer in events: server-sent with `alt=sse`, else a JSON array. Errors stay as they are."""
    if answer.status != 200 or isinstance(answer.body, str):
        return answer
    events = answer.body if isinstance(answer.body, list) else _events(answer.body)
    if not sse:
        return replace(answer, body=events)
    # ASCII: clients split at every line separator of Unicode, also inside of a text.
    lines = "".join(f"data: {json.dumps(event)}\r\n\r\n" for event in events)
    return replace(answer, body=lines, content_type="text/event-stream")


def _events(response: Json) -> list[Json]:
    """The text in pieces; usage on every event, the end on the last only."""
    candidates = response.get("candidates") or []
    parts = (candidates[0].get("content") or {}).get("parts") or [] if candidates else []
    if len(parts) != 1 or set(parts[0]) != {"text"} or len(parts[0]["text"]) <= _CHUNK:
        return [response]
    text = parts[0]["text"]
    pieces = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    rest = {key: value for key, value in response.items() if key != "candidates"}
    events: list[Json] = []
    for piece in pieces:
        candidate = {"content": {"parts": [{"text": piece}], "role": "model"}, "index": 0}
        events.append({"candidates": [candidate], **rest})
    ending = {key: value for key, value in candidates[0].items() if key != "content"}
    events[-1]["candidates"][0].update(ending)
    return events
