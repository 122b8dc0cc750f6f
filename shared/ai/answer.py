"""What a model's answer holds, and which end it came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.ai.errors import Reason

if TYPE_CHECKING:
    from google.genai import types

_BLOCKED = {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY"}
_BLOCKED |= {"IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "MODEL_ARMOR"}
_ENDS: dict[str, Reason] = {
    "MAX_TOKENS": "max_tokens",
    "MALFORMED_FUNCTION_CALL": "malformed_call",
    "UNEXPECTED_TOOL_CALL": "malformed_call",
    **dict.fromkeys(_BLOCKED, "blocked"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`content` is the turn itself, kept verbatim; `text` is without thoughts; `end` is None when it is finished."""

    content: "types.Content | None"
    text: str
    calls: tuple["types.FunctionCall", ...]
    end: Reason | None


def read_answer(response: "types.GenerateContentResponse") -> Answer:
    """The first candidate, which is the only one that we ask for."""
    feedback = response.prompt_feedback
    if feedback and feedback.block_reason:
        return Answer(None, "", (), "blocked")
    if not response.candidates:
        return Answer(None, "", (), "empty")
    candidate = response.candidates[0]
    finish = candidate.finish_reason.value if candidate.finish_reason else ""
    parts = (candidate.content.parts if candidate.content else None) or []
    calls = tuple(part.function_call for part in parts if part.function_call)
    text = _text_of(parts)
    end = _ENDS.get(finish, "not_finished") if finish != "STOP" else None if text or calls else "empty"
    return Answer(candidate.content, text, calls, end)


def text_of(chunk: "types.GenerateContentResponse") -> str:
    """The text of one piece of a stream, without thoughts."""
    content = chunk.candidates[0].content if chunk.candidates else None
    return _text_of((content.parts if content else None) or [])


def _text_of(parts: Sequence["types.Part"]) -> str:
    text = "".join(part.text for part in parts if part.text and not part.thought)
    return text.encode(errors="replace").decode()  # half a surrogate pair could not be sent on


def merged(chunks: Sequence["types.GenerateContentResponse"]) -> "types.GenerateContentResponse":
    """The pieces of a stream as one answer: all parts in order, and the last end and usage that were told."""
    from google.genai import types

    candidates = [chunk.candidates[0] for chunk in chunks if chunk.candidates]
    parts = [part for one in candidates if one.content for part in one.content.parts or ()]
    ends = [one.finish_reason for one in candidates if one.finish_reason]
    whole = types.Candidate(
        content=types.Content(role="model", parts=parts) if parts else None, finish_reason=ends[-1] if ends else None
    )
    return types.GenerateContentResponse(
        candidates=[whole] if candidates else None,
        prompt_feedback=next((one.prompt_feedback for one in chunks if one.prompt_feedback), None),
        usage_metadata=next((one.usage_metadata for one in reversed(chunks) if one.usage_metadata), None),
        model_version=next((one.model_version for one in chunks if one.model_version), None),
    )
