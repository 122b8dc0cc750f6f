"""Which of the person's budget titles a category word, product or merchant belongs to."""

from collections.abc import Sequence
from functools import cache, lru_cache

from functions.expenses.rules.tokens import tokens_of
from functions.expenses.rules.vocabulary.category_words import RELATED, THINGS, TITLES
from shared.folding import fold

_MEANINGLESS = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "my",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "l",
        "d",
        "pour",
        "mes",
        "mon",
        "ma",
        "other",
    ]
)
_TITLE_SHARES_WORD = 100
_THING, _TITLE, _RELATED = 10, 8, 4


@cache
def _groups() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Stem -> groups, of titles and of things."""
    tables: list[dict[str, set[str]]] = []
    for table in (TITLES, THINGS):
        found: dict[str, set[str]] = {}
        for group, line in table.items():
            for word in line.split():
                found.setdefault(_stem(fold(word)), set()).add(group)
        tables.append(found)
    return tables[0], tables[1]


def _stem(word: str) -> str:
    """Without the article (ال and what sticks to it) or the plural's s."""
    if "\u0600" <= word[0] <= "\u06ff":
        for prefix in ("وال", "بال", "لل", "ال"):
            if word.startswith(prefix) and len(word) - len(prefix) >= 2:
                return word[len(prefix) :]
        return word
    if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss"):
        return word[:-1]
    return word


@lru_cache(maxsize=512)
def _stems(text: str) -> tuple[str, ...]:
    words = [token.text for token in tokens_of(text) if token.kind == "word" and token.text not in _MEANINGLESS]
    return tuple(map(_stem, words))


@lru_cache(maxsize=512)
def _title_weights(title: str) -> dict[str, int]:
    """Group -> how well this title holds it."""
    by_title, by_thing = _groups()
    weights: dict[str, int] = {}
    for stem in _stems(title):
        groups = by_title.get(stem) or by_thing.get(stem) or set()
        for group in groups:
            weights[group] = _TITLE
    return weights


def match_category(words: str, titles: Sequence[str]) -> str | None:
    """The title that these words belong to, exactly as given, or None when none fits."""
    folded = " ".join(fold(words).split())
    exact = next((title for title in titles if " ".join(fold(title).split()) == folded and folded), None)
    if exact is not None:
        return exact
    stems = _stems(words)
    best, best_score = None, 0
    for title in titles:
        score = _score(stems, title)
        if score > best_score:
            best, best_score = title, score
    return best


def _score(stems: Sequence[str], title: str) -> int:
    shared = set(stems) & set(_stems(title))
    weights, score = _title_weights(title), _TITLE_SHARES_WORD * len(shared)
    by_title, by_thing = _groups()
    for rank, stem in enumerate(stems[:40]):
        for table, worth in ((by_thing, _THING), (by_title, _TITLE)):
            for group in table.get(stem, ()):
                held = weights.get(group, 0)
                near = RELATED.get(group, "").split()
                related = max((_RELATED - at for at, other in enumerate(near) if other in weights), default=0)
                score = max(score, (held or related) * worth + (rank == 0)) if held or related else score
    return score
