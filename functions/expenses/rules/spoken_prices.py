"""Prices as they are said: "twelve fifty", "douze cinquante". Two numbers in a row, and never the second alone."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from functions.expenses.rules.currencies import subunit_at
from functions.expenses.rules.number_lexicon import lexicon
from functions.expenses.rules.numerals import Number, number_in
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.message_words import COUNT_NOUNS

_LANGUAGES = ("en", "fr")
# "At twelve fifty" is a time, "in nineteen ninety" a year.
_TIME_LEADS = frozenset({"at", "in", "since", "around", "until", "à", "a", "en", "depuis", "vers"})
_LEAST = 10  # "three fifty" is 3.50 to one and 350 to another


class SpokenPair(NamedTuple):
    """Units and hundredths, and the index after them. `price`: nothing else can be meant."""

    units: int
    hundredths: int
    end: int
    price: bool

    @property
    def value(self) -> Decimal:
        """With the second number as hundredths."""
        return Decimal(self.units) + Decimal(self.hundredths) / 100


def spoken_pair_at(tokens: Sequence[Token], index: int) -> SpokenPair | None:
    """The pair of number words of one language that begins at this token, or None."""
    if tokens[index].kind != "word" or tokens[index].text not in lexicon():
        return None
    for language in _LANGUAGES:
        first = _below_hundred(tokens, index, language, 1)
        second = _below_hundred(tokens, first.end, language, 10) if first else None
        if first and second and second.sure:
            before = tokens[index - 1].text if index else ""
            price = first.value >= _LEAST and before not in _TIME_LEADS and not _counts(tokens, second.end)
            return SpokenPair(int(first.value), int(second.value), second.end, price)
    return None


def _below_hundred(tokens: Sequence[Token], index: int, language: str, least: int) -> Number | None:
    if index >= len(tokens) or tokens[index].kind != "word":
        return None
    number = number_in(tokens, index, language)
    return number if number and least <= number.value < 100 else None


def _counts(tokens: Sequence[Token], end: int) -> bool:
    """Whether the second number counts what follows it: ten twenty minute rides."""
    return end < len(tokens) and (tokens[end].text in COUNT_NOUNS or subunit_at(tokens, end) is not None)


def readings_of(pair: SpokenPair) -> tuple[Decimal, Decimal]:
    """All that the pair may mean: 12.50, and 1250."""
    return pair.value, Decimal(pair.units * 100 + pair.hundredths)
