"""Asks the agent what comes next, and holds its call against what the person said; without it the form goes on."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from functions.onboarding.models import Interview, Proposed, Question, Told
from functions.onboarding.rules.course import LEAST, MOST, faults_of, may_ask, may_finish
from functions.onboarding.rules.form import ORDER
from functions.onboarding.rules.learned import unsupported
from functions.onboarding.rules.topics import topic_of
from functions.onboarding.rules.wording import clean
from functions.onboarding.service.hearing import amounts_in, names_currency
from shared import logs
from shared.config import config

if TYPE_CHECKING:
    from functions.onboarding.models.calls import AskQuestion, FinishInfo, Sum
    from shared.ai.request import Said
    from shared.ai.turn import Turn

MODEL_CALLS = 2
_TOOL_CALLS = 4
_SKIPPED = "(skipped)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: a question, or what the agent says that it learned; None when it gave nothing usable. And
    the turn, for what it used and tried."""

    found: Question | Proposed | None
    turn: "Turn[_Desk]"


def ask_agent(interview: Interview, told: tuple[Told, ...], currency: str) -> Asked:
    """Ask the agent what comes after the last answer."""
    from functions.onboarding.agents.onboarding import AGENT
    from shared.ai.errors import AgentError
    from shared.ai.request import Request
    from shared.ai.runner import Budget, Limits, Turn, run

    desk = _Desk(interview, told, currency)
    limits = Limits(model_calls=MODEL_CALLS, tool_calls=_TOOL_CALLS, seconds=config().model_deadline_s)
    turn = Turn(desk, gate=lambda turn, _tool, _arguments: _denied(turn.identity), budget=Budget(limits))
    history, last = _conversation(interview)
    try:
        run(AGENT, Request(last, (), _facts(interview), history), turn=turn, repairs=MODEL_CALLS - 1)
    except AgentError as error:
        logs.warning("onboarding.asked_by_form", reason=str(error))
    return Asked(desk.taken, turn)


@dataclass(slots=True)
class _Desk:
    """Takes the first call that holds; a model that calls twice at once is believed once."""

    interview: Interview
    told: tuple[Told, ...]
    currency: str
    taken: Question | Proposed | None = None
    warned: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, asked: "AskQuestion") -> Sequence[str]:
        with self._lock:
            question = Question(
                topic_of(asked.question) if asked.topic == "other" else asked.topic,
                clean(asked.question),
                asked.question_type,
                tuple(map(clean, asked.options or ())),
                "agent",
            )
            faults = [*self._twice(), *faults_of(question, self.interview), *self._figures(question)]
            if not faults:
                self.taken = question
            return faults

    def conclude(self, info: "FinishInfo") -> Sequence[str]:
        """A figure that nobody said is refused once; if it comes again, the rest is taken without it."""
        with self._lock:
            proposed = _proposed(info, self.told)
            faults = [*self._twice(), *([] if self.warned else unsupported(proposed, self.told))]
            self.warned = self.warned or bool(faults)
            if not faults:
                self.taken = proposed
            return faults

    def _twice(self) -> list[str]:
        return ["one call is taken, and there was one already"] if self.taken else []

    def _figures(self, question: Question) -> list[str]:
        """Options may name amounts to choose from; the question itself none that the person did not say."""
        said = frozenset().union(*(amounts_in(one.text, self.currency) for one in self.told))
        return [] if amounts_in(question.text, self.currency) <= said else ["question: it holds an amount nobody said"]


def _denied(desk: _Desk) -> Any:
    from shared.ai.turn import Denied

    if may_finish(desk.interview):
        return None
    return Denied(f"It is too early: at least {LEAST} questions are asked, the income among them. Ask one.")


def _conversation(interview: Interview) -> tuple[tuple["Said", ...], str]:
    """What was said before the last answer, and that answer."""
    from shared.ai.request import Said

    said: list[Said] = []
    for question, answer in interview.exchanges:
        offered = f" [{' | '.join(question.options)}]" if question.options else ""
        said.append(Said("model", question.text + offered))
        said.append(Said("user", ", ".join(answer.values) or _SKIPPED))
    return tuple(said[:-1]), said[-1].text


def _facts(interview: Interview) -> dict[str, object]:
    topics = [question.topic for question in interview.questions]
    allowed = {"ask_question": may_ask(interview), "finish_onboarding_and_save_info": may_finish(interview)}
    return {
        "language": interview.language,
        "asked": topics,
        "skipped": [question.topic for question, answer in interview.exchanges if not answer.values],
        "left": [topic for topic in ORDER if topic not in topics],
        "question_number": len(topics) + 1,
        "most": MOST,
        "allowed": [name for name, may in allowed.items() if may],
    }


def _proposed(info: "FinishInfo", told: tuple[Told, ...]) -> Proposed:
    sums: dict[str, Sum | None] = {
        "monthly_income": info.monthly_income,
        "savings": info.savings,
        "investments": info.investments,
        "debts": info.debts,
    }
    about, extra, code = info.personal_info, info.extra_info, info.personal_info.preferred_currency
    preferences = info.user_ai_preferences.model_dump(exclude_none=True)
    return Proposed(
        figures={name: Decimal(one.amount) for name, one in sums.items() if one},
        currency=code if code and names_currency(told, code) else None,
        location=about.location_context,
        language=about.language,
        preferences={name: str(value) for name, value in preferences.items()},
        goals=tuple(extra.goals),
        categories=tuple(extra.budget_categories),
        minimums={one.category: Decimal(one.amount) for one in extra.budget_minimums},
        summary=info.ai_summary,
    )
