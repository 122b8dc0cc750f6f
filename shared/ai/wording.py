"""Figures put into words by an agent, and delivered only when every one of them is a fact and nothing leads outside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from shared import logs
from shared.ai.agent import Agent
from shared.ai.facts import Snapshot, check, rendered
from shared.ai.plain import is_plain, named
from shared.ai.turn import Turn
from shared.language import Language

Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is to be worded: the message that asked, what the agent is given beside the figures (at least `task` and
    `draft`, the words by template), the facts, and the turn that it is part of."""

    message: str
    given: Mapping[str, object]
    snapshot: Snapshot
    language: Language
    turn: Turn[Any] | None = None


def worded(agent: Agent[str], brief: Brief, holds: Holds = lambda _: True) -> str | None:
    """The agent's Markdown; None, so that the draft is delivered, when it cannot be asked, when it tells what is no
    fact or leads outside, or when the text does not hold what it must."""
    from shared.ai.errors import AgentError
    from shared.ai.runner import Request, run

    snapshot, language = brief.snapshot, brief.language
    figures = [{"label": one["label"], "value": str(one["value"]), "unit": one["unit"]} for one in rendered(snapshot)]
    facts = {**brief.given, "language": language.code, "figures": figures}
    try:
        text = run(agent, Request(brief.message, (), facts), turn=brief.turn).output.strip()
    except AgentError as error:
        logs.warning(f"{agent.name}.agent_unavailable", reason=str(error))
        return None
    if not text:
        return None
    names = tuple(dict.fromkeys((*snapshot.names, *map(named, snapshot.names))))
    known = Snapshot(snapshot.facts, tuple(name for name in names if name))
    if not is_plain(text, filter(None, map(named, snapshot.names))):
        reason = "leads_outside"
    elif not check(text, known, language.written).supported:
        reason = "unsupported_figures"
    elif not holds(text):
        reason = "contradicts"
    else:
        return text
    logs.warning(f"{agent.name}.{reason}")
    return None
