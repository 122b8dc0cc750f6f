"""Prices that a text names, and what each is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.category import match_category
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.rounding import held_by
from functions.expenses.rules.vocabulary.asking_words import ASKING
from functions.expenses.rules.wording import product_in
from shared.folding import fold
from shared.money import Money

_LONGEST = 2000
_MOST = 8
# Where one alternative ends and the next begins.
_BETWEEN = re.compile(r"\b(?:or|ou|vs|versus|than|que|et|and)\b|[,;\n?،؛؟]|\bأو\b|\bأم\b|\bمقابل\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\s*-?\s*(?:inch|inches|\"|pouces?|cm|mm|kg|gb|go|tb|to|litres?|liters?|watts?|w|km|m2|mp|hz|mah|pieces?|years?|"
    r"ans?|months?|mois|بوصه|كيلو|جيغا|سنوات|سنه|اشهر|شهر)(?!\w)"
)
_OWNED = re.compile(
    r"(?<!\w)(?:i(?: only)? have|i've(?: got)?|i got|i earn|i make|i saved|i get|j'ai|je gagne|je touche|"
    r"my (?:\w+ )?(?:salary|income|savings|balance|budget|wage|pay)|"
    r"mon (?:salaire|revenu|solde|budget)|mes (?:economies|revenus)|"
    r"عندي|لدي|معي|راتبي|دخلي|مدخراتي|ميزانيتي|رصيدي|اكسب|وفرت)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in minor units of its currency, what it is of (may be empty), and the budget that fits."""

    minor: int
    currency: str
    name: str
    title: str | None


def prices_in(text: str, currency: str, titles: Sequence[str]) -> list[Price]:
    """The prices in a text, in their order; amounts without a currency are in the person's. At most eight."""
    text = text[:_LONGEST]
    found = [one for one in find_amounts(text, currency) if one.value > 0 and not _is_measure(text, one)]
    ends = [0, *(one.end for one in found)]
    found = [one for one, last in zip(found, ends, strict=False) if not _is_owned(text[last : one.start])] or found
    prices = []
    for rank, one in enumerate(found[:_MOST]):
        first = found[rank - 1].end if rank else 0
        last = found[rank + 1].start if rank + 1 < len(found) else len(text)
        begin, end = _alternative(text, (first, one.start, one.end, last))
        name = _thing(text[begin : one.start]) or _thing(text[one.end : end])
        value = held_by(one.value, one.currency or currency)
        if value is not None:
            minor = Money.parse(value, one.currency or currency).minor
            prices.append(Price(minor, one.currency or currency, name, match_category(name, titles) if name else None))
    return prices


def _is_measure(text: str, amount: FoundAmount) -> bool:
    """55 in "a 55 inch TV" is no price."""
    return amount.currency is None and bool(_MEASURE.match(fold(text[amount.end : amount.end + 20])))


def _is_owned(before: str) -> bool:
    """What the person has or earns ("my salary is 80000") is no price either, where another amount may be one."""
    return bool(_OWNED.search(fold(_BETWEEN.split(before)[-1])))


def _thing(words: str) -> str:
    """What is asked about, without the words that ask."""
    kept = words.split()
    while kept and fold(kept[0].strip("’'?.!:")) in ASKING:
        kept.pop(0)
    while kept and fold(kept[-1].strip("?.!:")) in ASKING:
        kept.pop()
    return product_in(" ".join(kept), []) if kept else ""


def _alternative(text: str, places: tuple[int, int, int, int]) -> tuple[int, int]:
    """From where to where the text speaks of one price: up to the word or mark that parts it from its neighbours."""
    first, start, end, last = places
    before = [hit.end() for hit in _BETWEEN.finditer(text, first, start)]
    after = next((hit.start() for hit in _BETWEEN.finditer(text, end, last)), last)
    return (before[-1] if before else first), after
