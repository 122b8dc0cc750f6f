"""How an interview goes on: how long it is, back and forth, and what a question has to be like."""

from collections.abc import Iterable
from dataclasses import replace

from functions.onboarding.models import Answer, Interview, Question, Topic
from functions.onboarding.rules.answers import invalid
from functions.onboarding.rules.wording import holds_markup
from shared.folding import title_key

LEAST = 5
MOST = 7
MAX_QUESTION = 300
MAX_OPTION = 80
MOST_OPTIONS = 12
ESSENTIAL = "income"  # what budgets are made from
_A_TOPIC = 2  # questions on one topic: the second asks what the first left open


def started(language: str, first: Question) -> Interview:
    """An interview with its first question."""
    return Interview(language, (first,))


def answered(interview: Interview, answer: Answer) -> Interview:
    """The interview after an answer to the pending question, or after skipping it (an answer of nothing)."""
    return replace(interview, answers=(*interview.answers, answer), version=interview.version + 1)


def asked(interview: Interview, question: Question) -> Interview:
    """An answered interview with its next question."""
    return replace(interview, questions=(*interview.questions, question))


def stepped_back(interview: Interview) -> Interview:
    """The question before is pending again and its answer is forgotten. Raises InvalidInput at the first."""
    if not interview.answers:
        raise invalid("This is the first question.")
    answers = interview.answers[:-1]
    return replace(
        interview, questions=interview.questions[: len(answers) + 1], answers=answers, version=interview.version + 1
    )


def progress(interview: Interview) -> tuple[int, int]:
    """(the number of the pending question, how many there are at most)."""
    return len(interview.answers) + 1, MOST


def may_ask(interview: Interview) -> bool:
    """Whether another question is allowed."""
    return len(interview.questions) < MOST


def may_finish(interview: Interview) -> bool:
    """Whether enough was asked."""
    topics = {question.topic for question in interview.questions}
    return len(interview.answers) >= LEAST and ESSENTIAL in topics


def faults_of(question: Question, interview: Interview) -> list[str]:
    """What is wrong with a question that the agent wants to ask, in words fit for a model; empty: nothing."""
    if not may_ask(interview):
        return ["No question is left. Finish with what you know."]
    faults = [*_faults_of_text(question), *_faults_of_options(question)]
    key = title_key(question.text)
    if any(title_key(one.text) == key for one in interview.questions):
        faults.append("This question was asked before. Ask another one, or finish.")
    elif question.topic in _skipped(interview):
        faults.append(f"The person did not want to speak about {question.topic}. Ask about something else.")
    elif question.topic != "other" and sum(one.topic == question.topic for one in interview.questions) >= _A_TOPIC:
        faults.append(f"Enough was asked about {question.topic}. Ask about something else, or finish.")
    elif len(interview.questions) == MOST - 1 and question.topic != ESSENTIAL and _is_open(interview):
        faults.append(f"This is the last question, and {ESSENTIAL} was not asked yet.")
    return faults


def _skipped(interview: Interview) -> set[Topic]:
    return {question.topic for question, answer in interview.exchanges if not answer.values} - {"other"}


def _is_open(interview: Interview) -> bool:
    return all(question.topic != ESSENTIAL for question in interview.questions)


def _faults_of_text(question: Question) -> Iterable[str]:
    if not question.text.strip():
        yield "question: it is empty"
    if len(question.text) > MAX_QUESTION:
        yield f"question: it has more than {MAX_QUESTION} characters"
    if any(map(holds_markup, (question.text, *question.options))):
        yield "question: links and tags have no place in it"


def _faults_of_options(question: Question) -> Iterable[str]:
    options = question.options
    if question.type == "direct":
        if options:
            yield "options: a direct question has none, so null"
        return
    if not 2 <= len(options) <= MOST_OPTIONS:
        yield f"options: from two to {MOST_OPTIONS} are needed"
    if len({title_key(option) for option in options}) != len(options) or not all(map(title_key, options)):
        yield "options: each must be another one, and none empty"
    if any(len(option) > MAX_OPTION for option in options):
        yield f"options: one has more than {MAX_OPTION} characters"
