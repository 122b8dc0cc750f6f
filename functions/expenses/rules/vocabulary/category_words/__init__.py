"""What products, merchants and budget titles belong to, in English, French and Arabic.

Words stand between spaces, `_` joins the words of a phrase. A `!` marks a word that says what the money is for, whatever
else stands beside it: "car insurance!" is insurance, "a gift! of perfume" a gift.
"""

from functions.expenses.rules.vocabulary.category_words.ar import THINGS as ARABIC
from functions.expenses.rules.vocabulary.category_words.en import THINGS as ENGLISH
from functions.expenses.rules.vocabulary.category_words.fr import THINGS as FRENCH
from functions.expenses.rules.vocabulary.category_words.titles import RELATED, TITLES

LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "ar": ARABIC}

__all__ = ["LANGUAGES", "RELATED", "TITLES"]
