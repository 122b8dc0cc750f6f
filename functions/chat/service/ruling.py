"""Answers without a model: rules read the message, and the same tools do what it asks, through the same gate."""

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from functions.chat.models.talk import Talk
from functions.chat.models.wanted import Wanted
from functions.chat.rules.intents import small_talk, wanted
from functions.chat.service import answering
from functions.chat.service.gating import TurnGate
from functions.chat.service.hearing import heard

if TYPE_CHECKING:
    from shared.ai.events import Event
    from shared.ai.turn import Turn

_BY_RULES = "rules"  # stands where the name of a model stands
# What takes the words of a model as much as its steps.
_NEEDS_A_MODEL = {"call_main_coordinator"}
_INSTEAD = "call_report_agent"


@dataclass(frozen=True, slots=True)
class _Call:
    """A call as a model would make it."""

    name: str
    args: dict[str, Any]
    id: str | None = None


def ruled(turn: "Turn[Talk]", gate: TurnGate, why: str) -> Generator["Event", None, str]:
    """The answer by rules, which ends in a sentence that says so (`why`). What was done before is not done again."""
    talk = turn.identity
    if not turn.done and not talk.told:
        yield from _carried(turn, wanted(talk.said.msg, heard(talk)))
    text = answering.told(talk, gate)
    if not text and not gate.actions:
        text = answering.say(talk, _instead_of(turn) or small_talk(talk.said.msg) or "not_understood")
    return f"{text}\n\n{answering.say(talk, why)}"


def _instead_of(turn: "Turn[Talk]") -> str | None:
    """What is said of calls of which nothing came."""
    return "unchanged" if turn.audit else None


def _carried(turn: "Turn[Talk]", calls: Sequence[Wanted]) -> Generator["Event", None, None]:
    """Carry the calls out as those of a model are; what is refused is told in words."""
    if not calls:
        return
    from functions.chat.agents.chatbot import AGENT
    from shared.ai.perform import perform

    asked = [_Call(_instead(one.tool), _arguments(one)) for one in calls]
    entered = turn.entered(AGENT.name)
    yield from perform(asked, AGENT, entered, _BY_RULES, takes_final=False)  # type: ignore[arg-type]


def _instead(tool: str) -> str:
    return _INSTEAD if tool in _NEEDS_A_MODEL else tool


def _arguments(one: Wanted) -> dict[str, Any]:
    """As JSON: what is no text, number, list or object has no place in a call."""
    found: dict[str, Any] = json.loads(json.dumps(one.arguments))
    return found
