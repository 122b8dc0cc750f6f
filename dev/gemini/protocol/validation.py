"""The checks of a request's body that Gemini was seen to make; each refusal is 400 INVALID_ARGUMENT."""

import re
from typing import Any

from dev.gemini.body import (
    contents_of,
    data_of,
    declarations_of,
    decoded,
    field,
    iter_parts,
    parts_of,
    turns_of,
)
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.models import INPUT_TOKEN_LIMIT
from dev.gemini.protocol.refusal import Json, Refusal
from dev.gemini.protocol.tokens import prompt_tokens
from dev.gemini.protocol.turns import check_signatures, check_turns

_ROLES = {"user", "model", "function"}
_JSON_OR_TOOLS = re.compile(r"gemini-(1|2)\.\d")
# The longest name is that which the client's own documentation tells.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]{0,127}")


def check_call(call: ModelCall) -> None:
    """Refuse what the service refuses. Raises Refusal."""
    contents = contents_of(call.body)
    if not contents:
        raise Refusal(400, "* GenerateContentRequest.contents: contents is not specified\n")
    for at, content in enumerate(contents):
        _check_content(content, at)
    for part in iter_parts(call.body):
        _check_bytes(part)
    _check_generation(call)
    _check_tools(call)
    turns = turns_of(contents)
    check_turns(turns)
    if call.family >= 3:
        check_signatures(turns)
    tokens = prompt_tokens(call.body).total()
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


def _check_bytes(part: Json) -> None:
    data_of(part)
    signature = field(part, "thoughtSignature")
    if isinstance(signature, str):
        decoded(signature, "thought_signature")


def _check_generation(call: ModelCall) -> None:
    options = call.options
    if options is not None and not isinstance(options, dict):
        raise Refusal(400, "Invalid value at 'generation_config' (type.googleapis.com/google.ai.Config).")
    thinking = field(options, "thinkingConfig")
    if field(thinking, "thinkingBudget") is not None and field(thinking, "thinkingLevel"):
        raise Refusal(400, "You can only set only one of thinking budget and thinking level.")
    if field(options, "responseSchema") and field(options, "responseJsonSchema"):
        raise Refusal(400, "Only one of response_schema and response_json_schema may be set.")
    if (
        _JSON_OR_TOOLS.match(call.model)
        and field(options, "responseMimeType") == "application/json"
        and declarations_of(call.body)
    ):
        raise Refusal(400, "Function calling with a response mime type: 'application/json' is unsupported")


def _check_tools(call: ModelCall) -> None:
    """Names of functions; and a call that must be made needs a function. Vertex was seen to let that pass."""
    declared = declarations_of(call.body)
    for at, one in enumerate(declared):
        if not isinstance(one["name"], str) or not _NAME.fullmatch(one["name"]):
            raise Refusal(
                400,
                f"* GenerateContentRequest.tools[0].function_declarations[{at}].name: Invalid function name. Must "
                "start with a letter or an underscore and have letters, digits, _ . : - only.\n",
            )
    told = field(call.body, "toolConfig")
    mode = str(field(field(told, "functionCallingConfig"), "mode") or "").upper()
    if mode == "ANY" and not declared and not call.vertex and not field(told, "includeServerSideToolInvocations"):
        raise Refusal(400, "Function calling config is set without function_declarations.")
