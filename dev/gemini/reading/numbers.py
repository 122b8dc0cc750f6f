"""Amounts as receipts print them and as OCR garbles them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬−–—’٪", "01234567890123456789.,---'%")
# Letters that OCR reads in place of digits; only replaced in a token that is otherwise a number.
CONFUSED = str.maketrans("OoQDlI|!SsBZ§", "0000111155825")
MANGLED = re.compile(
    r"(?<![^\W\d_])(?=[\dOoQlI|!SsBZ.,§]*\d)[\dOoQDlI|!SsBZ§]+(?:[.,] ?[\dOoQDlI|!SsBZ§]{2})(?![\w.,])"
)
LEAD = r"(?P<sign>[-(]\s?)?(?P<lead>(?:R[MNH]|MYR|EUR|USD|GBP|DZD|DA|€|\$|£|¥)\s?-?\s?)?"
TRAIL = r"(?P<after>\s?%|\)|-(?!\d))?"


def _number(groups: str) -> re.Pattern[str]:
    grouped = (
        rf"\d{{1,3}}(?P<group>[{groups}])\d{{3}}(?!\d)(?:(?P=group)\d{{3}}(?!\d))*(?:(?!(?P=group))[.,] ?\d{{1,4}})?"
    )
    return re.compile(rf"{LEAD}(?P<number>{grouped}|\d+ ?[.,] ?\d{{1,4}}|[.,]\d{{2}}|\d+){TRAIL}")


# Only papers with a decimal comma part thousands by a space; elsewhere `1 250.00` is a quantity and a price.
NUMBER = {",": _number(" .'\u00a0\u202f"), ".": _number(",'")}
# A number that is a part of a date, an hour, a code or a size is not an amount.
CODE_BEFORE = re.compile(r"(?:[\d][.,/:\-]|[^\W\d_]|[#/:@_*]\d*|\d[.,]?)$")
CODE_AFTER = re.compile(r"^(?:[.,/:\-_*#]\d|[/#]|\d|x\d|°)", re.IGNORECASE)
GLUED_UNITS = ("rm", "rn", "rh", "eur", "usd", "da", "dzd", "gbp", "myr", "chf", "x")


UNIT = r"(?:€|\$|£|RM|MYR|EUR|USD|GBP|CHF|DA|DZD|MAD|TND|[A-Z]{1,2})"
CENTS = re.compile(
    rf"(?<![\d.,/:])(\d{{1,3}}[., ]\d{{3}}|\d+)([.,])\d\d(?![\d./:,])(\s*{UNIT}?\W*$|\s*(?:€|EUR\b|DA\b|DZD\b))?"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number on a line. `decimals` tells money (2, 3 or 0 digits) from unit prices and weights."""

    value: Decimal
    decimals: int
    start: int
    end: int

    @property
    def is_money(self) -> bool:
        return self.decimals == 2


def clean(text: str) -> str:
    """Digits of other scripts made ASCII, and letters inside amounts turned back into digits."""
    plain = text.translate(ARABIC)
    return MANGLED.sub(lambda match: match.group().translate(CONFUSED), plain)


def decimal_mark(texts: Iterable[str]) -> str:
    """The sign before the cents: what stands before two last digits most often, most of all at the end of a line."""
    marks: Counter[str] = Counter()
    for text in texts:
        for match in CENTS.finditer(clean(text)):
            grouped = len(re.sub(r"\d", "", match.group(1))) == 1
            marks[match.group(2)] += 1 + 4 * (match.group(3) is not None) + 8 * grouped
    return "," if marks[","] > marks["."] else "."


def parse(number: str, mark: str) -> tuple[Decimal, int]:
    """Value and count of decimal digits of a printed number such as `1.163,40`, `1 250,00`, `33,92` or `.90`."""
    digits = re.sub(r"[ '\u00a0\u202f](?=\d{3})", "", number).replace(" ", "")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return Decimal(digits), 0
    tail = len(digits) - last - 1
    separators = {sign for sign in digits if not sign.isdigit()}
    only_groups = (
        tail == 3
        and last > 0
        and (digits.count(digits[last]) > 1 or (len(separators) == 1 and digits[last] != mark and last <= 3))
    )
    if only_groups:
        return Decimal(re.sub(r"\D", "", digits)), 0
    whole = re.sub(r"\D", "", digits[:last]) or "0"
    return Decimal(f"{whole}.{digits[last + 1 :]}"), tail


def amounts_in(text: str, mark: str = ".") -> list[Amount]:
    """The numbers of a line that can be money, from left to right; dates, hours, codes and rates are left out."""
    line, found = clean(text), []
    for match in NUMBER[mark].finditer(line):
        number = match.group("number")
        before, after = line[: match.start("number")], line[match.end("number") :]
        glued = re.search(r"[^\W\d_]+$", before)
        if glued and not match.group("lead") and glued.group().casefold() not in GLUED_UNITS:
            continue
        if (not glued and CODE_BEFORE.search(before)) or CODE_AFTER.search(after):
            continue
        if (match.group("after") or "").strip() == "%" or len(re.sub(r"\D", "", number)) > 11:
            continue
        value, decimals = parse(number, mark)
        lead = (match.group("sign") or "") + (match.group("lead") or "")
        negative = (
            "-" in lead
            or (match.group("after") == "-")
            or ("(" in lead and match.group("after") == ")" and decimals == 2)
        )
        found.append(Amount(-value if negative else value, decimals, match.start(), match.end()))
    return found
