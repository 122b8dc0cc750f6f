"""From an item of a script to the HTTP answer that it stands for."""

import json
from typing import Any

from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.refusal import Json, error_body, status_code
from dev.gemini.protocol.responses import finished
from dev.gemini.protocol.streaming import Answer
from dev.gemini.script import hostile
from dev.gemini.script.items import is_fault


def played(item: Json, call: ModelCall, *, stream: bool = False) -> Answer:
    """The answer of an item to this request."""
    headers = {str(name): str(value) for name, value in (item.get("headers") or {}).items()}
    cut, drip = bool(item.get("cut")), item.get("drip_ms", 0)
    status = item.get("status", 200)
    if is_fault(item) and "body" not in item and "hostile" not in item:
        return Answer(*_error(status, item.get("error")), cut=cut, drip_ms=drip, headers=headers)
    if "hostile" in item:
        body: Any = hostile.play(item["hostile"], call, item["played"])
    else:
        body = item.get("body", {"text": ""})
        if isinstance(body, dict) and status < 400:
            body = _wrapped(body, call)
    if isinstance(body, list) and not stream and "hostile" in item:
        status, body = body[-1]["error"]["code"], body[-1]
    return Answer(status, body, cut=cut, drip_ms=drip, headers=headers)


def _error(status: int, error: object) -> tuple[int, Json]:
    told: Json = error if isinstance(error, dict) else {"status": error} if isinstance(error, str) else {}
    told = told.get("error", told) if isinstance(told.get("error"), dict) else told
    if status < 400:
        status = int(told.get("code") or status_code(str(told.get("status"))))
    message = str(told.get("message") or "A scripted error.")
    return status, error_body(status, message, told.get("details"), told.get("status"))


def _wrapped(body: Json, call: ModelCall) -> Json:
    """A whole response of {"text"}, {"json"} and {"parts"}, signed as the model signs; anything else is whole."""
    if set(body) == {"json"}:
        return finished([{"text": json.dumps(body["json"], ensure_ascii=False)}], call)
    if set(body) == {"text"}:
        return finished([{"text": str(body["text"])}], call)
    if set(body) == {"parts"}:
        return finished(body["parts"], call)
    return body
