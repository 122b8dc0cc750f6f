"""Numbers below a thousand in words, put into digits: "twenty-one", "quatre-vingt-dix", "خمسة وعشرون"."""

import itertools
import re
from functools import cache
from typing import NamedTuple

from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.nouns import COUNTED, CURRENCY, PERCENT, SCALES, TIME
from shared.ai.facts.patterns import END, WORD_NUMBER, any_folded, folded, word

# From zero on; `/` parts the forms of one number.
_UNITS = (
    [
        "zero",
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
    ],
    [
        "zéro",
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
    ],
    [
        "صفر",
        "اثنان/اثنين/اثنتان/اثنتين/اثنا/اثني/اثنتا/اثنتي/إثنان/إثنين",
        "ثلاثة/ثلاث",
        "أربعة/أربع",
        "خمسة/خمس",
        "ستة/ست",
        "سبعة/سبع",
        "ثمانية/ثمان/ثماني",
        "تسعة/تسع",
        "عشرة/عشر",
    ],
)
_TENS = (
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    [
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "septante",
        "quatre-vingt/quatre-vingts/huitante",
        "nonante",
    ],
    [
        "عشرون/عشرين",
        "ثلاثون/ثلاثين",
        "أربعون/أربعين",
        "خمسون/خمسين",
        "ستون/ستين",
        "سبعون/سبعين",
        "ثمانون/ثمانين",
        "تسعون/تسعين",
    ],
)
_ONES = "one|un|une|واحد|واحدة|أحد|إحدى"
_HUNDREDS = {100: "hundred|cent|cents|مئة|مائة", 200: "مئتان|مئتين|مائتان|مائتين"}
_ARABIC_HUNDREDS = ((3, "ثلاث"), (4, "أربع"), (5, "خمس"), (6, "ست"), (7, "سبع"), (8, "ثمان"), (9, "تسع"))
_DOZENS = {12: "dozen|douzaine"}
_ARABIC_PREFIX = "(?:[وفبلك]?(?:ال)?|لل)"
_GLUE = re.compile(r"(?P<plain> |-)|(?P<and> and | et |-et-| و)")
_ONE_BEFORE = re.compile(rf" ?(?:{SCALES}|{PERCENT})| {word('seul|seule|فقط')}")
_ONE_AFTER = re.compile(word("only|just|exactly|seulement") + " $")
_PER = frozenset({"pour ", "pour-"})  # pour cent is no number, nor is بالمئة
_UNIT_AFTER = re.compile(
    rf"[ -](?:\w+ )?(?:{COUNTED}|{CURRENCY}|{TIME}|{SCALES}|{PERCENT}|(?:dzd|eur|usd|gbp|mad|tnd){END})"
)
# In one language they are numbers, in the other something else.
_NOT_IN = {"en": frozenset(folded("cent|cents|sept|mille"))}
_ONLY_COUNTING = frozenset(folded("neuf|ست|سبع|خمس"))  # also: new; lady, lion, a fifth
_DUALS = {
    "يوم": "يومين|يومان",
    "أسبوع": "أسبوعين|أسبوعان",
    "شهر": "شهرين|شهران",
    "سنة": "سنتين|سنتان|عامين|عامان",
    "مرة": "مرتين|مرتان",
    "عملية": "عمليتين|عمليتان|معاملتين|معاملتان|دفعتين|دفعتان",
    "زيارة": "زيارتين|زيارتان|وجبتين|وجبتان",
    "فاتورة": "فاتورتين|فاتورتان|اشتراكين|اشتراكان",
    "ألف": "ألفين|ألفان",
    "مليون": "مليونين|مليونان",
    "دينار": "دينارين|ديناران",
}
_LONGEST = 8  # words of a number below a thousand


class _Word(NamedTuple):
    start: int
    end: int
    value: int
    text: str
    kept: str = ""  # an Arabic prefix that stays before the digits


@cache
def _values() -> dict[str, int]:
    found = {form: value for value, line in (_HUNDREDS | _DOZENS).items() for form in folded(line)}
    for table, value_of in ((_UNITS, _unit_value), (_TENS, lambda rank: 20 + 10 * rank)):
        for line in table:
            for rank, forms in enumerate(line):
                found |= dict.fromkeys(folded(forms.replace("/", "|")), value_of(rank))
    found |= dict.fromkeys(folded(_ONES), 1)
    for value, stem in _ARABIC_HUNDREDS:
        found |= dict.fromkeys(folded(f"{stem}مئة|{stem}مائة|{stem}ة مئة"), value * 100)
    return found


