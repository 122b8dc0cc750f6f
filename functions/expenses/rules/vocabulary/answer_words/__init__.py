"""The sentences in which figures are told, and questions asked back, in English, French and Arabic."""

from collections.abc import Mapping

from functions.expenses.rules.vocabulary.answer_words.ar import ARABIC
from functions.expenses.rules.vocabulary.answer_words.en import ENGLISH
from functions.expenses.rules.vocabulary.answer_words.fr import FRENCH
from functions.expenses.rules.vocabulary.answer_words.phrases import Phrases

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC}
__all__ = ["PHRASES", "Phrases"]
