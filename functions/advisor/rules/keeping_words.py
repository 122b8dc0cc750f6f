"""How people are told to buy, or not to, beside the decisions themselves: folded, in English, French and Arabic."""

import re
from collections.abc import Mapping, Sequence

from shared.folding import fold


def _patterns(*lines: str) -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(rf"(?<!\w)(?:{fold(line)})") for line in lines)


FOR: Mapping[str, Sequence[re.Pattern[str]]] = {
    "en": _patterns(
        "go (?:ahead|for it)",
        "(?:buy|get|take|grab|order) (?:it|this|that|them|one) (?:now|today|anyway|right away|immediately)",
        "(?:just|please|definitely|do) (?:buy|get|take|order) (?:it|this|that|them|one)",
        "you can (?:easily|safely|comfortably|well|certainly) (?:afford|buy)",
        "(?:i|we) (?:highly |strongly |would )?recommend (?:it|this|buying|that you buy)",
        "(?:highly|strongly|fully) recommended",
        "treat yourself",
        "no problem",
        "yes (?:buy|you can|you should|do|go)",
        "(?:safe|fine|good time|good idea) to (?:buy|get|go)",
        "you should (?:buy|get|take|go)",
    ),
    "fr": _patterns(
        "allez-y",
        "foncez",
        "achetez(?:-l[ea]s?)? (?:maintenant|quand meme|tout de suite|sans)",
        "achetez-l[ea]s?",
        "faites-vous plaisir",
        "vous pouvez (?:facilement|largement|sans|tout a fait) ",
        "aucun probleme",
        "pas de probleme",
        "sans hesiter",
        "oui (?:achetez|vous pouvez|allez|foncez)",
        "je (?:vous )?(?:le |la |les )?(?:recommande|conseille) (?:vivement|de l'acheter|cet achat)",
        "bonne idee",
    ),
    "ar": _patterns(
        "تفضل(?!\\w)",
        "اشتر(?:ه|ها|يه)?(?!\\w)",
        "لا مانع",
        "نعم يمكنك",
        "(?:بلا|دون|بدون) تردد",
        "(?:انصحك|انصح) (?:بشرائه|بشرائها|بالشراء|به|بها)",
        "لا مشكلة",
        "فكرة جيدة",
    ),
}
AGAINST: Mapping[str, Sequence[re.Pattern[str]]] = {
    "en": _patterns(
        "not (?:be )?recommend",
        "(?:do not|don't|never) (?:buy|get|go|do|take|order|spend)",
        "(?:should not|shouldn't|must not|would not|wouldn't) (?:buy|get|go|do|take|spend)",
        "(?:cannot|can't|can not) (?:afford|buy)",
        "(?:avoid|skip|postpone|delay) (?:it|this|that|buying|the)",
        "hold off",
        "bad idea",
        "(?:better|should|please) (?:to )?wait",
        "wait (?:until|for|with|a )",
        "too expensive",
        "not (?:a )?good (?:idea|time)",
    ),
    "fr": _patterns(
        "deconseill",
        "pas (?:conseille|recommande|raisonnable)",
        "n'achetez pas",
        "n'y allez pas",
        "ne (?:le |la |les )?(?:faites|prenez|achetez|depensez)",
        "evitez",
        "attendez",
        "mauvaise idee",
        "trop cher",
        "ne (?:pouvez|devriez) pas",
        "renoncez",
        "reportez",
    ),
    "ar": _patterns(
        "لا تشتر",
        "غير منصوح",
        "لا (?:انصح|تفعل)",
        "تجنب",
        "انتظر",
        "اجل(?!\\w)",
        "فكرة سيئة",
        "لا يمكنك",
        "مكلف جدا",
    ),
}
