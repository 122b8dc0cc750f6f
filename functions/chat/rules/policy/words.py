"""Whether something stands in the person's own message: checked, not believed."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from functions.chat.models.gate import Owned, Said
from shared.folding import fold
from shared.money import is_currency

_WORD = re.compile(r"[^\W_]+")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")  # written without spaces
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "my",
        "our",
        "to",
        "at",
        "in",
        "on",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "l",
        "d",
        "un",
        "une",
        "au",
        "aux",
        "ال",
        "و",
    ]
)
_SHORTEST = 3  # of a word that can name a title alone


def words_of(text: str) -> list[str]:
    """Folded words and numbers in order."""
    return _WORD.findall(fold(text))


def says_words(said: Said, text: str) -> bool:
    """Whether every word of the text is one of the message's. Its amounts are compared by the reader of money."""
    known, whole = set(words_of(said.text)), fold(said.text)
    return all(_is_said(word, known, whole) for word in words_of(text) if not _is_of_an_amount(word, said))


def says_name(said: Said, name: str) -> bool:
    """Whether the message says the name: all its words in a row."""
    wanted, there = words_of(name), words_of(said.text)
    if not wanted:
        return False
    if _NO_SPACES.search(name):
        return fold(name) in fold(said.text)
    size = len(wanted)
    rows = (there[at : at + size] for at in range(len(there) - size + 1))
    return any(all(map(_alike, row, wanted)) for row in rows)


def says_title(said: Said, owned: Owned) -> bool:
    """Whether the message names this thing: by its title, or by a word of it that no other title has."""
    if says_name(said, owned.title):
        # "Food" is no way to name "Food" where "Pet Food" is what was said.
        longer = [other for other in owned.others if len(words_of(other)) > len(words_of(owned.title))]
        return not any(says_name(said, other) and says_name(Said(other), owned.title) for other in longer)
    taken = {word for other in owned.others for word in words_of(other)}
    own = [word for word in words_of(owned.title) if len(word) >= _SHORTEST and word not in _SMALL | taken]
    there = words_of(said.text)
    return any(_alike(word, one) for one in own for word in there)


def says_amount(said: Said, value: Decimal, currency: str, *, about: str | None = None) -> bool:
    """Whether the message says the amount; `about` is how it must be meant there: as `spent` or as `planned`."""
    if not any(one == value and code in {None, currency} for one, code in said.amounts):
        return False
    if about == "spent":
        return value in said.spent
    orders = said.orders or any(value == amount for _, amount in said.steps)
    return about != "planned" or orders or value not in said.spent


def _is_of_an_amount(word: str, said: Said) -> bool:
    """Whether these digits are a piece of an amount that is said, however it is written."""
    if not any(char.isdigit() for char in word):
        return False
    digits = "".join(str(unicodedata.digit(char, "")) for char in word)
    return any(digits in format(value, "f").replace(".", "") + "00" for value, _ in said.amounts)


def _is_said(word: str, known: Iterable[str], whole: str) -> bool:
    if word in known or word in _SMALL or is_currency(word.upper()):
        return True
    return bool(_NO_SPACES.search(word)) and word in whole


def _alike(one: str, other: str) -> bool:
    """The same word, or its plural; of an Arabic word also with the article."""
    return one == other or one.rstrip("sx") == other.rstrip("sx") != "" or one.removeprefix("ال") == other
