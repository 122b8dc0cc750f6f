"""Asks the budget agent; its answer is a proposal, and there may be none."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from functions.journal.service import Meter
from shared import logs

if TYPE_CHECKING:
    from functions.budget.agents.budget import Proposal


def ask(
    meter: Meter,
    facts: Mapping[str, object],
    words: str | None = None,
    check: "Callable[[Proposal], Sequence[str]] | None" = None,
) -> "Proposal | None":
    """What the agent proposes; None when it cannot be asked, may not be asked any more, or answers nothing usable."""
    from functions.budget.agents.budget import AGENT
    from shared.ai.errors import AgentError
    from shared.ai.runner import Request, run

    try:
        return run(AGENT, Request(words, (), facts), check=check, turn=meter.turn()).output
    except AgentError as error:
        logs.warning("budget.agent_unavailable", task=str(facts.get("task")), reason=str(error))
        return None
