"""The answers with the amounts in them, read by the rules that read expenses."""

import re

from functions.expenses import service as expenses
from functions.onboarding.models import Answer, Heard, Interview, Question, Told

_PER = re.compile(r"/(?=[^\W\d])")  # "20000/mois" names a time, no fraction
_WORD = re.compile(r"[^\W\d_]+|[$€£¥₺₹]")


def heard(interview: Interview, currency: str) -> tuple[Told, ...]:
    """Questions with their answers, those left out that were skipped. `currency` is the one used where they live."""
    return tuple(_told(question, answer, currency) for question, answer in interview.exchanges if answer.values)


def _told(question: Question, answer: Answer, currency: str) -> Told:
    values = answer.values if question.options else tuple(_PER.sub(" ", value) for value in answer.values)
    told = Told(question, values)
    return Told(question, values, tuple(_amounts(told.text, currency)))


def _amounts(text: str, currency: str) -> list[Heard]:
    """A name such as "dinars" says no more than the place does, so that it names no currency by itself."""
    return [
        Heard(
            one.value, None if one.symbol_ambiguous and one.currency == currency else one.currency, one.start, one.end
        )
        for one in expenses.find_amounts(text, currency)
    ]


def amounts_in(text: str, currency: str) -> frozenset[object]:
    """The values of the amounts in a text."""
    return frozenset(one.value for one in _amounts(text, currency))


def names_currency(told: tuple[Told, ...], code: str) -> bool:
    """Whether the person named this currency, with an amount or alone."""
    if any(amount.currency == code for one in told for amount in one.amounts):
        return True
    words = {word for one in told for word in _WORD.findall(one.text)}
    return any(found.currency == code for word in words for found in expenses.find_amounts(f"1 {word}"))
