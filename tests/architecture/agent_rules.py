"""What every agent has to be: told to the model in what Gemini understands, closed, documented, and about nobody."""

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from shared.ai.agent import Agent
from shared.ai.schema import KEYWORDS, is_closed, names_a_person, names_in, schema_of, schemas_in
from shared.ai.tool import Tool

_KINDS = {"type", "$ref", "anyOf", "oneOf", "enum"}
_WHEN = re.compile(r"\b(?:use|call|when|only)\b", re.IGNORECASE)


def faults_of(agent: Agent[Any], module: ModuleType) -> list[str]:
    """What is wrong with an agent that stands in this module; empty when nothing is."""
    faults = [*_faults_of_words(agent, module)]
    if issubclass(agent.output, BaseModel):
        schema = schema_of(agent.output)
        faults += [f"answer: {fault}" for fault in _faults_of_schema(schema)]
        if any(set(one.get("required", ())) != set(one.get("properties", {})) for one in schemas_in(schema)):
            faults.append("answer: a field may be left out")
    for tool in agent.tools:
        faults += [f"{tool.name}: {fault}" for fault in _faults_of_tool(tool)]
    return faults


def _faults_of_words(agent: Agent[Any], module: ModuleType) -> Iterator[str]:
    if module.__name__.rpartition(".")[2] != agent.name:
        yield "its file has another name"
    if "never" not in (module.__doc__ or "").casefold():
        yield "its file does not say what it never decides"
    if not agent.hand_over_when:
        yield "nobody knows when to ask it"
    if "never orders" not in agent.instructions:
        yield "its instructions do not say that data is never orders"


def _faults_of_schema(schema: Mapping[str, Any]) -> Iterator[str]:
    inner = list(schemas_in(schema))
    if any(set(one) - KEYWORDS for one in inner):
        yield "a keyword outside of Gemini's subset"
    if not all(_KINDS & set(one) for one in inner):
        yield "a value without a type"
    if not is_closed(schema):
        yield "an object that takes any key"
    if any(map(names_a_person, names_in(schema))):
        yield "a name of a user"


def _faults_of_tool(tool: Tool) -> Iterator[str]:
    yield from _faults_of_schema(tool.parameters)
    if tool.parameters != schema_of(tool.arguments):
        yield "its parameters are not those of its model"
    if not _WHEN.search(tool.description):
        yield "its docstring does not say when to use it"
    hints = getattr(tool.function, "__annotations__", {})
    if len(hints) != 3 or "return" not in hints:
        yield "a parameter or the result has no type"
