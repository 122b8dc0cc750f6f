"""Asks the budget agent; its answer is a proposal, and there may be none."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared import logs

if TYPE_CHECKING:
    from functions.budget.agents.budget import Proposal
    from shared.ai.turn import Turn


def ask(
    facts: Mapping[str, object],
    words: str | None = None,
    check: "Callable[[Proposal], Sequence[str]] | None" = None,
    turn: "Turn[Any] | None" = None,
) -> "Proposal | None":
    """What the agent proposes, within a turn of others if one is given; None when it cannot be asked or answers
    nothing usable."""
    from functions.budget.agents.budget import AGENT
    from shared.ai.errors import AgentError
    from shared.ai.runner import Request, run

    try:
        return run(AGENT, Request(words, (), facts), check=check, turn=turn).output
    except AgentError as error:
        logs.warning("budget.agent_unavailable", task=str(facts.get("task")), reason=str(error))
        return None
