"""The date words, folded and ready to look up."""

from functools import cache
from typing import NamedTuple

from functions.expenses.rules.vocabulary import date_words as words
from shared.folding import fold


class Lexicon(NamedTuple):
    """Folded words. `phrases`: first word -> (words, days from today), the longest first."""

    months: dict[str, int]
    weekdays: dict[str, int]
    risky: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    units: dict[str, str]
    duals: frozenset[str]
    ago_before: tuple[tuple[str, ...], ...]
    ago_after: frozenset[str]
    last: frozenset[str]
    this: frozenset[str]
    next: frozenset[str]
    few: frozenset[str]
    ordinals: dict[str, int]


def _folded(line: str) -> frozenset[str]:
    return frozenset(map(fold, line.split()))


def _ordinals() -> dict[str, int]:
    found = {fold(w): n for n, w in enumerate(words.ORDINALS.split(), 1)}
    for n, spellings in enumerate(words.ARABIC_ORDINALS.split(), 1):
        found.update({fold(word): n for word in spellings.split("|")})
    for n, spellings in enumerate(words.FRENCH_ORDINALS.split(), 1):
        found.update({fold(word): n for word in spellings.split("|")})
    return found | {fold("الحادي"): 1, fold("الحادية"): 1}


@cache
def lexicon() -> Lexicon:
    """Built once."""
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, days in words.DAYS_OFF.items():
        parts = tuple(map(fold, phrase.split()))
        phrases.setdefault(parts[0], []).append((parts, days))
    return Lexicon(
        months={fold(w): n for n, line in words.MONTHS.items() for w in line.split()},
        weekdays={fold(w): n for n, line in words.WEEKDAYS.items() for w in line.split()},
        risky=frozenset(map(fold, words.RISKY)),
        phrases={w: tuple(sorted(found, key=lambda p: -len(p[0]))) for w, found in phrases.items()},
        units={fold(w): unit for unit, line in words.UNITS.items() for w in line.split()},
        duals=frozenset(map(fold, words.DUALS)),
        ago_before=tuple(tuple(map(fold, phrase.split())) for phrase in words.AGO_BEFORE),
        ago_after=words.AGO_AFTER,
        last=_folded(words.LAST),
        this=_folded(words.THIS),
        next=_folded(words.NEXT),
        few=_folded(words.A_FEW),
        ordinals=_ordinals(),
    )
