"""Which of the person's titles are meant by words."""

from collections.abc import Mapping, Sequence

from functions.expenses.models.query import UNCATEGORIZED
from functions.expenses.rules.category import is_title_word, stems_of, titles_of_kind
from shared.folding import title_key

MOST_CANDIDATES = 6


def meant(said: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The titles that the words name: one is sure, several are to be asked about, none is unknown.

    The title itself; else titles with all these words, or whose words are all among these; else titles of the kind
    that the words are a title of, in any language.
    """
    if title_key(said) == title_key(UNCATEGORIZED):
        return (UNCATEGORIZED,)
    exact = tuple(title for title in titles if title_key(title) == title_key(said))
    return exact or _sharing(said, titles) or titles_of_kind(said, titles)


def _sharing(said: str, titles: Sequence[str]) -> tuple[str, ...]:
    words = set(stems_of(said))
    found = [(title, set(stems_of(title))) for title in titles]
    whole = tuple(title for title, own in found if words and words <= own)
    return whole or tuple(title for title, own in found if own and own <= words)


def near(said: str, titles: Sequence[str]) -> tuple[str, ...]:
    """Titles to choose from for words that name none: those near in kind, else all of them; the first ones."""
    return (titles_of_kind(said, titles, near=True) or tuple(titles))[:MOST_CANDIDATES]


def by_title(budgets: Mapping[str, str], said: str) -> str:
    """The title of a budget that is named by its id, else the words as they are."""
    return budgets.get(said, said)


def names_a_kind(said: str) -> bool:
    """Whether every word is one that budgets are called by, in any language: food, not taxi."""
    return bool(stems_of(said)) and all(is_title_word(stem) for stem in stems_of(said))
