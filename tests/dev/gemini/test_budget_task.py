"""The local model plans budgets by rules, in the person's language, through the product's own agent."""

from decimal import Decimal
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from functions.budget.agents.budget import AGENT, Proposal
from shared.ai.runner import Request, run
from tests.shared.ai.conftest import server

__all__ = ["server"]


def proposed(**facts: Any) -> Proposal:
    return run(AGENT, Request(None, (), {"currency": "DZD", "language": "en", **facts}), deadline_s=10).output


@pytest.mark.parametrize(("language", "title"), [("en", "Groceries"), ("fr", "Courses"), ("ar", "البقالة")])
def test_everyday_categories_come_in_the_persons_language(server: GeminiServer, language: str, title: str) -> None:
    plan = proposed(task="generate", language=language, ceiling="85000.00")
    amounts = {one.title: Decimal(one.budget or 0) for one in plan.operations}
    assert amounts[title] == 16830
    assert sum(amounts.values()) <= 85000
    assert all(one.operation == "add" and one.title in (one.description or "") for one in plan.operations)


def test_what_there_is_follows_what_is_usually_spent(server: GeminiServer) -> None:
    budgets = [{"title": "Food", "budget": "1", "pinned": False}, {"title": "Rent", "budget": "2", "pinned": True}]
    plan = proposed(task="generate", budgets=budgets, spending={"food": "18437.20", "rent": "9"})
    assert [(one.operation, one.title, one.budget) for one in plan.operations] == [("edit", "Food", "18500")]


def test_a_warning_tells_the_figures_it_was_given(server: GeminiServer) -> None:
    plan = proposed(task="describe", title="Food", spent="1200.00", limit="1000.00", over_by="200.00")
    (one,) = plan.operations
    assert one.budget is None
    assert all(figure in (one.description or "") for figure in ("1200.00", "1000.00", "200.00"))


def test_a_rebalance_is_left_to_the_rule(server: GeminiServer) -> None:
    assert proposed(task="rebalance", target="100", budgets=[]).operations == []
