"""What a model wrote into a call, before anything is done with it: known tool, size, keys and types."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from shared.ai.agent import Agent
from shared.ai.audit import Outcome, canonical
from shared.ai.tool import Tool

if TYPE_CHECKING:
    from google.genai import types

MAX_ARGUMENT_BYTES = 4 * 1024
_TOO_LARGE = f"The arguments are larger than {MAX_ARGUMENT_BYTES} bytes of JSON. Nothing was done. Send less."
_NOT_JSON = "The arguments are not valid JSON. Nothing was done."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a call is not carried out; `words` are for the model."""

    outcome: Outcome
    words: str


def known_tool(call: "types.FunctionCall", agent: Agent[BaseModel | str]) -> Tool | None:
    """The agent's tool of exactly this name."""
    return next((tool for tool in agent.tools if tool.name == call.name), None)


def unknown_tool(agent: Agent[BaseModel | str]) -> Refusal:
    """The answer to a call of a tool that the agent has not got."""
    names = ", ".join(tool.name for tool in agent.tools)
    return Refusal("invalid", f"There is no such tool. Nothing was done. The tools are: {names}.")


def validated(call: "types.FunctionCall", tool: Tool) -> BaseModel | Refusal:
    """The arguments by the tool's model: strictly, with no key that it has not got."""
    try:
        data = canonical(call.args or {})
    except (ValueError, RecursionError):
        return Refusal("invalid", _NOT_JSON)
    if len(data) > MAX_ARGUMENT_BYTES:
        return Refusal("invalid", _TOO_LARGE)
    try:
        return tool.arguments.model_validate_json(data, strict=True)
    except ValidationError as error:
        listed = "; ".join(faults_of(error))
        return Refusal("invalid", f"The arguments are not as declared. Nothing was done. Mend this: {listed}")


def faults_of(error: ValidationError) -> list[str]:
    """What is wrong, where, in words fit for the model, without what was given."""
    return [
        f"{'.'.join(map(str, fault['loc'])) or 'answer'}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]
