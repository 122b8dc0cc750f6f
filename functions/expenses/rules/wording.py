"""The name of what was bought, and of the shop, out of the words around an amount."""

import re
from collections.abc import Sequence
from functools import cache

from functions.expenses.rules.dates.lexicon import is_date_name
from functions.expenses.rules.tokens import Token, tokens_of
from functions.expenses.rules.vocabulary import message_words as words
from shared.folding import fold

_LONGEST_NAME = 60
_EDGES = " \t\r\n.,;:!?-–—/|\"'«»()[]{}@#*+=&،؛؟…·•~_$€£"
_ARTICLES = frozenset({"the", "le", "la", "l", "'", "my", "al"})
_TELLING = words.SPENT_WORDS | words.RECORDING_WORDS
_SUBJECTS = frozenset({"i", "we", "je", "j", "nous", "on"})
_SMALL_JOINS = frozenset({"of", "de", "du", "des", "la", "le", "les", "and", "et", "&", "'", "-", "l", "d", "el", "al"})


@cache
def _stops() -> frozenset[str]:
    return words.JOINING_WORDS | words.MONEY_LEADS | words.SPENDING_WORDS | words.TOTAL_WORDS


def has_content(text: str) -> bool:
    """Whether a word remains that could name a thing."""
    return any(token.kind == "word" and token.text not in _stops() for token in tokens_of(text))


def merchant_in(text: str) -> tuple[str, int, int] | None:
    """(name, start, end with its preposition) of a proper name after at, @, chez, from …; None when there is none."""
    tokens = tokens_of(text)
    for index, token in enumerate(tokens[:-1]):
        if token.text not in words.PLACE_LEADS:
            continue
        first = index + 1
        while first < len(tokens) - 1 and tokens[first].text in _ARTICLES and not text[tokens[first].start].isupper():
            first += 1
        end = _proper_name_end(text, tokens, first)
        if end > first:
            name = text[tokens[first].start : tokens[end - 1].end].strip(_EDGES)
            if name:
                return name[:_LONGEST_NAME], token.start, tokens[end - 1].end
    return None


def _proper_name_end(text: str, tokens: Sequence[Token], first: int) -> int:
    end = place = first
    while place < len(tokens) and place - first < 8:
        token = tokens[place]
        if token.kind == "word" and text[token.start].isupper() and not is_date_name(token.text):
            end = place + 1
        elif token.text not in _SMALL_JOINS or place == first:
            break
        place += 1
    return end


def product_in(text: str, removed: Sequence[tuple[int, int]], *, linked: bool = False) -> str:
    """The first chunk that names a thing, capitalised; "" when there is none. `linked`: another clause precedes."""
    place, chunks = 0, []
    for start, end in [*sorted(removed), (len(text), len(text))]:
        if start > place:
            chunks.append(_trimmed(text[place:start], after_gap=linked or place > 0))
        place = max(place, end)
    named = next((chunk for chunk in chunks if chunk), "")
    return named[:1].upper() + named[1:]


def _behind_the_verb(tokens: Sequence[Token]) -> list[Token]:
    """Without what is told before the spending itself: "my rent is due, I paid", "I have to say I spent"."""
    for place in range(len(tokens) - 1, 0, -1):
        if tokens[place].text not in _TELLING:
            continue
        if tokens[0].text in _SUBJECTS or any(token.text in {",", ";", ":"} for token in tokens[:place]):
            return list(tokens[place + 1 :])
        break
    return list(tokens)


def _trimmed(chunk: str, *, after_gap: bool) -> str:
    """Without leading verbs and articles, trailing prepositions, and a joined و that only links to the amount before."""
    kept = _behind_the_verb(tokens_of(chunk))
    while kept and (kept[0].kind == "mark" or kept[0].text in _stops()) and kept[0].text not in {"(", "["}:
        kept.pop(0)
    while kept and (
        kept[-1].text in words.JOINING_WORDS | words.TRAILING_WORDS
        or (kept[-1].kind == "mark" and kept[-1].text not in ")]%")
    ):
        kept.pop()
    if not any(token.kind == "word" for token in kept):
        return ""
    name = re.sub(r"\s+", " ", chunk[kept[0].start : kept[-1].end]).strip(_EDGES.replace(")", "").replace("]", ""))
    if after_gap and name.startswith("و") and len(name) > 3 and fold(name.split()[0]) not in words.WAW_WORDS:
        name = name[1:]
    if name.startswith("لل") and len(name) > 4:
        name = name[2:]
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME].rsplit(" ", 1)[0]
