"""What a confirmation runs: the tools of chat's agents by their names, and whom they work for."""

from collections.abc import Mapping
from typing import Any

from functions.chat.models.gate import Speaker
from shared.ai.agent import Agent
from shared.ai.tool import Tool
from shared.context import Context

AGENTS: tuple[Agent[Any], ...] = ()


def tools() -> Mapping[str, Tool]:
    """Every tool that changes something."""
    return {tool.name: tool for agent in AGENTS for tool in agent.tools if tool.effect != "read"}


def speaker(context: Context) -> Speaker:
    """The identity of a tool that is run without a conversation around it."""
    return Speaker(context)
