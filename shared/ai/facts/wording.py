"""The words around a figure: "about", "more than", "up", "less", "left", and its sign."""

import re

from shared.ai.facts.figures import Direction, Hedge
from shared.ai.facts.nouns import CODE, CURRENCY
from shared.ai.facts.patterns import END, START, WORD_NUMBER, any_of, word

# "Made up of", "adds up to", "ended up", "sum up" are neither a rise nor a bound.
_NO_UP = (
    "made",
    "make",
    "makes",
    "making",
    "end",
    "ends",
    "ended",
    "sum",
    "add",
    "adds",
    "added",
    "adding",
    "wrap",
    "set",
    "come",
    "comes",
)
_UP = "".join(f"(?<!{verb} )" for verb in _NO_UP) + f"{START}up{END}"
_HEDGES: dict[Hedge, str] = {
    "about": word(
        "about|around|roughly|approximately|approx|approx.|some|circa|close to|in the region of|or so",
        "environ|à peu près|autour de|quelque|de l'ordre de|approximativement|plus ou moins|aux alentours de|dans les",
        "حوالي|نحو|تقريبا|ما يقارب|يقارب|قرابة|بحدود|في حدود",
    )
    + "|~|≈",
    "above": word(
        "over|more than|above|just over|a little over|slightly over|slightly more than|at least|upwards of|well over",
        "plus de|un peu plus de|au moins|légèrement plus de|plus d'|un peu plus d'|au-dessus de",
        "أكثر من|ما يزيد عن|ما يزيد على|أزيد من|لا يقل عن|على الأقل|فأكثر من",
    ),
    "below": word(
        "under|less than|below|just under|nearly|almost|a little under|slightly under|at most|no more than|not quite",
        "moins de|un peu moins de|près de|presque|à peine moins de|au plus|jusqu'à|moins d'|un peu moins d'|pas loin de",
        "أقل من|ما يقل عن|على الأكثر|ليس أكثر من|لا يزيد عن|لا يتجاوز|يكاد يبلغ",
    )
    + rf"|{_UP} to",
}
_FILLER = rf"(?: (?:{any_of('the|your|a|an|just|only|about|around|roughly|nearly|almost|some|environ|près de|presque|la|le|les|un|une|حوالي|نحو|تقريبا')}))?"
_BEFORE_HEDGE = [
    (hedge, re.compile(rf"(?:{words}){_FILLER}[ :(]*(?:[$€£¥₺₹]|{CODE})?[ ]?$")) for hedge, words in _HEDGES.items()
]
_AFTER_HEDGE = re.compile(rf"^ ?\(?{word('or so|environ|approximately|roughly|تقريبا|à peu près')}|^-?ish")

