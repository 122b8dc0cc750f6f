"""In which language of our texts somebody answers."""

import re

from shared.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0620-\u064a]")
# Words that are frequent in one of both and no words of the other.
_FRENCH_WORDS = (
    "je j ai suis habite gagne par mois et une un le la les des du de pour environ pas mes ma mon dinars aucune rien "
    "entre oui non avec dans sans plus vers chez euros annee semaine voiture maison dettes"
)
_ENGLISH_WORDS = (
    "i am live in my have the and a of for about per month no none nothing between year week save saving with car "
    "house yes earn make around loan debts from to"
)
_FRENCH, _ENGLISH = frozenset(_FRENCH_WORDS.split()), frozenset(_ENGLISH_WORDS.split())


def spoken_in(text: str) -> str | None:
    """`en`, `fr` or `ar` where the words tell; None where they do not, as in a name or a number."""
    words = [fold(word) for word in _WORD.findall(text)]
    if _ARABIC.search(text):
        return "ar" if sum(bool(_ARABIC.search(word)) for word in words) * 2 > len(words) else None
    french, english = (sum(word in known for word in words) for known in (_FRENCH, _ENGLISH))
    if max(french, english) < 2 or french == english:
        return None
    return "fr" if french > english else "en"
