"""Words that say where a figure goes: before it, and behind it."""

from shared.ai.facts.figures import Direction
from shared.ai.facts.patterns import START, any_of, word

# "Up" is a rise where something is or went up; "ate up" and "made up" are not.
_UP = (
    rf"(?:(?:^|[^\w\s] ?|{START}"
    + any_of("is|are|re|s|was|were|be|been|went|gone|go|goes|going|moved|edged|crept|shot|now")
    + rf" (?:[a-z]{{2,12}} )?)up\b|{START}up(?= by ))"
)
_VERBS = {
    "rise": word("ارتفع|ارتفعت|زاد|زادت|ازداد|ازدادت|يرتفع|ترتفع|نما"),
    "fall": word("انخفض|انخفضت|تراجع|تراجعت|نقص|نقصت|هبط|هبطت|ينخفض|تنخفض"),
}
_COMPARED = {
    "rise": word("أكثر|أعلى"),
    "fall": word("أقل|أدنى|قل|قلت"),
}
_LOOSE: dict[Direction, str] = {
    "rise": _UP
    + "|"
    + word(
        "rose|risen|rise|rises|rising|increase|increased|increases|increasing|grew|grown|growth|jumped|jump|climbed|gained",
        "higher|hausse|hausses|augmentation|progression|augmenté|augmentée|augmentés|augmentées|augmente|augmentent",
        "grimpé|grimpe|progressé|progresse|bondi|monté|supérieur|supérieure|supérieures|supérieurs",
        "ارتفاع|ارتفاعا|بارتفاع|زيادة|بزيادة|نمو|صعد",
    )
    + "|"
    + _VERBS["rise"],
    "fall": word(
        "down|fell|fallen|fall|falls|falling|drop|drops|dropped|decrease|decreased|decreases|decline|declined|shrank|shrunk",
        "cut|reduced|reduction|lower|dipped|slipped|eased|sank",
        "baisse|diminution|recul|réduction|chute|baissé|baissée|baissées|diminué|diminuée|diminuées|diminue|reculé|recule",
        "chuté|réduit|réduite|inférieur|inférieure|inférieures|inférieurs|repli|reculent|baissent",
        "انخفاض|انخفاضا|بانخفاض|تراجعا|بتراجع|نقصان|هبوط",
    )
    + "|"
    + _VERBS["fall"],
    "over": word(
        "over budget|over the limit|over your limit|over|overspent|exceeded|exceed|exceeds|above",
        "dépassé|dépassée|dépassés|dépasse|dépassement|au-dessus",
        "تجاوز|تجاوزت|تجاوزا|بتجاوز|يتجاوز|فوق",
    ),
}
_UNDER = word("under budget|under|below|en dessous|au-dessous|sous|تحت|دون")
_LEFT = word(
    "leaves|leaving|leaves you|leaving you|leaves you with|remaining|remains|still have|remain",
    "il reste|il vous reste|il te reste|il nous reste|restent|il vous restera|reste|vous avez encore",
    "بقي|بقي لك|تبقى|تبقى لك|يتبقى|يتبقى لك|المتبقي|يبقى لك|بقيت لك|لا يزال لديك",
)
# Right before the figure, or before "by" and the figure.
CLOSE: dict[Direction, str] = {
    "rise": f"{_LOOSE['rise']}|{_COMPARED['rise']}",
    "fall": f"{_LOOSE['fall']}|{_COMPARED['fall']}",
    "over": _LOOSE["over"],
    "under": _UNDER,
    "left": _LEFT,
}
# With words between, if "by" stands before the figure; after an Arabic verb a percentage needs none.
LOOSE = _LOOSE
ARABIC_VERBS: dict[Direction, str] = {"rise": _VERBS["rise"], "fall": _VERBS["fall"]}
BY = any_of(
    "by|of|was|is|reached|de|d'|est de|a atteint|atteint|d'environ",
    "بنسبة|بمقدار|ب|قدره|قدرها|بواقع|بقيمة|بحوالي|بنحو|بنسبة تقارب",
)
LOOSE_BY = any_of("by|est de|sont de|de|d'|بنسبة|بمقدار|ب|بواقع|بقيمة")
# "More than 300" and "over 300" bound a figure; they give it no direction.
BOUNDS = (
    rf"{word('over|above|under|below|up to|فوق|تحت|دون')} ?(?:[a-z]{{3}}|[$€£¥₺₹])? ?$"
    rf"|{word('up to|أكثر من|أقل من|أدنى من|أعلى من')}"
)

_PLACE = word(
    "budget|the budget|your budget|limit|the limit|your limit|plan|target|the target|what|last|the previous|the usual",
    "average",
)
_ENDS = rf"(?= ?(?:[.,;:!?)\n—\u2013]|$)| {_PLACE})"
BEHIND: dict[Direction, str] = {
    "left": word(
        "left|remaining|to go|to spend|more to spend|still available|restants|restantes|restant|de reste",
        "متبقية|متبقي|متبقيا|باقية|المتبقية",
    ),
    "rise": word(
        "more|higher|up|increase|rise|jump|growth|extra",
        "de plus|en plus|de hausse|supplémentaires|plus élevé|plus élevée|plus élevés|plus élevées",
        "plus cher|plus chère|plus haut|أكثر|إضافية|زيادة|أعلى",
    ),
    "fall": word(
        "less|lower|fewer|down|decrease|drop|fall|decline|reduction",
        "de moins|en moins|de baisse|moins élevé|moins élevée|moins élevées|moins cher|plus bas|plus basse|plus basses",
        "أقل|أدنى",
    ),
    "over": f"(?:over|above){_ENDS}|{word('too much|de trop|au-dessus|au-delà|فوق|زيادة عن')}",
    "under": f"(?:under|below){_ENDS}|{word('en dessous|au-dessous|sous le|sous la|sous votre|تحت|دون')}",
}
