"""What a confirmation runs: the tools of chat's agents by their names, and whom they work for."""

from collections.abc import Mapping
from dataclasses import replace

from functions.chat.agents import chatbot, coordinator
from functions.chat.models.talk import Talk, Utterance
from functions.chat.service.scene import talk_of
from shared.ai.tool import Tool
from shared.context import Context

AGENTS = (chatbot.AGENT, coordinator.AGENT)


def tools() -> Mapping[str, Tool]:
    """Every tool that changes something."""
    return {tool.name: tool for agent in AGENTS for tool in agent.tools if tool.effect != "read"}


def speaker(context: Context) -> Talk:
    """The identity of a tool that is run without a conversation around it."""
    return replace(talk_of(context, context.turn_id or "", Utterance("")), confirmed=True)
