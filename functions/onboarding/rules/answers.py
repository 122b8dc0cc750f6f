"""Whether an answer fits its question."""

from typing import Any

from functions.onboarding.models import Answer, Question
from shared.errors import InvalidInput
from shared.folding import title_key

MAX_ANSWER = 1000


def invalid(detail: str) -> InvalidInput:
    """What an answer that does not fit is refused with."""
    return InvalidInput.of("answer", detail, "invalid_answer")


def read_answer(question: Question, said: Any) -> Answer:
    """The answer to this question, options as they were offered. Raises InvalidInput `invalid_answer`.

    Words for a direct question, one option for radio, a list of at least one for checkboxes. Case, accents and spaces
    make no other option.
    """
    if question.type == "checkboxes":
        return Answer(_several(question, said))
    if not isinstance(said, str):
        raise invalid("One answer in words is due here.")
    if question.type == "radio":
        return Answer((_one(question, said),))
    words = said.strip()
    if not words or not _is_text(words):
        raise invalid("Please answer in words, or skip the question.")
    if len(words) > MAX_ANSWER:
        raise invalid(f"An answer has {MAX_ANSWER} characters at most.")
    return Answer((words,))


def _several(question: Question, said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise invalid("A list of the options is due here.")
    chosen = [_one(question, one) for one in said]
    if not chosen:
        raise invalid("Please choose at least one of the options, or skip the question.")
    if len(set(chosen)) != len(chosen):
        raise invalid("An option can be chosen once.")
    return tuple(option for option in question.options if option in chosen)


def _one(question: Question, said: str) -> str:
    by_key = {title_key(option): option for option in question.options}
    found = said if said in question.options else by_key.get(title_key(said)) if len(said) <= MAX_ANSWER else None
    if found is None:
        raise invalid("This is not among the options.")
    return found


def _is_text(words: str) -> bool:
    """Whether the store can keep it: a lone surrogate is half a character."""
    return "\x00" not in words and not any("\ud800" <= char <= "\udfff" for char in words)
