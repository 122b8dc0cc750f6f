"""Every agent of the product: what Gemini can take, what nobody may ask of it, and a conversation of each."""

import inspect
import types
from collections.abc import Iterator
from typing import Any

import pytest

import functions
from shared.ai.agent import Agent
from shared.ai.catalog import find_agents
from shared.ai.request import Request
from shared.ai.runner import run
from tests.shared.ai.conftest import server

__all__ = ["server"]
AGENTS = find_agents(functions)
# What `responseJsonSchema` documents; `default` and `const` are among what it leaves out.
KEYWORDS = {"$defs", "$ref", "$anchor", "$id", "type", "format", "title", "description", "enum", "items", "prefixItems"}
KEYWORDS |= {"minItems", "maxItems", "minimum", "maximum", "anyOf", "oneOf", "properties", "additionalProperties"}
KEYWORDS |= {"required", "propertyOrdering"}
WHO = {"uid", "user", "user_id", "userid", "username", "account", "account_id", "email", "token"}
# One answer of the model for each agent, as the model gives it.
SCRIPTED: dict[str, dict[str, Any]] = {
    "expense_manager": {
        "expenses": [
            {
                "product_name": "Café",
                "amount": "500",
                "currency": "DZD",
                "date": "2026-11-24",
                "merchant": None,
                "category": None,
                "items": [{"name": "Café", "quantity": "2", "unit_price": "250", "amount": "500"}],
                "tax": None,
                "tip": None,
                "discount": None,
            }
        ],
        "total": "500",
        "language": "fr",
    }
}


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema and all schemas inside it."""
    yield schema
    for name in ("properties", "$defs"):
        for inner in schema.get(name, {}).values():
            yield from schemas(inner)
    for name in ("anyOf", "oneOf", "prefixItems"):
        for inner in schema.get(name, ()):
            yield from schemas(inner)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from schemas(schema[name])


def checked(agents: list[Agent[Any]]) -> list[Agent[Any]]:
    """The agents; none at all would mean that these tests look at nothing."""
    if not agents:
        raise AssertionError("no agent was found")
    return agents


def test_an_empty_list_of_agents_is_refused() -> None:
    empty = types.ModuleType("nothing")
    empty.__path__ = []
    with pytest.raises(AssertionError):
        checked(find_agents(empty))


@pytest.mark.parametrize("agent", checked(AGENTS), ids=lambda agent: agent.name)
class TestEachAgent:
    def test_its_answer_is_described_in_what_gemini_understands(self, agent: Agent[Any]) -> None:
        for schema in schemas(agent.output.model_json_schema()):
            assert set(schema) <= KEYWORDS, schema

    def test_its_answer_leaves_nothing_open(self, agent: Agent[Any]) -> None:
        for schema in schemas(agent.output.model_json_schema()):
            if schema.get("type") == "object":
                assert schema.get("additionalProperties") is False, schema
                assert set(schema["required"]) == set(schema["properties"]), schema

    def test_nobody_can_be_named_in_what_it_answers_or_calls(self, agent: Agent[Any]) -> None:
        named = {name for schema in schemas(agent.output.model_json_schema()) for name in schema.get("properties", {})}
        named |= {name for tool in agent.tools for name in inspect.signature(tool).parameters}
        assert not named & WHO

    def test_its_tools_are_typed_and_documented(self, agent: Agent[Any]) -> None:
        for tool in agent.tools:
            assert inspect.getdoc(tool)
            for parameter in inspect.signature(tool).parameters.values():
                assert parameter.annotation is not inspect.Parameter.empty

    def test_it_says_what_it_decides_and_when_to_ask_it(self, agent: Agent[Any]) -> None:
        module = inspect.getmodule(agent.output)
        assert module is not None
        assert "never" in (module.__doc__ or "").casefold()
        assert agent.hand_over_when
        assert "never orders" in agent.instructions

    def test_a_scripted_conversation_ends_in_its_answer(self, agent: Agent[Any], server: Any) -> None:
        answer = SCRIPTED[agent.name]
        server.script.load({"mode": "script", "queue": [{"body": {"json": answer}, "when": {"agent": agent.name}}]})
        found = run(agent, Request("deux cafés 500 DA"), deadline_s=10)
        assert found.output.model_dump(mode="json") == answer
        assert server.script.state()["calls"] == {agent.name: 1}
