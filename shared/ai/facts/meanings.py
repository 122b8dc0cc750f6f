"""What the sign of a fact means, and which words of direction it agrees with."""

import re
from functools import lru_cache

from shared.ai.facts.figures import Direction
from shared.ai.facts.patterns import word
from shared.ai.facts.snapshot import Fact, Meaning
from shared.folding import fold

# The first that is found in a label counts: "Change of what is left" is a change.
_WORDS: dict[Meaning, str] = {
    "change": word(
        "change|changes|difference|against|versus|vs|compared|growth|trend",
        "variation|évolution|écart|différence|par rapport",
        "تغير|التغير|تغيير|فرق|الفرق|مقارنة|تطور",
    ),
    "excess": word("over|overspent|overspend|exceeded|excess|dépassement|dépassé|excédent|تجاوز|التجاوز|زيادة عن"),
    "headroom": word(
        "left|remaining|headroom|available|reste|restant|restante|disponible",
        "متبق|متبقي|المتبقي|الباقي|متاح|المتاح",
    ),
    "level": word(
        "spent|total|income|limit|balance|savings|price|average|share|refunded|largest|budget|number",
        "dépensé|dépenses|revenu|revenus|plafond|solde|épargne|prix|moyenne|part|remboursé|nombre",
        "المصروف|الإنفاق|إنفاق|مصاريف|الدخل|الحد|الرصيد|الادخار|السعر|المتوسط|حصة|نسبة|عدد|مجموع|الميزانية",
    ),
}
_MEANINGS = {meaning: re.compile(words) for meaning, words in _WORDS.items()}


@lru_cache(maxsize=1024)
def _told_by(label: str) -> Meaning | None:
    folded = fold(label)
    return next((meaning for meaning, words in _MEANINGS.items() if words.search(folded)), None)


def meaning_of(fact: Fact) -> Meaning | None:
    """What the caller says, else what the label tells; None when neither does."""
    return fact.meaning or _told_by(fact.label)


def agrees(direction: Direction | None, fact: Fact) -> bool:
    """Whether a text may say this of the fact.

    No direction agrees with any sign: "a difference of 300". "300 less" needs a negative change, or something left;
    "300 over" a positive change, an excess, or something left that is negative. A level goes neither up nor down.
    """
    number = fact.number
    if direction is None or number is None:
        return True
    meaning = meaning_of(fact)
    if direction in {"negative", "positive"}:
        return (number < 0) == (direction == "negative") and number != 0
    if direction == "left":
        return meaning != "excess" and number >= 0
    if meaning is None and direction in {"over", "under"}:
        return True
    upwards = direction in {"rise", "over"}
    return meaning != "level" and (number > 0) == (upwards != (meaning == "headroom")) and number != 0