def _unit_value(rank: int) -> int:
    return rank and rank + 1  # the tables have no "one"


@cache
def _dual_nouns() -> dict[str, str]:
    return {form: folded(noun)[0] for noun, forms in _DUALS.items() for form in folded(forms)}


@cache
def _finder() -> re.Pattern[str]:
    forms = any_folded([*_values(), *_dual_nouns()])
    spaced = forms.replace(r"\-", "[- ]")
    return re.compile(rf"(?<![^\W_])(?P<prefix>{_ARABIC_PREFIX}(?=[\u0621-\u064a]))?(?P<word>{spaced}){END}")


def with_digits(text: FoldedText, language: str) -> FoldedText:
    """The text with its number words in digits, each followed by a mark. Words of scale (thousand) stay."""
    words = _words(text.text, language)
    changes: list[tuple[int, int, str]] = []
    done = 0
    while done < len(words):
        number, value = _one_number(text.text, words[done : done + _LONGEST])
        done += len(number)
        first, last = number[0], number[-1]
        noun = _dual_nouns().get(first.text)
        if noun:
            changes.append((first.start, first.end, f"{first.kept}2{WORD_NUMBER} {noun}"))
        elif _counts(text.text, number, value):
            changes.append((first.start, last.end, f"{first.kept}{value}{WORD_NUMBER}"))
    return text.replaced(changes)


def _words(text: str, language: str) -> list[_Word]:
    found = []
    for match in _finder().finditer(text):
        spelled, prefix = match["word"].replace(" ", "-"), match["prefix"] or ""
        plain = match["word"] if match["word"] in _values() or match["word"] in _dual_nouns() else spelled
        if plain in _NOT_IN.get(language, frozenset()) or _is_monday(
            plain, prefix, text[max(0, match.start() - 4) : match.start()]
        ):
            continue
        if _values().get(plain) == 100 and (
            prefix.endswith("ال") or text[max(0, match.start() - 5) : match.start()] in _PER
        ):
            continue
        kept = prefix.removesuffix("ال").removesuffix("ل")
        found.append(_Word(match.start(), match.end(), _values().get(plain, 2), plain, kept))
    return found


def _is_monday(plain: str, prefix: str, before: str) -> bool:
    return plain in {"اثنين", "احد"} and (prefix.endswith("ال") or before.endswith("يوم "))


def _one_number(text: str, words: list[_Word]) -> tuple[list[_Word], int]:
    """The words from the first on that are one number, and its value."""
    number, value = [words[0]], words[0].value
    for before, after in itertools.pairwise(words):
        glue = _GLUE.fullmatch(text[before.end : after.start] + (" و" if after.kept == "و" else ""))
        spaced_and = after.kept == "و" and text[before.end : after.start] == " "
        joined = _joined(value, before.value, after, glue.lastgroup if glue else "and" if spaced_and else None)
        if joined is None or after.text in _dual_nouns():
            break
        number.append(after)
        value = joined
    return number, value


def _joined(value: int, last: int, after: _Word, glue: str | None) -> int | None:
    new = after.value
    arabic = after.text >= "\u0621"
    if glue is None or new == 0:
        return None
    if (new == 100 and 2 <= value <= 9) or (new == 100 and value == 1):
        return value * 100
    tens_first = last in range(20, 100, 10) and (new < 10 or (last in {60, 80} and new < 20 and not arabic))
    units_first = (
        arabic and last < 10 and ((new in range(20, 100, 10) and glue == "and") or (new == 10 and glue == "plain"))
    )
    if (last >= 100 and new < 100) or tens_first or units_first:
        return value + new
    return None


def _counts(text: str, number: list[_Word], value: int) -> bool:
    """Whether the words claim a number: a lone "one" is an article or pronoun, "zero" and "neuf" need their unit."""
    end = number[-1].end
    if len(number) > 1:
        return True
    if value == 1:
        return bool(
            _ONE_BEFORE.match(text, end) or _ONE_AFTER.search(text[max(0, number[0].start - 14) : number[0].start])
        )
    if value == 0 or number[0].text in _ONLY_COUNTING:
        return bool(_UNIT_AFTER.match(text, end))
    return True
