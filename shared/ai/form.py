"""The form in which an agent asks a model: which schema, which functions, and whether they may be called.

Tools and JSON mode exclude each other on 2.5: there the answer is the call of a function `final_answer`, whose
parameters are the answer's schema. Later families take both.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from shared.ai.agent import Agent
from shared.ai.client import Declaration, ModelCall
from shared.ai.schema import schema_of
from shared.ai.tool import FINAL_ANSWER

if TYPE_CHECKING:
    from google.genai import types

_ANSWER = "Your answer. Call it alone, once, when you have seen the results of all other calls that you need."
_JSON_BESIDE_TOOLS = re.compile(r"gemini-[3-9]")


def call_for(agent: Agent[Any], model: str, contents: Sequence["types.Content"], *, must_answer: bool) -> ModelCall:
    """The request for this model. With `must_answer` no tool may be called any more."""
    output = agent.output if issubclass(agent.output, BaseModel) else None
    system, tools = agent.system_instruction, _declared(agent)
    if agent.answers_by_call:
        return ModelCall(model, system, contents, None, tools, "ANY")
    if output is None:
        return ModelCall(model, system, contents, None, tools, "NONE" if must_answer else "AUTO")
    schema = schema_of(output)
    if not takes_final_answer(agent, model):
        return ModelCall(model, system, contents, schema, tools, "NONE" if must_answer else "AUTO")
    final = Declaration(FINAL_ANSWER, _ANSWER, schema)
    return ModelCall(model, system, contents, None, (*tools, final), "ANY", (FINAL_ANSWER,) if must_answer else ())


def takes_final_answer(agent: Agent[Any], model: str) -> bool:
    """Whether this model is asked for the agent's answer as a call."""
    return bool(agent.tools) and agent.output is not str and not _JSON_BESIDE_TOOLS.match(model)


def _declared(agent: Agent[Any]) -> tuple[Declaration, ...]:
    return tuple(Declaration(tool.name, tool.description, tool.parameters) for tool in agent.tools)
