"""Ratios: fractions in words and digits, "3 of 9", "1 in 4", "2:1", and multiples: twice, le double, الضعف."""

import re
from collections.abc import Iterator
from decimal import Decimal

from shared.ai.facts.figures import Claim, Day, Multiple, Reading
from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.patterns import END, START, WORD_NUMBER, any_of, word

_PARTS = {
    2: "half|halves|moitié|نصف|النصف",
    3: "third|thirds|tiers|ثلث|الثلث|أثلاث",
    4: "quarter|quarters|fourth|quart|quarts|ربع|الربع|أرباع",
    5: "fifth|fifths|cinquième|cinquièmes|أخماس",
    10: "tenth|tenths|dixième|dixièmes|أعشار",
}
_ARTICLES = f"(?:{word('a|an|one|un|une|le|la')} )"
_NUMBER = rf"(?<![\d.,/:])(?<!\d )(?<!\d')(?P<n>\d{{1,3}}){WORD_NUMBER}?"
_ARABIC = r"(?:[وبلف]|ال|وال|بال|لل)?"
_SUFFIX = r"(?:ها|ه|هم|هما|ك|ي)?"
_FRACTIONS = [
    (
        parts,
        re.compile(
            rf"(?:{_NUMBER}[ -]|(?P<one>{_ARTICLES}|l')|{START})(?P<name>{_ARABIC}{any_of(line)}{_SUFFIX}){END}"
        ),
    )
    for parts, line in _PARTS.items()
]
_TWO_THIRDS = re.compile(rf"{START}{_ARABIC}{any_of('ثلثا|ثلثي|ثلثين|ثلثان')}{END}")
# A half or quarter of a stretch of time, an ordinal third: no share of anything.
_NO_SHARE_BEFORE = re.compile(
    word("first|second|other|last|this|next|third|fourth|per|every|better|premier|première|seconde|deuxième|منتصف")
    + "[ -]$"
)
_STRETCH = word(
    "way|hearted|hour|time|year|yearly|day|price|dozen|the battle|the story|a year|an hour|past|heure|d'heure",
    "ساعة|سنوي|الأول|الثاني|الثالث|الرابع|الأخير|الشهر|السنة",
)
_NO_SHARE_AFTER = re.compile(rf"[ -]?{_STRETCH}|ly{END}|way{END}| of {word('the month|the year|the week')}")
_SLASH = re.compile(r"(?<![\d/.,])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/]|[.,]\d)")
_COLON = re.compile(r"(?<![\d:.,])(?P<a>\d{1,2}):(?P<b>\d)(?![\d:]|[.,]\d)")
_OUT_OF = re.compile(
    rf"(?:{_NUMBER}|{word('one|un|une|واحد|واحدة')})"
    rf" (?:{word('in|out of|of|of the|of your|sur|sur les|من كل|من أصل|من')}) (?P<m>\d{{1,3}})(?![\d.,]\d)"
    rf"{WORD_NUMBER}?(?!\d| ?%)"
)
_TIMES = re.compile(
    rf"(?<![\d.,])(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?){WORD_NUMBER}?"
    rf"(?:[ -]?{any_of('times|fold|fois|x|مرات|مرة|أضعاف|أمثال')}{END}|[ ]?\u00d7(?! ?\d))"
    rf"|{START}[x\u00d7] ?(?P<after>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?!\d)"
)
_MULTIPLES = {
    2: "double|doubles|doubled|doublé|doublée|doublés|doublées|الضعف|ضعف|ضعفي|ضعفين|ضعفا|تضاعف|تضاعفت|يتضاعف",
    3: "triple|tripled|triples|trebled|triplé|triplée|triplés|triplées",
    4: "quadruple|quadrupled|quadruplé",
}
_WHOLE: list[tuple[int, Multiple, re.Pattern[str]]] = [
    (2, "often", re.compile(word("twice"))),
    (3, "often", re.compile(word("thrice"))),
    *((times, "multiple", re.compile(word(line))) for times, line in _MULTIPLES.items()),
]


def find_ratios(folded: FoldedText) -> Iterator[Claim]:
    """All ratios in folded text with its number words in digits."""
    text = folded.text
    yield from _out_of(text)
    yield from _fractions(text)
    for match in _SLASH.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        days = tuple(
            Day(month=month, day=day) for day, month in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31
        )
        readings = (_share(a, b),) if b else ()
        yield Claim(*match.span(), "ratio", readings, days, of=(Decimal(a), Decimal(b)))
    for match in _COLON.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        if b:
            yield Claim(*match.span(), "ratio", (_share(a, b),), times="multiple" if a > b else None)
    for match in _TIMES.finditer(text):
        digits = (match["n"] or match["after"]).replace(",", ".")
        step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
        yield Claim(*match.span(), "ratio", (Reading(Decimal(digits), step),), times="often")
    for times, multiple, pattern in _WHOLE:
        for match in pattern.finditer(text):
            if text[match.end() : match.end() + 1] != "-":  # double-checked, twice-baked
                yield Claim(*match.span(), "ratio", (Reading(Decimal(times), Decimal(1)),), times=multiple)


def _out_of(text: str) -> Iterator[Claim]:
    for match in _OUT_OF.finditer(text):
        n, m = int(match["n"] or 1), int(match["m"])
        if 0 < n <= m:
            yield Claim(*match.span(), "ratio", (_share(n, m),), of=(Decimal(n), Decimal(m)))


def _fractions(text: str) -> Iterator[Claim]:
    for match in _TWO_THIRDS.finditer(text):
        yield Claim(*match.span(), "ratio", (_share(2, 3),))
    for parts, pattern in _FRACTIONS:
        for match in pattern.finditer(text):
            counted = match["n"] or match["one"] or "\u0621" <= match["name"][-1] <= "\u064a"
            if not counted and match["name"] not in {"half", "moitie"}:
                continue
            if _NO_SHARE_BEFORE.search(text[max(0, match.start() - 12) : match.start()]):
                continue
            if not _NO_SHARE_AFTER.match(text, match.end()):
                yield Claim(*match.span(), "ratio", (_share(int(match["n"] or 1), parts),))


def _share(part: int, whole: int) -> Reading:
    return Reading(Decimal(part) / Decimal(whole), Decimal("0.01"))
