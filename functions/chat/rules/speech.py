"""In which language somebody writes, when the words tell; told apart by script and by the smallest words."""

import re

from shared.folding import fold

_WORD = re.compile(r"[^\W\d_]+")


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split())


_SMALL = {
    "fr": _folded(
        "le la les un une des du de j je ai mon ma mes pour combien est et dans ce cette mois bonjour merci salut il",
        "elle nous vous que qui sur avec au aux hier semaine reste ajoute dépensé acheté payé mets supprime crée",
        "annule annuler ça cela tout svp stp augmente baisse",
    ),
    "en": _folded(
        "the a an i my for how much is and in this that did spend spent bought paid on what at of to month set",
        "delete create make add have you me yesterday today week last left hello hi thanks thank please show are was",
        "undo back cancel raise increase lower by",
    ),
}


def written_in(text: str) -> str | None:
    """`ar`, `fr` or `en` when the text is clearly one of them; None when it does not tell."""
    letters = [char for char in text if char.isalpha()]
    arabic = sum("\u0600" <= char <= "\u06ff" for char in letters)
    if letters and arabic * 2 > len(letters):
        return "ar"
    words = _WORD.findall(fold(text))
    counts = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    best, other = sorted(counts, key=lambda code: counts[code], reverse=True)
    return best if counts[best] > counts[other] else None
