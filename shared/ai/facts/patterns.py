"""Words as regular expressions over folded text."""

import re
from collections.abc import Iterable

from shared.folding import fold

LETTER = r"[^\W\d_]"
WORD_NUMBER = "\ue000"  # stands behind digits that were words in the text
MASKED = "\x1f"  # stands where something was taken for no figure
START, END = rf"(?<!{LETTER})", rf"(?!{LETTER})"


def folded(words: str) -> list[str]:
    """The phrases of a table line, parted by `|`, in the form that texts are compared in."""
    return ["".join(map(fold, phrase)).strip() for phrase in words.split("|")]


def any_of(*lines: str) -> str:
    """An expression for any phrase of the lines, the longest first."""
    return any_folded(phrase for line in lines for phrase in folded(line))


def any_folded(phrases: Iterable[str]) -> str:
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase) for phrase in longest) + ")"


def word(*lines: str) -> str:
    """Like `any_of`, but only as whole words."""
    return START + any_of(*lines) + END
