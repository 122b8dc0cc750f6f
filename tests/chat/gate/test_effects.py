"""Every tool that changes something has told the gate what each of its arguments is."""

from collections import Counter

import pytest

import functions
from functions.chat.models.gate import Effect
from functions.chat.rules.policy.effects import EFFECTS
from functions.chat.service import toolbox
from shared.ai.catalog import find_agents
from shared.ai.tool import Tool
from tests.chat.gate.desk import TOOLS

CATALOG = {tool.name: tool for agent in find_agents(functions) for tool in agent.tools if tool.effect != "read"}
PRODUCT = toolbox.tools()
# Called in the interview, which has a gate of its own; the conversation does not offer them.
OF_THE_INTERVIEW = {"ask_question", "finish_onboarding_and_save_info"}


@pytest.mark.parametrize("tool", [*PRODUCT.values(), *TOOLS.values()], ids=lambda tool: tool.name)
def test_each_argument_stands_in_one_place(tool: Tool) -> None:
    if tool.name == "rob_bank":
        assert tool.name not in EFFECTS
        return
    effect = EFFECTS[tool.name]
    assert set(tool.arguments.model_fields) <= set(effect.arguments)
    assert max(Counter(effect.arguments).values()) == 1
    assert (tool.effect == "destructive") == (effect.kind == "destructive")


def test_no_argument_is_told_of_that_a_tool_has_not() -> None:
    assert len(PRODUCT) > 5
    told = {name: set(EFFECTS[name].arguments) for name in PRODUCT}
    assert told == {name: set(tool.arguments.model_fields) for name, tool in PRODUCT.items()}


def test_every_tool_of_the_catalog_is_one_of_the_conversation_or_of_the_interview() -> None:
    assert set(CATALOG) - OF_THE_INTERVIEW == set(PRODUCT) - {tool.name for tool in toolbox.CONFIRMED_ONLY}
    assert not OF_THE_INTERVIEW & (set(PRODUCT) | set(EFFECTS))


def test_what_is_done_at_once_has_something_that_must_be_said_or_harms_nobody() -> None:
    unbound = {name for name, one in EFFECTS.items() if one.kind != "delegate" and not _bound(one)}
    assert unbound - {tool.name for tool in toolbox.CONFIRMED_ONLY} == {"create_notification"}


def _bound(effect: Effect) -> bool:
    return bool(effect.amounts or effect.ids or effect.names or effect.words or effect.figures)
