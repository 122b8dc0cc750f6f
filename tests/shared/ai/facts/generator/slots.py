"""A fact put into words, so that the same words can be put around a lie."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from shared.ai.facts import Fact
from shared.money import exponent
from tests.shared.ai.facts.generator.numbers import Digits, in_words, shown_for

_AFTER = {
    "DZD": {"en": ["DZD", "DA", "dinars"], "fr": ["DA", "DZD", "dinars"], "ar": ["د.ج", "دج", "دينار", "DZD"]},
    "EUR": {"en": ["EUR", "euros", "€"], "fr": ["€", "euros", "EUR"], "ar": ["يورو", "€", "أورو"]},
    "USD": {"en": ["USD", "dollars"], "fr": ["$", "dollars", "USD"], "ar": ["دولار", "USD"]},
    "GBP": {"en": ["GBP", "pounds"], "fr": ["£", "livres sterling"], "ar": ["جنيه", "GBP"]},
    "MAD": {"en": ["MAD", "dirhams"], "fr": ["DH", "MAD", "dirhams"], "ar": ["درهم", "MAD"]},
    "TND": {"en": ["TND", "dinars"], "fr": ["DT", "TND", "dinars"], "ar": ["د.ت", "دينار"]},
    "JPY": {"en": ["JPY", "yen"], "fr": ["yens", "¥"], "ar": ["ين", "JPY"]},
}
_BEFORE = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_HEDGES = {
    "en": {
        "about": ["about", "around", "roughly", "~", "some"],
        "above": ["just over", "more than"],
        "below": ["nearly", "just under"],
    },
    "fr": {
        "about": ["environ", "à peu près", "autour de", "~"],
        "above": ["un peu plus de", "plus de"],
        "below": ["près de", "presque"],
    },
    "ar": {"about": ["حوالي", "نحو", "ما يقارب"], "above": ["أكثر من", "ما يزيد عن"], "below": ["أقل من"]},
}
_THOUSAND = {"en": ["k", "K", " thousand"], "fr": [" k", " mille", "k"], "ar": [" ألف", " ألف"]}
_MILLION = {"en": [" million", "M"], "fr": [" million", " M"], "ar": [" مليون"]}
_PERCENT = {
    "en": ["%", "%", " %", " percent"],
    "fr": [" %", "\u00a0%", "%", " pour cent"],
    "ar": ["٪", "%", " بالمئة", " في المئة"],
}
# Share in percent -> words.
SHARES: dict[str, dict[Decimal, str]] = {
    "en": {
        Decimal(50): "half",
        Decimal(100) / 3: "a third",
        Decimal(25): "a quarter",
        Decimal(20): "a fifth",
        Decimal(75): "three quarters",
    },
    "fr": {
        Decimal(50): "la moitié",
        Decimal(100) / 3: "un tiers",
        Decimal(25): "un quart",
        Decimal(20): "un cinquième",
        Decimal(75): "trois quarts",
    },
    "ar": {Decimal(50): "نصف", Decimal(100) / 3: "ثلث", Decimal(25): "ربع", Decimal(200) / 3: "ثلثا"},
}
_NOUNS = {
    "purchases": {"en": ("purchases",), "fr": ("achats",), "ar": ("عمليات شراء", "عملية شراء")},
    "visits": {"en": ("visits",), "fr": ("visites",), "ar": ("زيارات", "زيارة")},
    "days_left": {"en": ("days",), "fr": ("jours",), "ar": ("أيام", "يوما")},
    "cover": {"en": ("months",), "fr": ("mois",), "ar": ("أشهر", "شهرا")},
}


@dataclass(frozen=True)
class Slot:
    """`write(shown)` gives the words; `shown` is the number in them, rounded to `step`."""

    fact: Fact
    shown: Decimal
    step: Decimal
    write: Callable[[Decimal], str]
    hedge: str | None = None
    bare: bool = False
    share: bool = False  # a share in words: `shown` is in percent
    least: int = 0

    @property
    def text(self) -> str:
        return self.write(self.shown)


def amount(random: Random, language: str, fact: Fact, *, bare: bool = False) -> Slot:
    value, digits = abs(fact.number or Decimal(0)), Digits(random, language)
    decimals = exponent(fact.currency or "")
    around = _currency(random, language, fact.currency or "", bare=bare)
    way, hedge, suffix = random.random(), None, ""
    step = Decimal(1).scaleb(-decimals)
    whole = value == value.to_integral_value()
    if way < 0.2 and value >= 1100 and not bare:
        size, suffix = (
            (10**6, random.choice(_MILLION[language])) if value >= 10**6 else (1000, random.choice(_THOUSAND[language]))
        )
        step = Decimal(size) / random.choice([1, 10])
        return _scaled(random, language, fact, (step, Decimal(size), suffix), around)
    if way < 0.35 and value >= 110 and not bare:
        hedge = random.choice(["about", "about", "above", "below"])
        step = Decimal(10) ** (value.adjusted() - random.choice([1, 2]))
    elif way < 0.6 and value >= 2:
        step = Decimal(1)
    shown = shown_for(value, step, hedge)
    places = max(0, decimals if step < 1 and not (whole and random.random() < 0.7) else 0)
    if step < 1 and places == 0:
        step = Decimal(1)
    said = _hedged(random, language, hedge)
    return Slot(fact, shown, step, lambda n: said + around(digits.write(n, places)), hedge, bare)


def _scaled(
    random: Random, language: str, fact: Fact, scale: tuple[Decimal, Decimal, str], around: Callable[[str], str]
) -> Slot:
    step, size, suffix = scale
    digits = Digits(random, language)
    hedge = random.choice([None, None, "about"])
    said = _hedged(random, language, hedge)
    worded = step == size and " " in suffix and suffix not in {" k", " M"}
    places = 0 if step == size else 1

    def write(shown: Decimal) -> str:
        count = shown / size
        if worded and count == int(count) and 2 < count <= 20 and language != "ar":
            return said + around(in_words(int(count), language) + suffix)
        ending = " آلاف" if suffix == " ألف" and 3 <= count <= 10 and not places else suffix
        return said + around(digits.write(count, places) + ending)

    return Slot(fact, shown_for(abs(fact.number or Decimal(0)), step, hedge), step, write, hedge)


def _hedged(random: Random, language: str, hedge: str | None) -> str:
    if not hedge:
        return ""
    word = random.choice(_HEDGES[language][hedge])
    return word if word == "~" else f"{word} "


def _currency(random: Random, language: str, code: str, *, bare: bool) -> Callable[[str], str]:
    if bare:
        return lambda number: number
    if code in _BEFORE and language == "en" and random.random() < 0.6:
        return lambda number: _BEFORE[code] + number
    if random.random() < 0.12:
        return lambda number: f"{code} {number}"
    space = "\u00a0" if language == "fr" and random.random() < 0.5 else " "
    name = random.choice(_AFTER[code][language])
    return lambda number: f"{number}{space}{name}"


def percent(random: Random, language: str, fact: Fact) -> Slot:
    value, digits = abs(fact.number or Decimal(0)), Digits(random, language)
    for share in SHARES[language]:
        if fact.id.startswith("share") and abs(value - share) <= Decimal("0.5") and random.random() < 0.7:
            return Slot(fact, share, Decimal(1), lambda shown: SHARES[language][shown], share=True)
    hedge = random.choice([None, None, None, "about"])
    said, sign = _hedged(random, language, hedge), random.choice(_PERCENT[language])
    places = random.choice([0, 1])
    step = Decimal(1).scaleb(-places)

    def write(shown: Decimal) -> str:
        if worded and 2 < shown <= 20 and shown == int(shown):
            return f"{said}{in_words(int(shown), language)}{sign}"
        return f"{said}{digits.write(shown, places)}{sign}"

    worded = sign.startswith(" ") and len(sign) > 2 and places == 0
    return Slot(fact, shown_for(value, step, hedge), step, write, hedge)


def counted(random: Random, language: str, fact: Fact) -> Slot:
    nouns, digits = _NOUNS[fact.id][language], Digits(random, language)
    value = Decimal(fact.number or 0)
    places = 0 if value == int(value) else 1
    worded = random.random() < 0.45 and not places

    def write(shown: Decimal) -> str:
        few = language != "ar" or 3 <= shown <= 10 or places
        noun = nouns[0] if few else nouns[-1]
        number = in_words(int(shown), language) if worded and 2 <= shown < 100 else digits.write(shown, places)
        return f"{number} {noun}"

    return Slot(fact, value, Decimal(1).scaleb(-places), write, least=3)
