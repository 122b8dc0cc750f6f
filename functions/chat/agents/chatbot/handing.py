"""The tool that hands a task of many steps to the coordinator."""

from collections.abc import Mapping
from typing import Any

from functions.chat.agents.coordinator import AGENT
from functions.chat.agents.coordinator.doing import tell
from functions.chat.agents.coordinator.specialists import Task
from functions.chat.models.talk import Talk, Told
from functions.chat.rules.facing import facing
from shared.ai.request import Request
from shared.ai.tool import tool
from shared.ai.turn import Turn


@tool("write")
def call_main_coordinator(turn: Turn[Talk], arguments: Task) -> Mapping[str, Any]:
    """Plans and carries out a task of several steps: planning a month, a raise and what follows from it, recording and
    reporting. Use it when more than one of your other functions would be needed one after the other."""
    talk = turn.identity
    report = turn.delegate(AGENT, Request(arguments.message, (), facing(talk))).output
    return tell(talk, Told("call_main_coordinator", report, closes=True, worded=True))
