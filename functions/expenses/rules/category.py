"""Which of the person's budget titles a category word, product or merchant belongs to."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from functions.expenses.rules.tokens import tokens_of
from functions.expenses.rules.vocabulary.category_words import LANGUAGES, RELATED, TITLES
from shared.folding import fold

_SMALL_WORDS = (
    "a an and the of for my our to on in at with de du des la le les et l d s au aux en pour mes mon ma other"
)
_MEANINGLESS = frozenset(_SMALL_WORDS.split())
_ARTICLES = ("وال", "بال", "لل", "ال")
_SMALL_ARABIC = ("و", "ب", "ل")
_MOST_WORDS = 40
_OWN, _RELATED = 8, 4
# How well a match tells what the money was for; longer phrases tell more.
_THING, _TITLE_WORD, _PURPOSE, _MORE_WORDS, _FIRST = 10, 8, 8, 5, 1
_TITLE_SHARES_WORD = 10_000


class _Entry(NamedTuple):
    """A phrase of the lexicon, as its words are written and as stems."""

    written: tuple[str, ...]
    stems: tuple[str, ...]
    group: str
    worth: int


def _stem(word: str) -> str:
    """Without the article (ال and what sticks to it) or the plural's s."""
    if "\u0600" <= word[0] <= "\u06ff":
        for prefix in _ARTICLES:
            if word.startswith(prefix) and len(word) - len(prefix) >= 2:
                return word[len(prefix) :]
        return word
    if len(word) > 3 and word.endswith(("s", "x")) and not word.endswith("ss"):
        return word[:-1]
    return word


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens_of(text) if token.kind == "word" and token.text not in _MEANINGLESS)


@lru_cache(maxsize=512)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(_stem, _words(text)))


def stems_of(text: str) -> tuple[str, ...]:
    """The text's words without small words, articles and the plural's s."""
    return _stems(text)


def _entries(table: dict[str, str], worth: int) -> Iterator[_Entry]:
    for group, line in table.items():
        for phrase in line.split():
            written = _words(phrase.rstrip("!").replace("_", " "))
            stems = tuple(map(_stem, written))
            purpose = _PURPOSE if phrase.endswith("!") else 0
            yield _Entry(written, stems, group, worth + purpose + _MORE_WORDS * (len(stems) - 1))


@cache
def _things() -> dict[str, tuple[_Entry, ...]]:
    return _by_first(entry for table in LANGUAGES.values() for entry in _entries(table, _THING))


@cache
def _title_words() -> dict[str, tuple[_Entry, ...]]:
    return _by_first(_entries(TITLES, _TITLE_WORD))


