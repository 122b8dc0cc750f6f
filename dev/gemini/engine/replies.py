"""The parts that a task answers with."""

import json
from typing import Any

from dev.gemini.engine.asked import FINAL_ANSWER, Asked
from dev.gemini.protocol.refusal import Json


def text_of(text: str) -> Json:
    """Words."""
    return {"text": text}


def call_of(name: str, arguments: Json) -> Json:
    """A call of a function; several in one answer are parallel."""
    return {"functionCall": {"name": name, "args": arguments}}


def reply(asked: Asked, value: Any) -> list[Json]:
    """A structured answer in the form that is asked for: JSON, or a call of `final_answer`."""
    if FINAL_ANSWER in asked.functions and not asked.wants_json:
        return [call_of(FINAL_ANSWER, value)]
    return [text_of(json.dumps(value, ensure_ascii=False))]
