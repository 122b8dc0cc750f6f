"""Cutting runs without spaces: Chinese, Japanese and Korean by longest known word, number compounds by their parts."""

from collections.abc import Iterator
from functools import cache

from shared.folding import fold

_LONGEST_NUMBER_WORD = 48


@cache
def _east_asian_words() -> tuple[frozenset[str], int]:
    from functions.expenses.rules.vocabulary import currency_words as words
    from functions.expenses.rules.vocabulary.currency_places import PLACES
    from functions.expenses.rules.vocabulary.number_words import CJK_DIGITS, CJK_POINTS, CJK_SCALES

    known = {*CJK_DIGITS, *CJK_SCALES, *CJK_POINTS, "と", "와", "과"}
    for table in (words.NAMES, words.SUBUNITS, PLACES):
        for line in table.values():
            known.update(word.rstrip("*") for word in line.split() if word[0] >= "\u3000")
    return frozenset(known), max(map(len, known))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans that cover text[start:end] in order: known words, and between them what is not known."""
    known, longest = _east_asian_words()
    place = unknown = start
    while place < end:
        size = next((n for n in range(min(longest, end - place), 0, -1) if text[place : place + n] in known), 0)
        if size:
            if unknown < place:
                yield unknown, place
            yield place, place + size
            unknown = place + size
        place += size or 1
    if unknown < end:
        yield unknown, end


@cache
def _parts(language: str) -> tuple[frozenset[str], int]:
    from functions.expenses.rules.number_lexicon import lexicon
    from functions.expenses.rules.vocabulary.number_words import JOINERS

    parts = {word for word, senses in lexicon().items() if any(sense.language == language for sense in senses)}
    parts -= {"k", "mm", "mio", "mrd", "million", "millionen", "milione", "milioni"}
    parts |= {fold(JOINERS[language])} if JOINERS[language] and language not in {"it"} else set()
    return frozenset(parts), max(map(len, parts))


def number_parts(word: str, language: str) -> list[str] | None:
    """The number words that a compound is made of ("siebenhundert"), or None when it is not one."""
    if not 5 <= len(word) <= _LONGEST_NUMBER_WORD:
        return None
    parts, longest = _parts(language)
    best: list[list[str] | None] = [None] * (len(word) + 1)
    best[0] = []
    for place in range(len(word)):
        so_far = best[place]
        if so_far is None:
            continue
        for size in range(2 if language != "it" else 2, min(longest, len(word) - place) + 1):
            piece, before = word[place : place + size], best[place + size]
            if piece in parts and (before is None or len(before) > len(so_far) + 1):
                best[place + size] = [*so_far, piece]
    found = best[-1]
    return found if found and len(found) > 1 else None