def _by_first(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        if entry.stems:
            found.setdefault(entry.stems[0], []).append(entry)
    return {stem: tuple(rows) for stem, rows in found.items()}


class _Meaning(NamedTuple):
    """The phrases of the lexicon among some words, and the words that stand in none of several words."""

    entries: tuple[_Entry, ...]
    alone: frozenset[str]


def _meaning(words: Sequence[str]) -> _Meaning:
    """From left to right, the longest phrase first: in "paper towels" there are no towels. The first counts a bit more.

    Where a word is another thing in the plural, the form that is written decides: a tablet is no tablets, unless
    another word, such as pills, tells that it is.
    """
    stems = tuple(map(_stem, words))
    place, found, alone = 0, [], set()
    while place < min(len(stems), _MOST_WORDS):
        here = _phrases_at(stems, place)
        size = max((len(entry.stems) for entry in here), default=1)
        longest = (entry for entry in here if len(entry.stems) == size)
        found.append([entry._replace(worth=entry.worth + _FIRST) if place == 0 else entry for entry in longest])
        if size == 1:
            alone.add(stems[place])
        place += size
    entries = [one for at in range(len(found)) for one in _meant(found, at, words)]
    return _Meaning(tuple(entries), frozenset(alone))


def _meant(found: Sequence[Sequence[_Entry]], at: int, words: Sequence[str]) -> Sequence[_Entry]:
    """Of what a word may be: what is written like it, and what other words speak for too; all, where none is."""
    here = found[at]
    written = {one.group for one in here if all(word in words for word in one.written)}
    others = {one.group for place, there in enumerate(found) if place != at for one in there}
    return [one for one in here if one.group in written | others] if written else here


def _phrases_at(stems: Sequence[str], place: int) -> list[_Entry]:
    rows = (*_at(_things(), stems[place]), *_at(_title_words(), stems[place]))
    return [one for one in rows if _same(stems[place + 1 : place + len(one.stems)], one.stems[1:])]


def _at(table: dict[str, tuple[_Entry, ...]], stem: str) -> tuple[_Entry, ...]:
    for form in _forms(stem):
        if form in table:
            return table[form]
    return ()


def _same(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    return len(stems) == len(wanted) and all(want in _forms(stem) for stem, want in zip(stems, wanted, strict=True))


def _forms(stem: str) -> tuple[str, ...]:
    """The word, then without the small words that Arabic joins to it: وحليب, بطاكسي."""
    if "\u0600" <= stem[0] <= "\u06ff" and len(stem) > 3 and stem.startswith(_SMALL_ARABIC):
        return (stem, stem[1:], _stem(stem[1:]))
    return (stem,)


@lru_cache(maxsize=512)
def _groups_of_title(title: str) -> frozenset[str]:
    """The groups that a budget of this title holds."""
    stems = _stems(title)
    found: set[str] = set()
    for place, stem in enumerate(stems):
        for table in (_title_words(), _things()):
            groups = {e.group for e in _at(table, stem) if _same(stems[place : place + len(e.stems)], e.stems)}
            if groups:
                found |= groups
                break
    return frozenset(found)


def named_title(text: str, titles: Sequence[str]) -> str | None:
    """The title whose words all stand in the text in a row, as a person names it; the longest of several."""
    said = f" {_plain_words(text)} "
    named = [title for title in titles if (words := _plain_words(title)) and f" {words} " in said]
    return max(named, key=len, default=None)


def _plain_words(text: str) -> str:
    return " ".join(token.text for token in tokens_of(text) if token.kind != "mark")


def match_category(words: str, titles: Sequence[str]) -> str | None:
    """The title that these words belong to, exactly as given, or None when none fits."""
    folded = " ".join(fold(words).split())
    exact = next((title for title in titles if " ".join(fold(title).split()) == folded and folded), None)
    if exact is not None:
        return exact
    meaning = _meaning(_words(words))
    best, best_score = None, 0
    for title in titles:
        score = _score(meaning, title)
        if score > best_score:
            best, best_score = title, score
    return best


def _score(meaning: _Meaning, title: str) -> int:
    """The title's best match; where two titles have equal ones, that of more words counts."""
    groups, best, total = _groups_of_title(title), 0, 0
    for entry in meaning.entries:
        held = _OWN if entry.group in groups else _near(entry.group, groups)
        best, total = max(best, held * entry.worth), total + held * entry.worth
    shared = len(meaning.alone.intersection(_stems(title)))
    return shared * _TITLE_SHARES_WORD + best * 8 + min(total, best * 8) // 8


def _near(group: str, groups: frozenset[str]) -> int:
    near = RELATED.get(group, "").split()
    return max((_RELATED - rank for rank, other in enumerate(near) if other in groups), default=0)


def titles_of_kind(words: str, titles: Sequence[str], *, near: bool = False) -> tuple[str, ...]:
    """The titles of the kind that these words are a title of, in any language: "courses" for Groceries.

    `near`: of the kinds that its things would go to, where nobody keeps a budget of the kind itself.
    """
    groups = {entry.group for stem in _stems(words) for entry in _at(_title_words(), stem) if len(entry.stems) == 1}
    if near:
        groups = {other for group in groups for other in RELATED.get(group, "").split()}
    return tuple(title for title in titles if groups & _groups_of_title(title))


def is_title_word(word: str) -> bool:
    """Whether budgets are called by this word, in any language."""
    return any(len(entry.stems) == 1 for stem in _stems(word) for entry in _at(_title_words(), stem))
