"""In which of our languages somebody writes, where the text tells: by its script, then by its smallest words."""

import re

from shared.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())


# Frequent in one of both languages and no words of the other: "on" and "me" are frequent in both.
_TELLING = {
    "fr": _folded(
        "le la les un une des du de j je suis mon ma mes pour par combien est et dans ce cette mois bonjour merci il",
        "elle salut nous vous que qui sur avec sans au aux hier semaine annee reste ajoute dépensé acheté payé mets",
        "supprime crée annule annuler ça cela tout svp stp augmente baisse habite gagne environ vers entre pas aucune",
        "rien oui voiture dettes",
    ),
    "en": _folded(
        "the a i am my for how much is and in this that did spend spent bought paid what at of to from with about per",
        "month year week set delete create make add have you yesterday today last left hello hi thanks thank please",
        "show are was undo back cancel raise increase lower by between around none nothing yes save saving earn loan",
        "debts house",
    ),
}
# Frequent too, but found beside the other language and in names as well: they add to what others tell.
_ADDING = {"fr": _folded("ai plus non chez maison dinars euros"), "en": _folded("no car live")}


def written_in(text: str, *, words: int = 1) -> str | None:
    """`ar`, `fr` or `en` when the text is clearly one of them; None when it does not tell, as a name or a number.

    So many `words` must speak for French or English. Where names are expected take two: Le Havre is no French sentence.
    """
    found = _WORD.findall(fold(text))
    if _is_mostly_arabic(found):
        return "ar"
    counts = {code: _counts(found, code) for code in _TELLING}
    best, other = sorted(counts, key=lambda code: counts[code], reverse=True)
    speaking, telling = counts[best]
    return best if counts[best] > counts[other] and telling and speaking >= words else None


def _is_mostly_arabic(words: list[str]) -> bool:
    """Most words are; of equally many, most letters. A long foreign name is one word."""
    arabic = [word for word in words if _ARABIC.search(word)]
    others = [word for word in words if not _ARABIC.search(word)]
    return (len(arabic), sum(map(len, arabic))) > (len(others), sum(map(len, others)))


def _counts(words: list[str], code: str) -> tuple[int, int]:
    """How many words speak for a language, and how many of them tell it by themselves."""
    telling = sum(word in _TELLING[code] for word in words)
    return telling + sum(word in _ADDING[code] for word in words), telling
