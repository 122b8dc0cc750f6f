"""Runs an agent: `run` for its answer, `stream` for its answer as it is made.

Without a `turn` each is a turn of its own, for nobody: it may use what one turn may, for the configured time, and
tools that change something are denied.
"""

from collections.abc import Iterator
from typing import Any

from shared.ai.agent import Agent, Out
from shared.ai.budget import Budget, Limits
from shared.ai.errors import AgentError, ModelAnswerInvalid, ModelUnavailable
from shared.ai.events import Done, Event, Failed, TextDelta
from shared.ai.loop import REPAIRS, Check, ask, converse
from shared.ai.request import File, Request, Said
from shared.ai.run import Run
from shared.ai.turn import Denied, Turn
from shared.config import config

__all__ = [
    "AgentError",
    "Budget",
    "Denied",
    "File",
    "Limits",
    "ModelAnswerInvalid",
    "ModelUnavailable",
    "Request",
    "Run",
    "Said",
    "Turn",
    "run",
    "stream",
]


def run(  # noqa: PLR0913 (each is a choice of the caller)
    agent: Agent[Out],
    request: Request,
    *,
    turn: Turn[Any] | None = None,
    check: Check[Out] | None = None,
    repairs: int = REPAIRS,
    deadline_s: float | None = None,
) -> Run[Out]:
    """Ask the agent and return its validated answer.

    `check` names, in words fit for the model, what is wrong with an answer of the right shape (empty: nothing);
    `repairs` is how often the model may mend its answer. `deadline_s` is the total in wall time, by default the
    configured one; a `turn` that is given has its own. Raises ModelUnavailable and ModelAnswerInvalid; which tools
    were done by then is in the turn's audit.
    """
    return ask(agent, request, _turn_of(turn, deadline_s), check=check, repairs=repairs)


def stream(  # noqa: PLR0913 (each is a choice of the caller)
    agent: Agent[Out],
    request: Request,
    *,
    turn: Turn[Any] | None = None,
    check: Check[Out] | None = None,
    repairs: int = REPAIRS,
    deadline_s: float | None = None,
) -> Iterator[Event]:
    """The same, told as it happens; the last event is Done or Failed, and no AgentError is raised.

    Text goes out as it comes where nothing can take it back: no tool can be called any more and no `check` waits for
    the whole. Otherwise it goes out in one piece when it is final. Tool events are those of this agent, not of the
    agents that it asks.
    """
    turn = _turn_of(turn, deadline_s)
    steps = converse(agent, request, turn, check=check, repairs=repairs, streaming=True)
    given = False
    while True:
        try:
            event = next(steps)
        except StopIteration as stop:
            yield Done(stop.value)
            return
        except AgentError as error:
            yield Failed(error, turn.done, given)
            return
        given = given or isinstance(event, TextDelta)
        yield event


def _turn_of(turn: Turn[Any] | None, deadline_s: float | None) -> Turn[Any]:
    if turn is None:
        seconds = config().model_deadline_s if deadline_s is None else deadline_s
        return Turn(None, budget=Budget(Limits(seconds=seconds)))
    if deadline_s is not None:
        raise ValueError("a turn that is given has its own deadline")
    return turn
