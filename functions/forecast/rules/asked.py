"""For how many periods a message asks."""

import re

from shared.folding import fold

MOST = 6
_NUMBERS = {
    fold(word): number
    for number, words in enumerate(
        (
            "one un une واحد",
            "two couple deux اثنين",
            "three trois ثلاثة ثلاث",
            "four quatre اربعة أربعة اربع",
            "five cinq خمسة خمس",
            "six ستة ست",
        ),
        1,
    )
    for word in words.split()
}
# Words that say how many by themselves.
_SPANS = {
    fold(word): number
    for number, words in (
        (2, "شهرين شهران"),
        (3, "quarter trimestre الفصل"),
        (6, "half-year semestre year annee an عام سنة السنة العام"),
    )
    for word in words.split()
}
_MONTHS = "month months period periods mois période périodes شهر أشهر اشهر شهور"
_UNITS = frozenset(fold(word) for word in _MONTHS.split())
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORD = re.compile(r"\w[\w-]*")
_BETWEEN = 2  # words between a number and its unit: the 3 next months, les 3 prochains mois


def periods_asked(message: str) -> int:
    """1 to 6: the number beside a word for months or periods; 1 where the message names none, 6 at most."""
    words = _WORD.findall(fold(message.translate(_DIGITS)))
    for place, word in enumerate(words):
        if (count := _NUMBERS.get(word) or _digits(word)) and _UNITS & set(words[place + 1 : place + 2 + _BETWEEN]):
            return min(count, MOST)
    return next((_SPANS[word] for word in words if word in _SPANS), 1)


def _digits(word: str) -> int | None:
    return int(word[:4]) if word.isascii() and word.isdecimal() else None
