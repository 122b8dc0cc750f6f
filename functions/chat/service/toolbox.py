"""What a confirmation runs: the tools of chat's agents by their names, and whom they work for."""

from collections.abc import Mapping
from dataclasses import replace

from functions.chat.agents import chatbot, coordinator
from functions.chat.agents.chatbot.receipts import record_receipt
from functions.chat.models.talk import Talk, Utterance
from functions.chat.service.scene import talk_of
from shared.ai.tool import Tool
from shared.context import Context

AGENTS = (chatbot.AGENT, coordinator.AGENT)
CONFIRMED_ONLY = (record_receipt,)


def tools() -> Mapping[str, Tool]:
    """Every tool that changes something, also those that only a confirmation runs."""
    offered = {tool.name: tool for agent in AGENTS for tool in agent.tools if tool.effect != "read"}
    return {**offered, **{tool.name: tool for tool in CONFIRMED_ONLY}}


def speaker(context: Context) -> Talk:
    """The identity of a tool that is run without a conversation around it."""
    return replace(talk_of(context, context.turn_id or "", Utterance("")), confirmed=True)
