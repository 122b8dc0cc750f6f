"""The loop of an agent: ask the model, carry out what it calls, give it the results, until it answers.

Everything that it uses comes out of the turn. Retries and successors are about reaching a model, repairs about what it
answered, and all of it ends with the turn's budget.
"""

import json
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, cast

from pydantic import BaseModel, ValidationError

from shared import logs
from shared.ai.agent import Agent, Out
from shared.ai.answer import Answer, read_answer
from shared.ai.arguments import Refusal, faults_of
from shared.ai.conversation import Conversation
from shared.ai.errors import ModelAnswerInvalid, ModelUnavailable, Reason
from shared.ai.events import Event, TextDelta
from shared.ai.form import call_for, takes_final_answer
from shared.ai.perform import NO_CALL_LEFT, perform, refuse, response_content
from shared.ai.reach import reach
from shared.ai.request import Request, repair_turn, repair_words
from shared.ai.run import Run
from shared.ai.speaking import streamed, whole
from shared.ai.tool import FINAL_ANSWER
from shared.ai.turn import Turn
from shared.ai.usage import CallUsage, Usage, usage_of
from shared.clock import system_clock
from shared.config import config

if TYPE_CHECKING:
    from google.genai import types

Check = Callable[[Out], Sequence[str]]
REPAIRS = 2
_UNREADABLE_CALL = "the function call could not be read; call only declared functions, with arguments in plain JSON"
_UNFINISHED = Refusal("invalid", "The answer did not finish. Nothing was done.")
_NO_CALL = "answer by a call of one of the functions, not in words"
_NOT_DECLARED = Refusal("invalid", "No function was declared. Nothing was done.")


def ask(
    agent: Agent[Out],
    request: Request,
    turn: Turn[Any],
    *,
    check: Check[Out] | None = None,
    repairs: int = REPAIRS,
) -> Run[Out]:
    """The agent's validated answer within this turn. Raises ModelUnavailable and ModelAnswerInvalid."""
    steps = converse(agent, request, turn, check=check, repairs=repairs)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return cast("Run[Out]", stop.value)


def converse(  # noqa: PLR0913 (each is a choice of the caller)
    agent: Agent[Out],
    request: Request,
    turn: Turn[Any],
    *,
    check: Check[Out] | None = None,
    repairs: int = REPAIRS,
    streaming: bool = False,
) -> Generator[Event, None, Run[Out]]:
    """The same, telling events meanwhile; with `streaming` also the text."""
    loop = _Loop(agent, turn.entered(agent.name), Conversation(request), check, repairs, streaming)
    return (yield from loop.run())


