"""Whether words are the person's own, and words of bearable length."""

import re
from collections.abc import Iterable, Sequence

from functions.onboarding.models import Told
from shared.folding import fold, title_key

_WORD = re.compile(r"[^\W_]{2,}")
_BETWEEN_ITEMS = re.compile(r"[,;،؛\n]|\s(?:et|and|ou|or|plus)\s|\sو\s?")
_MARKUP = re.compile(r"\w+://|www\.|\bjavascript:|\]\(|<[a-z/!]", re.IGNORECASE)
_WHERE = re.compile(
    r"^(?:hi|hello|bonjour|salut|مرحبا)?[\s,!.]*(?:i live in|i'm in|i am in|i live at|we live in|in|from|i am from|"
    r"j'habite(?: [àa]| en| au| aux)?|je vis(?: [àa]| en| au)?|je suis(?: [àa]| en| au)?|[àa]|en|au|"
    r"ich (?:wohne|lebe) in|vivo (?:en|a)|abito (?:a|in)|moro em|ik woon in|"
    r"أعيش في|اعيش في|أسكن في|اسكن في|أنا في|انا في|أنا من|في|من)\s+",
    re.IGNORECASE,
)


def clean(text: str, most: int | None = None) -> str:
    """One line of printable text, of at most so many characters."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())[:most].strip()


def holds_markup(text: str) -> bool:
    """Whether a text that a model wrote holds a link or a tag: it has no business with either."""
    return bool(_MARKUP.search(text))


def titles(texts: Iterable[str], most: int, count: int) -> tuple[str, ...]:
    """Clean texts, each there once whatever its case, at most `count`."""
    found: dict[str, str] = {}
    for text in texts:
        if (kept := clean(text, most)) and (key := title_key(kept)):
            found.setdefault(key, kept)
    return tuple(found.values())[:count]


def is_own(text: str, told: Sequence[Told]) -> bool:
    """Whether every word of a text stands in what the person answered."""
    said = {word for one in told for word in _words(one.text)}
    return _words(text) <= said


def place_in(text: str) -> str:
    """The place in an answer such as "I live in Oran", without what leads to it."""
    return _WHERE.sub("", text.strip(), count=1).strip(" .!")


def items_in(text: str) -> list[str]:
    """What an answer lists: "rent, food and the car"."""
    return _BETWEEN_ITEMS.split(text)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))
