"""Phrases of a vocabulary found in a text, and which of its words are still unread."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from functions.expenses.rules.dates.lexicon import Found, Table
from functions.expenses.rules.tokens import Token, tokens_of

Value = TypeVar("Value")
_JOINED_IN_ARABIC = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_SHORTEST = 3


def forms(word: str) -> tuple[str, ...]:
    """The word, then without what Arabic joins to its beginning."""
    if not "\u0600" <= word[0] <= "\u06ff":
        return (word,)
    cut = (word[len(start) :] for start in _JOINED_IN_ARABIC if word.startswith(start))
    return (word, *(rest for rest in cut if len(rest) >= _SHORTEST))


def table(meanings: Mapping[Value, str]) -> Table[Value]:
    """Phrases between commas by what they mean."""
    return Table([(phrase, value) for value, line in meanings.items() for phrase in line.split(",")], forms)


class Words:
    """The tokens of a text; what was understood is taken, so that nothing is understood twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: tuple[Token, ...] = tokens_of(text)
        self._taken = [False] * len(self.tokens)

    def take(self, start: int, end: int) -> None:
        """These tokens are understood."""
        for place in range(start, min(end, len(self.tokens))):
            self._taken[place] = True

    def is_free(self, start: int, end: int) -> bool:
        """Whether none of these tokens was understood yet."""
        return not any(self._taken[start:end])

    def free(self) -> Iterable[int]:
        """The places that are left."""
        return (place for place, taken in enumerate(self._taken) if not taken)

    def find(self, phrases: Table[Value]) -> list[tuple[int, Found[Value]]]:
        """Where free phrases of the table stand, from left to right, without overlaps; nothing is taken."""
        found, place = [], 0
        while place < len(self.tokens):
            hit = phrases.at(self.tokens, place)
            if hit and self.is_free(place, hit.end):
                found.append((place, hit))
                place = hit.end
            else:
                place += 1
        return found

    def blanked(self) -> str:
        """The text with what was understood blanked out, as long as it was."""
        shown = list(self.text)
        for token, taken in zip(self.tokens, self._taken, strict=True):
            if taken:
                shown[token.start : token.end] = "\u2022" * (token.end - token.start)
        return "".join(shown)
