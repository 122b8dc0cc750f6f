"""The checks of a request's body that Gemini was seen to make; each refusal is 400 INVALID_ARGUMENT."""

import re
from typing import Any

from dev.gemini.body import contents_of, count_tokens, data_of, field, iter_parts, parts_of
from dev.gemini.protocol import INPUT_TOKEN_LIMIT, Json, Refusal

_ROLES = {"user", "model", "function"}
_JSON_OR_TOOLS = re.compile(r"gemini-(1|2)\.\d")


def check_body(body: Json, model: str) -> None:
    """Refuse what the service refuses. Raises Refusal."""
    contents = contents_of(body)
    if not contents:
        raise Refusal(400, "* GenerateContentRequest.contents: contents is not specified\n")
    for at, content in enumerate(contents):
        _check_content(content, at)
    for part in iter_parts(body):
        data_of(part)
    _check_generation(body, model)
    _check_function_turns(contents)
    tokens = count_tokens(body)
    if tokens > INPUT_TOKEN_LIMIT:
        raise Refusal(
            400,
            f"The input token count ({tokens}) exceeds the maximum number of tokens allowed ({INPUT_TOKEN_LIMIT}).",
        )


def _check_content(content: Any, at: int) -> None:
    if not isinstance(content, dict):
        raise Refusal(400, f"Invalid value at 'contents[{at}]' (type.googleapis.com/google.ai.Content).")
    role = content.get("role")
    if role and str(role).casefold() not in _ROLES:
        raise Refusal(400, "Please use a valid role: user, model.")
    parts = content.get("parts")
    if parts is not None and not isinstance(parts, (list, dict)):
        raise Refusal(400, f"Invalid value at 'contents[{at}].parts' (type.googleapis.com/google.ai.Part).")
    if isinstance(parts, list) and any(not isinstance(part, dict) for part in parts):
        raise Refusal(400, f"Invalid value at 'contents[{at}].parts[0]' (type.googleapis.com/google.ai.Part).")
    if any("text" in part and not isinstance(part["text"], (str, type(None))) for part in parts_of(content)):
        raise Refusal(400, f"Invalid value at 'contents[{at}].parts[0].text' (TYPE_STRING).")


def _check_generation(body: Json, model: str) -> None:
    options = field(body, "generationConfig")
    if options is not None and not isinstance(options, dict):
        raise Refusal(400, "Invalid value at 'generation_config' (type.googleapis.com/google.ai.Config).")
    thinking = field(options, "thinkingConfig")
    if field(thinking, "thinkingBudget") is not None and field(thinking, "thinkingLevel"):
        raise Refusal(400, "You can only set only one of thinking budget and thinking level.")
    if field(options, "responseSchema") and field(options, "responseJsonSchema"):
        raise Refusal(400, "Only one of response_schema and response_json_schema may be set.")
    if (
        _JSON_OR_TOOLS.match(model)
        and field(options, "responseMimeType") == "application/json"
        and declarations_of(body)
    ):
        raise Refusal(400, "Function calling with a response mime type: 'application/json' is unsupported")


def declarations_of(body: Json) -> list[Json]:
    """The functions that the model may call."""
    tools = field(body, "tools")
    tools = [tools] if isinstance(tools, dict) else tools or []
    found: list[Json] = []
    for tool in tools if isinstance(tools, list) else []:
        declared = field(tool, "functionDeclarations") or []
        found += [one for one in ([declared] if isinstance(declared, dict) else declared) if field(one, "name")]
    return found


def _check_function_turns(contents: list[Json]) -> None:
    """Answers to calls follow the turn that made them, as many as there were calls."""
    calls: int | None = None
    answers = 0
    for content in [*contents, {"role": "model"}]:
        if str(content.get("role") or "user").casefold() != "model":
            answers += sum(1 for part in parts_of(content) if field(part, "functionResponse"))
            continue
        if answers and answers != (calls or 0):
            raise Refusal(
                400,
                "Please ensure that the number of function response parts is equal to the number of function "
                "call parts of the function call turn.",
            )
        calls = sum(1 for part in parts_of(content) if field(part, "functionCall"))
        answers = 0
