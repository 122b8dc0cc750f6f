"""The deterministic stand-in for a model. Not an AI: an agent that it knows is answered by rules, anything else by
the smallest answer of the right shape, so that every accepted request can be worked with."""

import json
import math
import re

from dev.gemini.body import contents_of, count_tokens, field, texts_of
from dev.gemini.protocol import Json, parts_response, text_response
from dev.gemini.samples import sample
from dev.gemini.validation import declarations_of

UNKNOWN = "unknown"
_AGENT = re.compile(r"Agent: ([a-z][a-z_]*)")
_POLITE = "This is the local model of AI-On. It reads expenses by rules and cannot hold a conversation."


def agent_of(body: Json) -> str:
    """The agent that asks, by the first line of its system instruction, or `unknown`."""
    system = field(body, "systemInstruction")
    texts = [system] if isinstance(system, str) else texts_of(system)
    match = _AGENT.fullmatch(texts[0].partition("\n")[0].strip()) if texts else None
    return match[1] if match else UNKNOWN


def answer(body: Json, model: str) -> Json:
    """A GenerateContentResponse for a request that the protocol accepted."""
    tokens = count_tokens(body)
    if agent_of(body) == "expense_manager":
        from dev.gemini.extraction import extract  # the readers load only when something is to be read

        extracted = extract(contents_of(body))
        return text_response(json.dumps(extracted, ensure_ascii=False), model, tokens)
    call = _forced_call(body)
    if call:
        return parts_response([{"functionCall": call}], model, tokens, math.ceil(len(str(call)) / 4))
    options = field(body, "generationConfig")
    schema = field(options, "responseJsonSchema") or field(options, "responseSchema")
    if schema or field(options, "responseMimeType") == "application/json":
        return text_response(json.dumps(sample(schema or {})), model, tokens)
    return text_response(_POLITE, model, tokens)


def _forced_call(body: Json) -> Json | None:
    """A call of the first allowed function, where the request leaves no other answer (mode ANY)."""
    calling = field(field(body, "toolConfig"), "functionCallingConfig")
    if str(field(calling, "mode") or "").upper() != "ANY":
        return None
    allowed = field(calling, "allowedFunctionNames")
    for declared in declarations_of(body):
        if not allowed or declared["name"] in allowed:
            schema = field(declared, "parametersJsonSchema") or declared.get("parameters") or {}
            args = sample(schema)
            return {"name": declared["name"], "args": args if isinstance(args, dict) else {}}
    return None
