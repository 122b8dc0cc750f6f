"""What a text says of a figure's sign: the sign itself, else the words that stand nearest."""

import re

from shared.ai.facts.direction_words import ARABIC_VERBS, BEHIND, BOUNDS, BY, CLOSE, LOOSE, LOOSE_BY
from shared.ai.facts.figures import Direction
from shared.ai.facts.hedges import HEDGES
from shared.ai.facts.nouns import CODE
from shared.ai.facts.patterns import any_of, word

_WINDOW = 90
_HEDGED = rf"(?:(?:{'|'.join(HEDGES.values())}|{any_of('just|only|another|seulement|à peine|فقط|a|an|un|une')}) ?)?"
_MONEY = rf"[ (]?(?:[$€£¥₺₹]|{CODE})? ?$"
_BETWEEN = r"[^.;:!?\n\d|()]"
# "Up 12 %", "a drop of about 12 %"; "fell this month by 12 %"; an Arabic verb, its subject and a percentage.
_BEFORE = [
    *((way, re.compile(rf"(?:{cues}) (?:{BY} ?)?{_HEDGED}{_MONEY}")) for way, cues in CLOSE.items()),
    *(
        (way, re.compile(rf"(?:{cues}){_BETWEEN}{{1,60}}?[ ,]{LOOSE_BY} ?{_HEDGED}{_MONEY}"))
        for way, cues in LOOSE.items()
    ),
]
_BEFORE_PERCENT = [
    (way, re.compile(rf"{verbs}{_BETWEEN}{{1,50}} {_HEDGED}$".replace(r"[^.;", r"[^.,;")))
    for way, verbs in ARABIC_VERBS.items()
]
_BEHIND = [(way, re.compile(rf"[ )]?-?(?:{cues})")) for way, cues in BEHIND.items()]
_BOUNDS = re.compile(BOUNDS)
_COULD = re.compile(word("can|could|may|pouvez|peux|pourriez|يمكنك|تستطيع"))
_NO_DIRECTION = re.compile(rf" (?:up|down) {word('front|payment|for')}")
# In Arabic a letter for "with" or "and" may stand before the sign.
_SIGN = re.compile(r"(?:^|[\s(|:~≈=\x1f*]|(?<![^\W\d_])[وبلف])(?P<sign>[-+\u2013])(?:[$€£¥₺₹]|[a-z]{3} ?)?$")
_BULLET = re.compile(r"(?:^|\n) *[-+\u2013] +(?:[$€£¥₺₹]|[a-z]{3} ?)?$")


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """The direction of the figure at `start:end`. In brackets a figure is negative where they fill a table's cell."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + 40]
    sign = _SIGN.search(before)
    if sign and not _BULLET.search(before):
        return "positive" if sign["sign"] == "+" else "negative"
    if before.rstrip(" ").endswith("(") and after.startswith(")"):
        cell = before.rstrip(" (").endswith("|") and after[1:].lstrip(" ").startswith("|")
        return "negative" if cell else None
    return _behind(before, after) or _before(before, percent="%" in text[start:end] or "ميه" in text[start:end])


def _behind(before: str, after: str) -> Direction | None:
    if _NO_DIRECTION.match(after):
        return None
    way = next((way for way, pattern in _BEHIND if pattern.match(after)), None)
    return "left" if way == "rise" and _COULD.search(before[-40:]) else way


def _before(before: str, *, percent: bool) -> Direction | None:
    """The last words of direction before the figure that lead to it."""
    patterns = [*_BEFORE, *(_BEFORE_PERCENT if percent else ())]
    matches = ((way, pattern.search(before)) for way, pattern in patterns)
    found = [(match.start(), way) for way, match in matches if match and not _BOUNDS.match(match[0])]
    return max(found)[1] if found else None
