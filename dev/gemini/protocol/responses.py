"""The shape of a whole answer, as recordings show it for each generation of models and for Vertex."""

import base64
import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from dev.gemini.body import field
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.models import version_of
from dev.gemini.protocol.refusal import Json
from dev.gemini.protocol.tokens import details, length_of, prompt_tokens, tokens_of_part

THOUGHT = "**Reading the request**\n\nThe declared tools and the schema say what is to be answered.\n"
_THOUGHT_TOKENS = 21
CALLS_MADE = "Model generated function call(s)."


def own_answer(parts: Sequence[Json], call: ModelCall) -> Json:
    """The engine's answer as the service would give it: ids on calls, summaries of thoughts, limits of the request."""
    named = [_with_id(part, at) if call.family >= 3 else part for at, part in enumerate(parts)]
    thoughts: list[Json] = [{"text": THOUGHT, "thought": True}] if call.shows_thoughts else []
    kept, reason = _limited([*thoughts, *named], call)
    return finished(kept, call, reason)


def finished(parts: Sequence[Json], call: ModelCall, reason: str = "STOP") -> Json:
    """A finished answer of these parts, signed as the model signs."""
    kept = _signed(list(parts), call)
    candidate: Json = {"content": {"parts": kept, "role": "model"}, "finishReason": reason}
    if not call.vertex:
        candidate["index"] = 0
        if any(field(part, "functionCall") for part in kept):
            candidate["finishMessage"] = CALLS_MADE
    return response([candidate], call)


def response(candidates: list[Json], call: ModelCall, **more: Json) -> Json:
    """A response of these candidates, with the usage that they come to."""
    parts = [p for c in candidates for p in (c.get("content") or {}).get("parts") or []]
    whole: Json = {
        "candidates": candidates,
        **more,
        "usageMetadata": _usage(parts, call),
        "modelVersion": version_of(call.model),
        "responseId": secrets.token_urlsafe(16),
    }
    if not candidates:
        del whole["candidates"]
    if call.vertex:
        whole["createTime"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return whole


def _usage(parts: list[Json], call: ModelCall) -> Json:
    prompt, told = prompt_tokens(call.body), sum(tokens_of_part(p) for p in parts if not p.get("thought"))
    thoughts = _THOUGHT_TOKENS if call.thinks else 0
    usage: Json = {
        "promptTokenCount": prompt.total(),
        "candidatesTokenCount": told,
        "totalTokenCount": prompt.total() + told + thoughts,
        "promptTokensDetails": details(prompt),
    }
    if thoughts:
        usage["thoughtsTokenCount"] = thoughts
    if call.vertex:
        own = details(Counter({"TEXT": told}))
        return usage | {"candidatesTokensDetails": own, "trafficType": "ON_DEMAND"}
    return usage | {"serviceTier": "standard"}


def _limited(parts: Sequence[Json], call: ModelCall) -> tuple[list[Json], str]:
    """The parts up to a stop sequence or to the most tokens allowed, and how the answer ended."""
    stops = [stop for stop in field(call.options, "stopSequences") or [] if isinstance(stop, str) and stop]
    limit = field(call.options, "maxOutputTokens")
    left = limit if isinstance(limit, int) and limit > 0 else None
    kept: list[Json] = []
    for part in parts:
        text = part.get("text")
        if part.get("thought"):
            kept.append(part)
            continue
        if isinstance(text, str):
            ends = [at for at in (text.find(stop) for stop in stops) if at >= 0]
            part = {**part, "text": text[: min(ends)]} if ends else part  # noqa: PLW2901 (the same part, shorter)
            if left is None or tokens_of_part(part) <= left:
                kept.append(part)
                if ends:
                    return kept, "STOP"
            else:
                return [*kept, {**part, "text": part["text"][: length_of(left)]}], "MAX_TOKENS"
        elif left is None or tokens_of_part(part) <= left:
            kept.append(part)
        else:
            return kept, "MAX_TOKENS"  # a call that is cut is no call
        left = None if left is None else left - tokens_of_part(part)
    return kept, "STOP"


def _signed(parts: list[Json], call: ModelCall) -> list[Json]:
    """3.x signs the first call, or its text when it makes none; 2.5 signs the first call when it thinks."""
    calls = [at for at, part in enumerate(parts) if field(part, "functionCall")]
    texts = [at for at, part in enumerate(parts) if "text" in part and not part.get("thought")]
    if call.family >= 3:
        at = next(iter(calls), next(reversed(texts), None))
    else:
        at = next(iter(calls), None) if call.thinks else None
    if at is None or field(parts[at], "thoughtSignature"):
        return parts
    return [*parts[:at], {**parts[at], "thoughtSignature": signature(parts[at], call.model)}, *parts[at + 1 :]]


def signature(part: Json, model: str) -> str:
    """Opaque bytes that belong to a part and a model, always the same for the same two."""
    told = json.dumps([model, part], sort_keys=True, ensure_ascii=False)
    return base64.b64encode(hashlib.sha512(told.encode(errors="surrogatepass")).digest()).decode()


def _with_id(part: Json, at: int) -> Json:
    call = field(part, "functionCall")
    if not call or "id" in call:
        return part
    told = json.dumps([at, call], sort_keys=True, ensure_ascii=False)
    return {**part, "functionCall": {**call, "id": hashlib.sha256(told.encode()).hexdigest()[:8]}}
