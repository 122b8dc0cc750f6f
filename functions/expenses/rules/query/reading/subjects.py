"""What a question is about: budgets, a shop, or words to look for."""

from collections.abc import Iterator, Sequence

from functions.expenses.rules.category import named_title, stems_of, titles_of_kind
from functions.expenses.rules.query.reading.phrases import Words, forms
from functions.expenses.rules.query.titles import meant, names_a_kind
from functions.expenses.rules.tokens import tokens_of
from functions.expenses.rules.vocabulary import question_words as words
from functions.expenses.rules.wording import merchant_in
from shared.folding import fold

_SHOP_LEADS = frozenset(map(fold, ("at", "@", "chez", "عند", "from")))
_IGNORED = frozenset(map(fold, words.IGNORED.split()))
_AND = frozenset(map(fold, ("and", "et", "و", "&")))


def shop_in(found: Words) -> str | None:
    """The shop after at, chez …, with a capital as shops have; its tokens are taken."""
    shown = found.blanked()
    named = merchant_in(shown)
    lead = tokens_of(shown[named[1] :])[0].text if named else ""
    if named is None or lead not in _SHOP_LEADS:
        return None
    places = [rank for rank, token in enumerate(found.tokens) if named[1] <= token.start < named[2]]
    found.take(places[0], places[-1] + 1)
    return named[0]


def title_in(found: Words, titles: Sequence[str]) -> str | None:
    """A title that stands in the question as it is written, of more than one word; its tokens are taken."""
    title = named_title(found.blanked(), [one for one in titles if len(tokens_of(one)) > 1])
    size = [token.text for token in tokens_of(title or "") if token.kind != "mark"]
    for place in range(len(found.tokens) if title else 0):
        end, read = place, list[str]()
        while end < len(found.tokens) and len(read) < len(size):
            read += [found.tokens[end].text] if found.tokens[end].kind != "mark" else []
            end += 1
        if read == size:
            found.take(place, end)
            return title
    return None


def subjects_in(found: Words) -> list[str]:
    """The words that nothing else explains, as they were written: one subject, or several joined by "and"."""
    return [text for text in (_written(found, run) for run in _runs(found)) if text]


def _runs(found: Words) -> Iterator[list[int]]:
    """Unexplained words in a row; small words within a row stay, around it they do not."""
    run = list[int]()
    free = set(found.free())
    for place, token in enumerate(found.tokens):
        if place in free and token.kind != "mark" and not _is_small(token.text):
            run.append(place)
        elif run and (place not in free or token.text in _AND or token.text in {",", "?"} or len(run) > 8):
            yield run
            run = []
    if run:
        yield run


def _is_small(word: str) -> bool:
    return any(form in _IGNORED for form in forms(word))


def _written(found: Words, run: list[int]) -> str:
    return " ".join(found.text[found.tokens[place].start : found.tokens[place].end] for place in run)


def is_category(subject: str, titles: Sequence[str]) -> bool:
    """Whether the words name budgets, or at least a kind of budget; else they are words to look for."""
    stems = stems_of(subject)
    if not stems:
        return False
    own = any(set(stems) & set(stems_of(title)) for title in titles)
    if own:
        return bool(meant(subject, titles))
    if words.ONE_THING & set(stems):
        return False
    return bool(titles_of_kind(subject, titles)) or names_a_kind(subject)
