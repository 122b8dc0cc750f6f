"""The local model as assistant and coordinator: calls by the product's rules, then the words of the results."""

from dataclasses import replace

import pytest

from dev.gemini.server import GeminiServer
from functions.chat.agents import chatbot, coordinator
from shared.ai.agent import Agent
from shared.ai.budget import Budget, Limits
from shared.ai.request import Request
from shared.ai.runner import run
from shared.ai.tool import Tool
from shared.ai.turn import Turn
from tests.shared.ai.clerk import allow
from tests.shared.ai.conftest import server

__all__ = ["server"]
FACTS = {"today": "2026-11-25", "currency": "DZD", "language": "en", "budgets": [{"id": "bud_g", "title": "Groceries"}]}


def played(agent: Agent[str], message: str, **facts: object) -> tuple[list[str], str]:
    """The tools that were called, and the last words; each tool says its name."""
    called: list[str] = []

    def stood_in(tool: Tool) -> Tool:
        def say(_turn: object, _arguments: object) -> dict[str, str]:
            called.append(tool.name)
            return {"words": f"{tool.name}."}

        return replace(tool, function=say)

    acted = replace(agent, tools=tuple(stood_in(tool) for tool in agent.tools))
    turn: Turn[None] = Turn(None, allow, Budget(Limits(seconds=20)))
    output = run(acted, Request(message, (), FACTS | facts), turn=turn).output
    return called, output


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("taxi 300 DZD", "record_expense"),
        ("How much did I spend this month?", "query_spending"),
        ("mets le budget Groceries à 25 000", "update_budget"),
        ("احذف ميزانية Groceries", "delete_budget"),
        ("Plan my month", "call_main_coordinator"),
    ],
)
def test_the_assistant_calls_what_a_message_wants_and_tells_what_came(
    server: GeminiServer, message: str, tool: str
) -> None:
    assert played(chatbot.AGENT, message) == ([tool], f"{tool}.")


def test_small_talk_is_answered_in_its_language(server: GeminiServer) -> None:
    assert played(chatbot.AGENT, "Merci !") == ([], "Avec plaisir !")


def test_a_file_is_recorded_whatever_the_words(server: GeminiServer) -> None:
    assert played(chatbot.AGENT, "Hello!", file="image/png")[0] == ["record_expense"]


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("Plan my month", ["call_budget_agent", "call_report_agent"]),
        ("Plan my month, forecast it and remind me to look", None),
        ("I got a raise to 120000, rebalance my budgets", ["call_report_agent"]),
    ],
)
def test_the_coordinator_changes_first_and_reports_last(
    server: GeminiServer, message: str, tools: list[str] | None
) -> None:
    called, words = played(coordinator.AGENT, message)
    if tools is None:
        tools = ["call_budget_agent", "call_forecast_agent", "create_notification", "call_report_agent"]
    assert called == tools
    assert words == "\n".join(f"{tool}." for tool in tools)
