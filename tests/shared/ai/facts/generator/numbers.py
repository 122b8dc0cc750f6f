"""Numbers as the three languages write them: marks, scripts, words."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

ARABIC_INDIC, PERSIAN = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FR = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
_AR = ["صفر", "واحد", "اثنان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"]
_AR_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]


def rounded(value: Decimal, step: Decimal, way: str = ROUND_HALF_UP) -> Decimal:
    return (value / step).to_integral_value(way) * step


def last_digit(shown: Decimal, step: Decimal) -> Decimal:
    """The worth of the last digit that is no zero, at least the step."""
    worth = step
    while shown and shown % (worth * 10) == 0:
        worth *= 10
    return worth


def is_rendering(value: Decimal, shown: Decimal, step: Decimal, hedge: str | None) -> bool:
    """Whether a truthful writer may show `value` so."""
    value = abs(value)
    coarse = last_digit(shown, step)
    if hedge == "above":
        return shown <= value < shown + coarse
    if hedge == "below":
        return shown - coarse < value <= shown
    steps = {step, coarse} if hedge == "about" else {step}
    return any(shown == rounded(value, one, way) for one in steps for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def shown_for(value: Decimal, step: Decimal, hedge: str | None) -> Decimal:
    return rounded(value, step, {"above": ROUND_FLOOR, "below": ROUND_CEILING}.get(hedge or "", ROUND_HALF_UP))


class Digits:
    """One way to write digits, kept for a whole figure so that a lie looks like the truth."""

    def __init__(self, random: Random, language: str) -> None:
        self.script = random.choice(["", ARABIC_INDIC, ARABIC_INDIC, "", PERSIAN]) if language == "ar" else ""
        marks = {
            "en": [",.", ",.", ",.", ".", " ."],
            "fr": [" ,", "\u00a0,", "\u202f,", ",", ".,"],
            "ar": [",.", ".", " ,", ",."],
        }[language]
        picked = "٬٫" if self.script and random.random() < 0.7 else random.choice(marks)
        self.group, self.point = picked[:-1], picked[-1]

    def write(self, value: Decimal, decimals: int) -> str:
        whole, _, fraction = f"{value:.{decimals}f}".partition(".")
        if len(whole) > 3 and self.group:
            whole = f"{int(whole):,}".replace(",", self.group)
        text = f"{whole}{self.point}{fraction}" if fraction else whole
        return text.translate({ord(str(n)): char for n, char in enumerate(self.script)})


def in_words(number: int, language: str) -> str:
    """2 to 99, in words."""
    tens, unit = divmod(number, 10)
    if language == "en":
        return _EN[number] if number < 20 else _EN_TENS[tens - 2] + (f"-{_EN[unit]}" if unit else "")
    if language == "fr":
        return _french(number, tens, unit)
    if number <= 10:
        return _AR[number] if number == 2 else _AR[number] + ("ة" if number % 2 else "")
    long = {1: "واحد", 2: "اثنان", 8: "ثمانية"}.get(unit, f"{_AR[unit]}ة")
    if number < 20:
        return {11: "أحد عشر", 12: "اثنا عشر"}.get(number, f"{long} عشر")
    return (f"{long} و" if unit else "") + _AR_TENS[tens - 2]


def _french(number: int, tens: int, unit: int) -> str:
    if number < 20:
        return _FR[number]
    if tens in {7, 9}:
        unit += 10
    glue = " et " if unit in {1, 11} and tens < 8 else "-"
    return _FR_TENS[tens - 2] + (f"{glue}{_FR[unit]}" if unit else "s" if number == 80 else "")