@dataclass(slots=True)
class _Loop(Generic[Out]):
    agent: Agent[Out]
    turn: Turn[Any]
    talk: Conversation
    check: Check[Out] | None
    repairs: int
    streaming: bool
    usage: Usage = field(default_factory=Usage)
    call_repaired: bool = False
    given: bool = False  # text was handed out: nothing may be asked again

    def run(self) -> Generator[Event, None, Run[Out]]:
        """Until there is an answer, or an end without one."""
        while True:
            must_answer = self._must_answer()
            self.turn.budget.take_model_call(self.turn.depth)
            model, answer = yield from self._asked(must_answer=must_answer)
            text = self._final_text(answer, model, must_answer=must_answer)
            if text is None:
                began = len(self.turn.audit)
                yield from self._performed(answer, model, must_answer=must_answer)
                if (words := self._closing(began)) is None:
                    continue
                text = words
            output, faults = self._validated(text)
            if output is not None and not faults:
                if self.streaming and not self.given and isinstance(output, str):
                    yield TextDelta(output)
                return Run(output, model, self.usage)
            self._repair(answer, model, faults)

    def _closing(self, began: int) -> str | None:
        """The words that end the work when the calls just made do: none where a call is the answer, and those of the
        turn's closing where they tell themselves. Else None."""
        records = tuple(self.turn.audit[began:])
        if self.agent.answers_by_call:
            return "" if any(record.outcome == "done" for record in records) else None
        return self.turn.closing(self.turn, records) if records and self.agent.output is str else None

    def _must_answer(self) -> bool:
        """Whether no tool may be called any more. Where the answer is a call, that is never so."""
        if self.agent.answers_by_call:
            return False
        return not self.agent.tools or self.turn.budget.must_answer(self.turn.depth)

    def _asked(self, *, must_answer: bool) -> Generator[Event, None, tuple[str, Answer]]:
        """One answer of the model that can be reached. Text goes out at once where no call can take it back."""
        live = self.streaming and must_answer and self.agent.output is str and self.check is None

        def attempt(model: str, seconds: float) -> Generator[Event, None, "types.GenerateContentResponse"]:
            call = call_for(self.agent, model, self.talk.contents_for(model), must_answer=must_answer)
            if self.streaming:
                return (yield from streamed(call, seconds, self._spend, live=live))
            return whole(call, seconds, self._spend)

        ends = min(self.turn.budget.ends, time.monotonic() + config().model_deadline_s)
        model, response = yield from reach(self.agent.name, self.agent.tier, attempt, ends, self.talk.model)
        answer = read_answer(response)
        self.given = live and bool(answer.text)
        return model, answer

    def _spend(self, model: str, response: "types.GenerateContentResponse") -> None:
        used = usage_of(response, model, config().model_prices, system_clock().date())
        self.usage += used
        self.turn.budget.spend(CallUsage(self.agent.name, model, used))

    def _final_text(self, answer: Answer, model: str, *, must_answer: bool) -> str | None:
        """The text that is to be the agent's answer, or None while there is something to be done first.

        Text beside a call is none. Raises ModelUnavailable for every end that is not an answer.
        """
        if answer.end:
            refuse(answer.calls, self.agent, self.turn, model, _UNFINISHED)
            if answer.end != "malformed_call" or self.call_repaired or self.given:
                raise self._unavailable(answer.end)
            return None
        if not answer.calls:
            return answer.text
        final = self._final_call(answer, model, must_answer=must_answer)
        if final is not None:
            refuse([call for call in answer.calls if call is not final], self.agent, self.turn, model, NO_CALL_LEFT)
            return json.dumps(final.args or {})
        if not must_answer:
            return None
        refuse(answer.calls, self.agent, self.turn, model, NO_CALL_LEFT if self.agent.tools else _NOT_DECLARED)
        if self.given:
            return answer.text
        if self.agent.tools:
            raise self._unavailable("over_budget")
        if self.call_repaired:
            raise self._unavailable("malformed_call")
        return None

    def _final_call(self, answer: Answer, model: str, *, must_answer: bool) -> "types.FunctionCall | None":
        """The call that is the answer: alone, or the only one where no other can be carried out."""
        if not takes_final_answer(self.agent, model):
            return None
        finals = [call for call in answer.calls if call.name == FINAL_ANSWER]
        return finals[0] if len(finals) == 1 and (must_answer or len(answer.calls) == 1) else None

    def _performed(self, answer: Answer, model: str, *, must_answer: bool) -> Generator[Event, None, None]:
        """Carry out the calls of an answer; or ask once more for a call that could be read."""
        if answer.end or must_answer:
            self.call_repaired = True
            self.talk.reply(repair_turn([_UNREADABLE_CALL]))
            return
        takes_final = takes_final_answer(self.agent, model)
        told = yield from perform(answer.calls, self.agent, self.turn, model, takes_final=takes_final)
        self._keep(model, answer, told)

    def _validated(self, text: str) -> tuple[Out | None, list[str]]:
        """The output, and what is wrong with it."""
        if self.agent.answers_by_call and text:
            return None, [_NO_CALL]
        try:
            output = cast("Out", text if self.agent.output is str else self._parsed(text))
        except ValidationError as error:
            return None, faults_of(error)
        return output, list(self.check(output)) if self.check else []

    def _parsed(self, text: str) -> BaseModel:
        model = cast("type[BaseModel]", self.agent.output)
        return model.model_validate_json(text)

    def _repair(self, answer: Answer, model: str, faults: Sequence[str]) -> None:
        """Tell the model what is wrong. Raises ModelAnswerInvalid when that was done often enough."""
        if self.repairs <= 0:
            logs.warning("agent answer invalid", agent=self.agent.name, faults=len(faults))
            raise ModelAnswerInvalid(len(faults))
        self.repairs -= 1
        if not answer.calls:
            self._keep(model, answer, repair_turn(faults))
            return
        told = [repair_words(faults) if call.name == FINAL_ANSWER else NO_CALL_LEFT.words for call in answer.calls]
        self._keep(model, answer, response_content(answer.calls, [{"error": words} for words in told]))

    def _keep(self, model: str, answer: Answer, reply: "types.Content") -> None:
        if answer.content is not None:
            self.talk.said(model, answer.content)
        self.talk.reply(reply)

    def _unavailable(self, reason: Reason) -> ModelUnavailable:
        logs.warning("agent answer ended", agent=self.agent.name, reason=reason)
        return ModelUnavailable(reason)
