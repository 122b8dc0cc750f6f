"""For how many periods a message asks."""

import re

from shared.folding import fold

MOST = 6
_NUMBERS = {
    fold(word): number
    for number, words in enumerate(
        (
            "one un une واحد",
            "two couple deux شهرين شهران اثنين",
            "three trois ثلاثة ثلاث quarter trimestre",
            "four quatre اربعة أربعة",
            "five cinq خمسة",
            "six half-year semestre ستة ست",
        ),
        1,
    )
    for word in words.split()
}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORD = re.compile(r"\w[\w-]*")


def periods_asked(message: str) -> int:
    """1 to 6; 1 where the message names no number of months or periods."""
    for word in _WORD.findall(fold(message.translate(_DIGITS))):
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdecimal() and 1 <= int(word) <= MOST:
            return int(word)
    return 1