_RISES = rf"{_UP}|" + word(
    "rose|risen|rise|rises|rising|increase|increased|increases|increasing|grew|grown|growth|jumped|jump|climbed|gained|higher",
    "hausse|augmentation|progression|augmenté|augmentée|augmentés|augmentées|augmente|augmentent|grimpé|grimpe|progressé|progresse",
    "bondi|monté|supérieur|supérieure|supérieures|supérieurs|hausses",
    "ارتفع|ارتفعت|ارتفاع|ارتفاعا|بارتفاع|زاد|زادت|زيادة|بزيادة|ازداد|ازدادت|نمو|نما|صعد|يرتفع|أكثر|أعلى",
)
_FALLS = word(
    "down|fell|fallen|fall|falls|falling|drop|drops|dropped|decrease|decreased|decreases|decline|declined|shrank|shrunk|cut|reduced",
    "reduction|lower|dipped|slipped|eased|sank",
    "baisse|diminution|recul|réduction|chute|baissé|baissée|baissées|diminué|diminuée|diminuées|diminue|reculé|recule|chuté|réduit",
    "réduite|inférieur|inférieure|inférieures|inférieurs|repli|reculent|baissent",
    "انخفض|انخفضت|انخفاض|انخفاضا|بانخفاض|تراجع|تراجعت|تراجعا|بتراجع|نقص|نقصت|نقصان|هبط|هبوط|قل|قلت|أقل|أدنى|ينخفض",
)
_OVERS = word(
    "over budget|over the limit|over your limit|over|overspent|exceeded|exceed|exceeds|above",
    "dépassé|dépassée|dépassés|dépasse|dépassement|au-dessus",
    "تجاوز|تجاوزت|تجاوزا|بتجاوز|يتجاوز|فوق",
)
_UNDERS = word("under budget|under|below|en dessous|au-dessous|sous|تحت|دون")
_LEFTS = word(
    "leaves|leaving|leaves you|leaving you|leaves you with|remaining|remains|still have|remain",
    "il reste|il vous reste|il te reste|il nous reste|restent|il vous restera|reste|vous avez encore",
    "بقي|بقي لك|تبقى|تبقى لك|يتبقى|يتبقى لك|المتبقي|يبقى لك|بقيت لك|لا يزال لديك",
)
_BEFORE: dict[Direction, str] = {"rise": _RISES, "fall": _FALLS, "over": _OVERS, "under": _UNDERS, "left": _LEFTS}
_BY = any_of(
    "by|of|de|d'|بنسبة|بمقدار|ب|قدره|قدرها|بواقع|بقيمة|est de|was|is|a atteint|atteint|reached|بحوالي|بنحو|بنسبة تقارب|d'environ"
)
_LOOSE_BY = any_of("by|est de|sont de|de|d'|بنسبة|بمقدار|ب|بواقع|بقيمة")
_HEDGED = rf"(?:(?:{'|'.join(_HEDGES.values())}|{any_of('just|only|another|seulement|à peine|فقط|a|an|un|une')}) ?)?"
_MONEY = rf"[ (]?(?:[$€£¥₺₹]|{CODE})? ?$"
# Right before: "up 12 %", "a drop of about 12 %". With words between: "fell this month by 12 %".
_DIRECTED = [
    (
        direction,
        re.compile(rf"(?:{cues}) (?:{_BY} ?)?{_HEDGED}{_MONEY}"),
        re.compile(rf"(?:{cues})[^.;:!?\n\d|()]{{1,60}}?[ ,]{_LOOSE_BY} ?{_HEDGED}{_MONEY}"),
    )
    for direction, cues in _BEFORE.items()
]
_PLACE = word(
    "budget|the budget|your budget|limit|the limit|your limit|plan|target|the target|what|last|the previous|the usual|average"
)
_AFTER: dict[Direction, str] = {
    "left": rf"{word('left|remaining|to go|to spend|still available|restants|restantes|restant|de reste|متبقية|متبقي|متبقيا|باقية|المتبقية')}"
    r"|(?:more|de plus) to spend",
    "rise": rf"{word('more|higher|up|increase|rise|jump|growth|extra|de plus|en plus|de hausse|supplémentaires')}"
    rf"|{word('plus élevé|plus élevée|plus élevés|plus élevées|plus cher|plus chère|plus haut|أكثر|إضافية|زيادة|أعلى')}",
    "fall": rf"{word('less|lower|fewer|down|decrease|drop|fall|decline|reduction|de moins|en moins|de baisse|moins élevé|moins élevée')}"
    rf"|{word('moins élevées|moins cher|plus bas|plus basse|plus basses|plus bas|أقل|أدنى')}",
    "over": rf"(?:over|above)(?= ?(?:[.,;:!?)\n*—\u2013]|$)| {_PLACE})|{word('too much|de trop|au-dessus|au-delà|فوق|زيادة عن')}",
    "under": rf"(?:under|below)(?= ?(?:[.,;:!?)\n*—\u2013]|$)| {_PLACE})|{word('en dessous|au-dessous|sous le|sous la|sous votre|تحت|دون')}",
}
_FOLLOWED = [(direction, re.compile(rf"^[ )]?-?(?:{cues})")) for direction, cues in _AFTER.items()]
_COULD = re.compile(word("can|could|may|pouvez|peux|pourriez|يمكنك|تستطيع"))
_ADVANCE = re.compile(rf"^ (?:up|down) {word('front|payment|for')}")
_BOUNDS = re.compile(
    rf"{word('over|above|under|below|up to|أكثر من|أقل من|فوق|تحت|دون|أدنى من|أعلى من')} ?(?:[a-z]{{3}}|[$€£¥₺₹])? ?$"
    rf"|{word('up to|أكثر من|أقل من')}"
)
_SIGN = re.compile(r"(?:^|[\s(|:~≈=\x1f*]|(?<![^\W\d_])[وبلف])(?P<sign>[-+\u2013])(?:[$€£¥₺₹]|[a-z]{3} ?)?$")
_WINDOW = 90


def hedge_of(text: str, start: int, end: int) -> Hedge | None:
    """Whether the figure is said to be rounded, and to which side."""
    before = text[max(0, start - 40) : start].replace(WORD_NUMBER, "")
    found = [(match.start(), hedge) for hedge, pattern in _BEFORE_HEDGE if (match := pattern.search(before))]
    if found:
        return min(found)[1]
    return "about" if _AFTER_HEDGE.match(text[end : end + 20]) else None


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """What the text says of the figure's sign: the sign itself, else the words that stand nearest."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + 40]
    sign = _SIGN.search(before)
    if sign and not _is_bullet(before):
        return "positive" if sign["sign"] == "+" else "negative"
    if before.rstrip(" ").endswith("(") and after.startswith(")"):
        cell = before.rstrip(" (").endswith("|") and after[1:].lstrip(" ").startswith("|")
        return "negative" if cell else None
    return _words_after(before, after) or _words_before(before)


def _is_bullet(before: str) -> bool:
    """A dash that begins a line and has a space behind it is a bullet."""
    return bool(re.search(r"(?:^|\n) *[-+\u2013] +(?:[$€£¥₺₹]|[a-z]{3} ?)?$", before))


def _words_after(before: str, after: str) -> Direction | None:
    if _ADVANCE.match(after):
        return None
    for direction, pattern in _FOLLOWED:
        if pattern.match(after):
            return "left" if direction == "rise" and _COULD.search(before[-40:]) else direction
    return None


def _words_before(before: str) -> Direction | None:
    found: list[tuple[int, Direction]] = []
    for direction, close, loose in _DIRECTED:
        match = close.search(before) or (loose.search(before) if direction not in {"under", "left"} else None)
        if match and not _is_comparison(match[0]):
            found.append((match.start(), direction))
    return max(found)[1] if found else None


def _is_comparison(words: str) -> bool:
    """ "More than 300" and "over 300" bound a figure; they give it no direction."""
    return bool(_BOUNDS.match(words))
