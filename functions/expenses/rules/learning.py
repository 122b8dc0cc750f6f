"""Titles learned from a person's corrections: naive Bayes over few words, which can say what decided.

A title's likelihood of a word is (how often the word was put there + 0.1) / (all words put there + 0.1 * 500), the
usual additive smoothing with the largest vocabulary there can be; titles are as likely before as they have words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import exp, log

from functions.expenses.models import Learned, WordUse
from functions.expenses.rules.category import stems_of
from shared.folding import title_key

MOST_WORDS = 500
_MOST_WORDS_A_TIME = 20
_MOST_TITLES_A_WORD = 20
_LONGEST = 40
_SMOOTHING = 0.1
_MERCHANT_WEIGHT = 3
_LATEST_BONUS = 0.5  # of two titles that a word went to equally often the later one is meant
_CONFIDENT = 0.7


@dataclass(frozen=True, slots=True)
class Reason:
    """A word and how much it speaks for the title, as log-odds against the other titles."""

    word: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Decision:
    """`share` is the title's probability among the given ones; `reasons` the words that decided, the strongest first."""

    title: str
    share: float
    reasons: tuple[Reason, ...]


def words_of(product: str, merchant: str | None = None, items: Iterable[str] = ()) -> tuple[str, ...]:
    """What an expense can be recognised by: its merchant first, then words of its name and of its items."""
    found = [f"@{' '.join(stems_of(merchant))}"[:_LONGEST]] if merchant and stems_of(merchant) else []
    for text in (product, *items):
        found += [word[:_LONGEST] for word in stems_of(text) if len(word) > 1]
    return tuple(dict.fromkeys(found))[:_MOST_WORDS_A_TIME]


def corrected(learned: Learned, words: Iterable[str], title: str, at: datetime) -> Learned:
    """With one more correction. The order in which corrections are added does not matter, their times do."""
    key, uses = title_key(title), dict(learned.words)
    for word in words:
        use = uses.get(word) or WordUse({}, key, at)
        counts = {**use.counts, key: use.counts.get(key, 0) + 1}
        uses[word] = WordUse(counts, *max((use.at, use.last), (at, key))[::-1])
    return Learned(uses)


def to_forget(learned: Learned) -> tuple[str, ...]:
    """Words beyond what is kept, the least used and oldest first, and those that went everywhere and tell nothing."""
    vague = [word for word, use in learned.words.items() if len(use.counts) > _MOST_TITLES_A_WORD]
    kept = sorted(learned.words.keys() - vague, key=lambda word: (*_use(learned.words[word]), word))
    return (*vague, *kept[: max(0, len(kept) - MOST_WORDS)])


def without(learned: Learned, words: Iterable[str]) -> Learned:
    """Without these words."""
    dropped = set(words)
    return Learned({word: use for word, use in learned.words.items() if word not in dropped})


def _use(use: WordUse) -> tuple[int, datetime]:
    return use.total, use.at


def decide(learned: Learned, words: Sequence[str], titles: Sequence[str]) -> Decision | None:
    """The title that the person's corrections speak for, exactly as given; None unless they do so clearly.

    Titles that are not given, as of budgets deleted or renamed since, are as if nothing had been put into them.
    """
    keys = {title_key(title): title for title in reversed(titles)}
    uses = {word: use for word in words if (use := _among(learned.words.get(word), keys))}
    if not uses:
        return None
    sizes = _sizes(learned, keys)
    scores = {key: log(sizes[key] + 1) + sum(_evidence(w, uses[w], key, sizes) for w in uses) for key in keys}
    best = max(scores, key=lambda key: (scores[key], key))
    share = 1 / sum(exp(score - scores[best]) for score in scores.values())
    if share < _CONFIDENT or not _covers(words, uses, best):
        return None
    reasons = (Reason(word, _log_odds(word, uses[word], best, sizes)) for word in uses)
    telling = sorted((one for one in reasons if one.log_odds > 0), key=lambda one: (-one.log_odds, one.word))
    return Decision(keys[best], share, tuple(telling))


def explain(learned: Learned, words: Sequence[str], titles: Sequence[str]) -> tuple[Reason, ...]:
    """The words that decided, the strongest first; none when nothing was decided."""
    decision = decide(learned, words, titles)
    return decision.reasons if decision else ()


def _among(use: WordUse | None, keys: Mapping[str, str]) -> WordUse | None:
    """The use with the known titles only, or None when there is none."""
    counts = {key: count for key, count in use.counts.items() if key in keys and count > 0} if use else {}
    return replace(use, counts=counts) if use and counts else None


def _sizes(learned: Learned, keys: Iterable[str]) -> dict[str, int]:
    sizes = dict.fromkeys(keys, 0)
    for use in learned.words.values():
        for key, count in use.counts.items():
            if key in sizes:
                sizes[key] += max(count, 0)
    return sizes


def _evidence(word: str, use: WordUse, key: str, sizes: Mapping[str, int]) -> float:
    count = use.counts.get(key, 0) + (_LATEST_BONUS if use.last == key and key in use.counts else 0)
    weight = _MERCHANT_WEIGHT if word.startswith("@") else 1
    return weight * log((count + _SMOOTHING) / (sizes[key] + _SMOOTHING * MOST_WORDS))


def _log_odds(word: str, use: WordUse, key: str, sizes: Mapping[str, int]) -> float:
    """Of the word for this title against the best of the others."""
    others = [_evidence(word, use, other, sizes) for other in sizes if other != key]
    return _evidence(word, use, key, sizes) - max(others, default=0.0)


def _covers(words: Sequence[str], uses: Mapping[str, WordUse], key: str) -> bool:
    """Whether enough of the words are known to belong there: the merchant, or half of the rest."""
    known = {word for word, use in uses.items() if use.counts.get(key)}
    rest = [word for word in words if not word.startswith("@")]
    return any(word.startswith("@") for word in known) or 2 * len(known) >= len(rest)
