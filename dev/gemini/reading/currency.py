"""The currency that the paper names, or that its place implies."""

import re
from collections import Counter
from collections.abc import Sequence

from dev.gemini.reading.wording import fold

NAMED = re.compile(
    r"(?:rechnungswahrung|wahrung|currency|devise|monnaie de facturation|betrage in|montants? (?:exprimes? )?en|amounts? in|valuta)"
    r"\s*:?\s*(?:\(?)([a-z]{3})\b"
)
ISO = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "MYR", "DZD", "MAD", "TND", "JPY", "CNY", "INR", "AED",
       "SAR", "QAR", "KWD", "BHD", "OMR", "JOD", "EGP", "LBP", "LYD", "TRY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
       "RON", "BRL", "MXN", "ZAR", "XOF", "XAF", "THB", "IDR", "PHP", "HKD", "KRW", "RUB", "UAH", "ILS", "NGN", "KES")  # fmt: skip
CODES = "|".join(ISO)
# A code counts beside a number, in brackets or after a word for total: `SDN BHD` names no Bahraini dinars.
ISO_WORD = re.compile(
    rf"(?<![^\W\d_])(?:(?P<before>{CODES})\s?-?\d|(?<=\d)\s?(?P<after>{CODES})(?![^\W\d_])|[(:]\s?(?P<inside>{CODES})\)?)"
)
SIGNS: tuple[tuple[str, str], ...] = (
    (r"€\s?-?\d|\d\s?€|\(€\)|\beuros?\b", "EUR"), (r"£\s?-?\d|\d\s?£|\(£\)", "GBP"), (r"(?<![a-z])rm(?![a-z])", "MYR"), (r"\bringgit\b", "MYR"),
    (r"(?<=\d)\s?da(?![a-z])|\bdzd\b|\bdinars? algeriens?\b|د\.?\s?ج|دينار جزائري|\(da\)", "DZD"),
    (r"s\$", "SGD"), (r"hk\$", "HKD"), (r"a\$|au\$", "AUD"), (r"c\$|ca\$", "CAD"), (r"r\$", "BRL"), (r"us\$", "USD"),
    (r"₹|\brs\.?\s?\d", "INR"), (r"₺", "TRY"), (r"₽", "RUB"), (r"₩", "KRW"), (r"¥\s?\d|円", "JPY"), (r"₪", "ILS"),
    (r"zł\b", "PLN"), (r"(?<=\d)\s?kc\b", "CZK"), (r"\bfcfa\b|\bf cfa\b", "XOF"), (r"(?<=\d)\s?dhs?\b", "MAD"),
    (r"(?<=\d)\s?dt\b", "TND"), (r"(?<=\d)\s?fr\.|\bchf\b", "CHF"),
)  # fmt: skip
COMPILED = tuple((re.compile(pattern), code) for pattern, code in SIGNS)
# What a reader knows from the address: used for a bare dollar sign, or when nothing is named and no hint is given.
PLACES: tuple[tuple[str, str], ...] = (
    (r"\bsdn\.? ?bhd|\bmalaysia\b|\bselangor\b|\bkuala lumpur\b|\bjohor\b", "MYR"),
    (r"\bsingapore\b|\bpte\.? ltd\b", "SGD"),
    (r"\balgerie\b|\balgeria\b|\balger\b|\boran\b|الجزائر", "DZD"),
    (r"\bmaroc\b|\bmorocco\b|\bcasablanca\b", "MAD"),
    (r"\btunisie\b|\btunis\b", "TND"),
    (r"\bcanada\b|\bontario\b|\bquebec\b", "CAD"),
    (r"\baustralia\b|\babn\b", "AUD"),
    (r"\bhong kong\b", "HKD"),
    (r"\bunited states\b|\busa\b|\b[a-z]{2} \d{5}(?:-\d{4})?$", "USD"),
    (r"\bdeutschland\b|\bgmbh\b|\bfrance\b|\bnederland\b|\bespana\b|\bitalia\b|\bust-?id", "EUR"),
)
PLACE_PATTERNS = tuple((re.compile(pattern), code) for pattern, code in PLACES)
SURE_LINES = 3
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})


def _place(texts: Sequence[str]) -> str | None:
    counts = Counter(code for text in texts for pattern, code in PLACE_PATTERNS if pattern.search(fold(text)))
    return counts.most_common(1)[0][0] if counts else None


def find_currency(texts: Sequence[str], hint: str | None = None) -> str | None:
    """ISO 4217 code: named in words, else the sign seen most often, else the place behind a bare `$`, else the hint."""
    for text in texts:
        match = NAMED.search(fold(text))
        if match and match.group(1).upper() in ISO:
            return match.group(1).upper()
    seen: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        seen.update(code for pattern, code in COMPILED if pattern.search(folded))
        seen.update({match[match.lastgroup or 0] for match in ISO_WORD.finditer(text)})
        if re.search(r"(?<![a-z])\$\s?-?\d|\(\$\)|\d\s?\$", folded):
            seen["$"] += 1
    if not seen:
        return hint or _place(texts)
    code, lines = seen.most_common(1)[0]
    place = _place(texts)
    if place and place == hint and lines < SURE_LINES:
        return hint  # one odd sign at home is a misread one
    if code != "$":
        return code
    if hint in DOLLARS:
        return hint
    return place if place and place != "EUR" else "USD"
