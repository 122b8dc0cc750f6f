"""Whether words tell of money that came in: an event that happened to the person, and no plan, wish or habit.

"I got paid 85000 today" is an entry; "I get paid 85000 a month" tells of the person, and "when I get paid" of nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary import income_words as words

_ARTICLE, _MY = "\u0627\u0644", "\u064a"  # what Arabic joins to a word: "the" before it, "my" behind it


class Income(NamedTuple):
    """An event by which money came in: text[start:end] is its verb, `name` what the entry is called by itself."""

    start: int
    end: int
    name: str


def income_in(tokens: Sequence[Token], amount: int | None = None) -> Income | None:
    """The event by which money came in, as the words tell it; None where they tell of none.

    `amount` is where the amount begins, when that is known.
    """
    tokens = [token for token in tokens if token.text != "'"]
    texts = [token.text for token in tokens]
    if any(_recurs(texts, place) for place in range(len(texts))):
        return None
    for place in range(len(texts)):
        for verb in words.VERBS:
            end = place + _at(texts, place, verb.phrases)
            if end > place and not _is_open(texts[:place]) and _holds(tokens, place, end, verb, amount):
                return Income(tokens[place].start, tokens[end - 1].end, verb.name)
    return None


def tells_of_income(tokens: Sequence[Token]) -> bool:
    """Whether the words are about money that comes in, to anybody and whenever: nothing was spent then."""
    texts = [token.text for token in tokens if token.text != "'"]
    for place in range(len(texts)):
        for verb in words.VERBS:
            end = place + _at(texts, place, verb.phrases)
            if end > place and (verb.kind == "earned" or _is_named(texts, place, end, of_others=True)):
                return True
    return False


def _recurs(texts: Sequence[str], place: int) -> bool:
    size = _at(texts, place, words.RECURRING)
    return size > 0 and words.ONCE.isdisjoint(texts[place + size : place + size + 1])


def _is_open(before: Sequence[str]) -> bool:
    """Whether what stands before the verb makes it a condition, a wish, a plan or a denial."""
    return not words.OPENERS.isdisjoint(before)


def _holds(tokens: Sequence[Token], start: int, end: int, verb: words.Verb, amount: int | None) -> bool:
    """Whether the verb says by itself that money came in, or what stands around it does."""
    texts = [token.text for token in tokens]
    if verb.needs_subject and not _is_mine(texts[:start]):
        return False
    if verb.kind == "earned":
        return True
    if verb.kind == "sold":
        return words.BUYERS.isdisjoint(texts[end : end + 1])
    if verb.kind == "received":
        return _is_amount(tokens[end:], amount) or _is_income(texts[end:])
    return _is_named(texts, start, end)


def _is_named(texts: Sequence[str], start: int, end: int, *, of_others: bool = False) -> bool:
    """Whether an income is what the verb is about: behind it, or before it."""
    return _is_income(texts[end:], of_others=of_others) or _is_income(
        texts[:start][::-1], backwards=True, of_others=of_others
    )


def _is_mine(before: Sequence[str]) -> bool:
    """Whether the verb is the person's own: after I or we, adverbs aside, or with nothing before it."""
    for word in reversed(before):
        if word in words.SUBJECTS:
            return True
        if word.isalpha() and word not in words.BETWEEN:
            return False
    return True


def _is_income(texts: Sequence[str], *, backwards: bool = False, of_others: bool = False) -> bool:
    """Whether the next thing, with at most one word that describes it, is money that comes in, and of nobody else
    unless that of others is asked for too."""
    described = 0
    for place, word in enumerate(texts):
        if _is_noun(word):
            around = texts[:place] if not backwards else texts[place : place + 2]
            return of_others or words.OF_OTHERS.isdisjoint(around)
        if not word.isalpha() or (word not in words.BETWEEN | words.OF_OTHERS and (described := described + 1) > 1):
            return False
    return False


def _is_noun(word: str) -> bool:
    """Whether the word names such money; of an Arabic one without the article or the first person's possessive."""
    bare = word.removeprefix(_ARTICLE) if word.startswith(_ARTICLE) else word.removesuffix(_MY)
    return word in words.NOUNS or bare in words.NOUNS


def _is_amount(tokens: Sequence[Token], amount: int | None) -> bool:
    """Whether an amount is what was received: it follows at once, small words and signs of currencies aside."""
    for token in tokens:
        if token.start >= amount if amount is not None else token.kind == "digits":
            return True
        if token.kind == "word" and token.text not in words.BETWEEN:
            return False
    return False


def _at(texts: Sequence[str], place: int, phrases: Sequence[tuple[str, ...]]) -> int:
    """How many tokens the longest phrase takes that begins here; 0 for none."""
    return max((len(one) for one in phrases if tuple(texts[place : place + len(one)]) == one), default=0)
