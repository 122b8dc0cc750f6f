"""The interview step by step; each step is one commit, and of two at once one is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from functions.journal import service as journal
from functions.onboarding import repository
from functions.onboarding.models import Answer, Interview, Learned, Question
from functions.onboarding.rules.answers import read_answer
from functions.onboarding.rules.course import answered, asked, started, stepped_back
from functions.onboarding.rules.form import ORDER, form_question, next_question
from functions.onboarding.rules.learned import NOTHING, learned_from
from functions.onboarding.service import accounting
from functions.onboarding.service.asking import Asked, ask_agent
from functions.onboarding.service.finishing import currency_of, finish
from functions.onboarding.service.hearing import heard
from functions.users import service as users
from functions.users.models import User
from shared.context import Context
from shared.detection import written_in
from shared.errors import Conflict, InvalidInput
from shared.gcp.idempotency import Kept
from shared.language import language_of

# Answers are often names, such as Le Havre, which tell no language.
_WORDS_THAT_TELL = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What came for the pending question: an answer, or that it is skipped, or that the one before is wanted back."""

    answer: Any = None
    skip: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Where the interview stands: with its pending question, or (None) at its end."""

    interview: Interview | None


@dataclass(frozen=True, slots=True)
class _Going:
    person: User
    read: repository.Read

    @property
    def interview(self) -> Interview | None:
        return self.read.interview

    @property
    def completed(self) -> bool:
        return bool(self.person.profile["onboarding_status"] == "completed")


def pending_question(context: Context) -> Interview:
    """The interview with its pending question; begins one where there is none. Never asks a model.

    Raises InvalidInput `already_completed`.
    """
    return context.attempt(lambda: _begun(context))


def answer_question(context: Context, said: Said, answer: Callable[[Step], Kept]) -> Step:
    """Take the answer and give the next question, or the end, at which the profile is written.

    Raises InvalidInput `not_started`, `already_completed`, `invalid_answer`, and Conflict when another answer was
    faster.
    """
    context.claim()
    going, interview = context.attempt(lambda: _running(context))
    following, asked = _following(context, interview, said, going.person)

    def attempt() -> Step:
        now = _read(context)
        if now.interview != interview:
            raise Conflict("Another answer was faster; please look at the question again.", retry_after=1)
        return _keep(context, now, following, answer, asked)

    with accounting.counted_anyway(context, asked):
        return context.attempt(attempt)


def reset_interview(context: Context, answer: Callable[[], Kept]) -> None:
    """Forget the interview, its answers and that it was completed; what the profile learned stays."""

    def attempt() -> None:
        going = _read(context)
        commit = context.commit()
        if going.interview:
            going.read.remove(commit)
        if going.person.profile["onboarding_status"] != "not_started":
            users.stage_status(context, commit, "not_started")
        elif not going.interview:
            context.keep(answer)
            return
        context.finish(commit, answer)

    context.attempt(attempt)


def _read(context: Context) -> _Going:
    person, (snapshot,) = users.get_user_with(context.uid, repository.place(context.uid))
    return _Going(person, repository.Read(snapshot))


def _begun(context: Context) -> Interview:
    going = _read(context)
    if going.completed:
        raise _already_completed()
    if going.interview:
        return going.interview
    language = language_of(going.person.profile["personal_info"].get("language"), context.language).code
    interview = started(language, form_question(ORDER[0], language))
    commit = context.commit()
    going.read.start(commit, interview)
    if going.person.profile["onboarding_status"] != "in_progress":
        users.stage_status(context, commit, "in_progress")
    context.finish(commit)
    return interview


def _running(context: Context) -> tuple[_Going, Interview]:
    going = _read(context)
    if going.completed:
        raise _already_completed()
    if going.interview is None:
        raise InvalidInput("Ask for the first question before answering it.", "not_started")
    return going, going.interview


def _already_completed() -> InvalidInput:
    return InvalidInput("The interview is over; reset it to begin anew.", "already_completed")


def _following(
    context: Context, interview: Interview, said: Said, person: User
) -> tuple[Interview | Learned, Asked | None]:
    """The interview with its next question, or what it taught when it is over; and what the agent was asked."""
    if said.back:
        return stepped_back(interview), None
    answer = Answer() if said.skip else read_answer(interview.pending, said.answer)
    after = answered(_in_language_of(answer, interview, person), answer)
    code = currency_of(person.profile, after)
    told = heard(after, code)
    agent = None if journal.spending(context.uid, context.now).is_used_up else ask_agent(after, told, code)
    found = (agent and agent.found) or next_question(after)
    if isinstance(found, Question):
        return asked(after, found), agent
    return learned_from(told, after.language, found or NOTHING), agent


def _in_language_of(answer: Answer, interview: Interview, person: User) -> Interview:
    """The questions follow the language of the answers, unless the person has chosen one."""
    if person.profile["personal_info"].get("language") or interview.pending.options:
        return interview
    return replace(
        interview, language=written_in(" ".join(answer.values), words=_WORDS_THAT_TELL) or interview.language
    )


def _keep(
    context: Context,
    going: _Going,
    following: Interview | Learned,
    answer: Callable[[Step], Kept],
    asked: Asked | None,
) -> Step:
    commit = context.commit()
    if asked:
        context = replace(context, turn=asked.turn)
        accounting.stage(context, commit, asked)
    if isinstance(following, Interview):
        step = Step(following)
        going.read.replace(commit, following)
    else:
        step = Step(None)
        going.read.remove(commit)
        finish(context, commit, going.person, following)
    context.finish(commit, lambda: answer(step))
    return step
