"""Which monthly income, savings and debts a person's own words tell. Nothing here is guessed."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from functions.onboarding.models import Figure, Heard, Told, Topic
from functions.onboarding.rules.answers import MAX_ANSWER
from shared.folding import fold

# Figures of a profile and the topic that asks for each.
TOPICS: Mapping[str, Topic] = {
    "monthly_income": "income",
    "savings": "savings",
    "investments": "investments",
    "debts": "debts",
}
_NOTHING = re.compile(
    r"\b(?:none|no|nope|nothing|nil|zero|aucune?s?|rien|non|neant|pas (?:de|d'|encore)|n'ai pas|لا|صفر|ليس|بدون|لا شيء"
    r"|ما عندي|keine?r?|nichts|nein|ningun[oa]?|nada|nessuno?|niente|nenhum|geen|yok)\b"
)
_UNSURE = re.compile(
    r"\b(?:know|sure|sais|savoir|rather not|prefere|weiss|keine ahnung|no se|non so|nao sei|اعرف|ادري|متاكد)\b"
)
_MONTHLY = re.compile(r"month|mois|mensu|mensal|monat|\bmes\b|\bmese|maand|\bayda\b|aylik|شهر")
_TIMES: Sequence[tuple[re.Pattern[str], Decimal]] = (
    (re.compile(r"\b(?:per|a|each|every) year\b|yearly|annual|\bpar an\b|\bl'an\b|annuel|سنوي|السنه|العام|jahr"
                r"|\b(?:al|por) ano\b|anual|all'anno|annuo|per jaar|yilda|yillik"), Decimal(1) / 12),
    (re.compile(r"(?:every|each) (?:two|2) weeks|biweekly|fortnight|quinzaine|(?:deux|2) semaines|اسبوعين"),
     Decimal(26) / 12),
    (re.compile(r"week|semaine|hebdo|اسبوع|woche|semana|settiman|haftada|haftalik"), Decimal(52) / 12),
    (re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b|\bpar jour\b|يومي|في اليوم"
                r"|\b(?:pro|am) tag\b|\b(?:al|por) dia\b"),
     Decimal(365) / 12),
)  # fmt: skip
_TO = re.compile(r"\s*(?:-|–|—|~|to|till|until|or|a|jusqu'a|ou|الي|حتي|او)\s*")
_AND = re.compile(r"\s*(?:and|et|و)\s*")
_BETWEEN = re.compile(r"(?:between|entre|ما بين|بين)\s*\S{0,3}\s*$")
_UNIT = Decimal(1)
# "80 à 90 mille": the first of a range that is so much smaller goes without its thousands.
_SCALES = (10**3, 10**6)
_WITHOUT_SCALE = 1000
_FAR_BELOW = 100


def readings_of(told: Told) -> dict[Decimal, Figure]:
    """Each figure that the answer allows: as it is said, a month of it, or of a range its middle and its ends.

    The likeliest comes first: of several amounts the one named first, of a range its middle.
    """
    text = fold_keeping_places(told.text)
    if not told.amounts:
        return {Decimal(0): Figure(Decimal(0), None)} if is_nothing(told.text) else {}
    between = _range(told.amounts, text)
    if between:
        low, high = between
        times = _times(text) if told.question.topic == "income" else None
        code = told.amounts[1].currency or told.amounts[0].currency
        found = [(low + high) / 2, low, high]
        return {value: Figure(value, code, "inferred") for value in (_monthly(one, times) for one in found)}
    figures = _of_a_month(told.amounts, text) if told.question.topic == "income" else _as_said(told.amounts)
    likeliest_first: dict[Decimal, Figure] = {}
    for figure in figures:
        likeliest_first.setdefault(figure.value, figure)
    return likeliest_first


def _as_said(amounts: Sequence[Heard]) -> list[Figure]:
    return [Figure(one.value, one.currency) for one in amounts]


def _of_a_month(amounts: Sequence[Heard], text: str) -> list[Figure]:
    """Each amount for a month: first those called monthly, then those without a time, then those reckoned.

    The time of an amount is named after it, up to the next one; where it stands elsewhere, it is that of all.
    """
    ends = [*(one.start for one in amounts[1:]), len(text)]
    parts = [text[one.start : end] for one, end in zip(amounts, ends, strict=True)]
    if not any(_MONTHLY.search(part) or _times(part) for part in parts):
        parts = [text] * len(amounts)
    ranked = []
    for one, part in zip(amounts, parts, strict=True):
        if (times := _times(part)) is None:
            ranked.append((0 if _MONTHLY.search(part) else 1, Figure(one.value, one.currency)))
        else:
            ranked.append((2, Figure(_monthly(one.value, times), one.currency, "inferred")))
    return [figure for _, figure in sorted(ranked, key=lambda row: row[0])]


def figure_of(name: str, told: Sequence[Told]) -> Figure | None:
    """What the answers on its own topic say of a figure; the last one that says anything counts."""
    for one in reversed(told):
        if one.question.topic == TOPICS[name] and (readings := readings_of(one)):
            return next(iter(readings.values()))
    return None


def bound(name: str, value: Decimal, told: Sequence[Told]) -> Figure | None:
    """The figure, when the person's own words bear it out; None for one that they never said.

    An answer on the figure's own topic decides. Without one, an amount from an answer that is not about another
    figure, or that names several, may be meant: that it belongs here is then inferred.
    """
    own = [readings_of(one) for one in told if one.question.topic == TOPICS[name]]
    if any(own):
        return next((readings[value] for readings in reversed(own) if value in readings), None)
    for one in told:
        readings = readings_of(one)
        about_another = one.question.topic in TOPICS.values()
        if value in readings and one.amounts and not (about_another and value == next(iter(readings))):
            return Figure(value, readings[value].currency, "inferred")
    return None


def is_nothing(text: str, most_words: int | None = None) -> bool:
    """Whether an answer says "none"; not knowing is something else. A longer one than `most_words` says more."""
    folded = fold_keeping_places(text)
    if _UNSURE.search(folded) or re.search(r"\d", folded) or len(folded.split()) > (most_words or MAX_ANSWER):
        return False
    return bool(_NOTHING.search(folded))


def fold_keeping_places(text: str) -> str:
    """The folded text, as long as the text: each character by itself, so that places in it stay valid."""
    return "".join(fold(char)[:1] or " " for char in text)


def _times(text: str) -> Decimal | None:
    """By what an amount is multiplied to be that of a month; None when it is of a month already."""
    if _MONTHLY.search(text):
        return None
    return next((times for pattern, times in _TIMES if pattern.search(text)), None)


def _monthly(value: Decimal, times: Decimal | None) -> Decimal:
    reckoned = value if times is None else value * times
    return reckoned.quantize(_UNIT, ROUND_HALF_UP)


def _range(amounts: Sequence[Heard], text: str) -> tuple[Decimal, Decimal] | None:
    """The ends of "from 80 to 90 thousand"; None when two amounts are no range."""
    if len(amounts) != 2:
        return None
    low, high = amounts
    link = text[low.end : high.start]
    joined = _TO.fullmatch(link) or (_AND.fullmatch(link) and _BETWEEN.search(text[: low.start]))
    first = low.value
    if first < _WITHOUT_SCALE:
        scales = (scale for scale in _SCALES if first * _FAR_BELOW < high.value <= first * scale * _FAR_BELOW)
        first *= next((scale for scale in scales if first * scale <= high.value), 1)
    return (first, high.value) if joined and 0 < first < high.value else None
