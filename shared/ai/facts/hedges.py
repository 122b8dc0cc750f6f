"""Whether a text says that a figure is rounded: "about", "more than", "nearly"."""

import re

from shared.ai.facts.figures import Hedge
from shared.ai.facts.nouns import CODE
from shared.ai.facts.patterns import END, START, WORD_NUMBER, any_of, word

# "Adds up to 300" bounds nothing.
_UP_TO = "".join(f"(?<!{verb} )" for verb in ("add", "adds", "added", "adding", "come", "comes")) + f"{START}up to{END}"
HEDGES: dict[Hedge, str] = {
    "about": word(
        "about|around|roughly|approximately|approx|approx.|some|circa|close to|in the region of",
        "environ|à peu près|autour de|quelque|de l'ordre de|approximativement|plus ou moins|aux alentours de|dans les",
        "حوالي|نحو|تقريبا|ما يقارب|يقارب|قرابة|بحدود|في حدود|بحوالي|بنحو",
    )
    + "|~|≈",
    "above": word(
        "over|more than|above|just over|a little over|slightly over|slightly more than|at least|upwards of|well over",
        "plus de|un peu plus de|au moins|légèrement plus de|plus d'|un peu plus d'|au-dessus de",
        "أكثر من|ما يزيد عن|ما يزيد على|أزيد من|لا يقل عن|على الأقل|فأكثر من",
    ),
    "below": word(
        "under|less than|below|just under|nearly|almost|a little under|slightly under|at most|no more than|not quite",
        "moins de|un peu moins de|près de|presque|à peine moins de|au plus|jusqu'à",
        "moins d'|un peu moins d'|pas loin de",
        "أقل من|ما يقل عن|على الأكثر|ليس أكثر من|لا يزيد عن|لا يتجاوز|يكاد يبلغ",
    )
    + f"|{_UP_TO}",
}
_BETWEEN = any_of(
    "the|your|a|an|just|only|about|around|roughly|nearly|almost|some",
    "environ|près de|presque|la|le|les|un|une",
    "حوالي|نحو|تقريبا",
)
_BEFORE = [
    (hedge, re.compile(rf"(?:{words})(?: {_BETWEEN})?[ :(]*(?:[$€£¥₺₹]|{CODE})?[ ]?$"))
    for hedge, words in HEDGES.items()
]
_AFTER = re.compile(rf" ?\(?{word('or so|environ|approximately|roughly|تقريبا|à peu près')}|-?ish")


def hedge_of(text: str, start: int, end: int) -> Hedge | None:
    """The hedge before the figure or behind it."""
    before = text[max(0, start - 40) : start].replace(WORD_NUMBER, "")
    found = [(match.start(), hedge) for hedge, pattern in _BEFORE if (match := pattern.search(before))]
    if found:
        return min(found)[1]
    return "about" if _AFTER.match(text, end) else None
