"""What a word can mean as a number, in which language."""

from functools import cache
from typing import NamedTuple

from functions.expenses.rules.segmentation import number_parts
from functions.expenses.rules.vocabulary import number_words as words
from shared.folding import fold

_ARABIC_PREFIXES = ("و", "ب", "ف", "ل", "ال", "وال", "بال", "لل", "وب")


class Sense(NamedTuple):
    """`scale`: the word multiplies what stands before it (hundred, thousand); else it is added."""

    language: str
    value: int
    scale: bool
    joined: bool = False


@cache
def lexicon() -> dict[str, tuple[Sense, ...]]:
    """Folded word -> its senses."""
    found: dict[str, list[Sense]] = {}

    def put(word: str, sense: Sense) -> None:
        senses = found.setdefault(fold(word), [])
        if sense not in senses:
            senses.append(sense)

    for table, first, step in ((words.SMALL, 0, 1), (words.TENS, 20, 10)):
        for language, line in table.items():
            for rank, spellings in enumerate(line.split()):
                for word in spellings.split("|"):
                    put(word, Sense(language, first + rank * step, scale=False))
    for language, line in words.LARGE.items():
        for word, _, power in (entry.partition("=") for entry in line.split()):
            put(word, Sense(language, 10 ** int(power), scale=True))
    for language, line in words.FIXED.items():
        for word, _, value in (entry.partition("=") for entry in line.split()):
            put(word, Sense(language, int(value), scale=False))
    return {word: tuple(senses) for word, senses in found.items()}


@cache
def weak_words() -> frozenset[str]:
    """Folded words that are numbers only beside a currency or another number."""
    return frozenset(map(fold, words.WEAK))


@cache
def joiners() -> dict[str, frozenset[str]]:
    """Folded "and" -> languages that join numbers with it."""
    found: dict[str, set[str]] = {}
    for language, word in words.JOINERS.items():
        if word:
            found.setdefault(fold(word), set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


def senses_of(word: str) -> tuple[tuple[Sense, ...], ...]:
    """The word as one or more number words in a row: one tuple of parts for each way to read it."""
    known = lexicon().get(word)
    if known:
        return tuple((sense,) for sense in known)
    return _arabic(word) if "\u0600" <= word[0] <= "\u06ff" else _compound(word)


def _arabic(word: str) -> tuple[tuple[Sense, ...], ...]:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            known = lexicon().get(word[len(prefix) :], ())
            arabic = [sense for sense in known if sense.language == "ar"]
            if arabic:
                return tuple((sense._replace(joined=prefix[0] == "و"),) for sense in arabic)
    return ()


def _compound(word: str) -> tuple[tuple[Sense, ...], ...]:
    found = []
    for language in words.COMPOUNDING:
        parts = number_parts(word, language)
        if parts:
            senses: list[Sense] = []
            joined = False
            for part in parts:
                sense = next((s for s in lexicon().get(part, ()) if s.language == language), None)
                if sense:
                    senses.append(sense._replace(joined=joined))
                joined = sense is None
            found.append(tuple(senses))
    return tuple(found)
