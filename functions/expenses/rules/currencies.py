"""Currencies as people write them: signs, codes, names in many languages."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary import currency_words as words
from functions.expenses.rules.vocabulary.currency_places import PLACES
from shared.folding import fold
from shared.money import exponent, is_currency

_LONGEST_ENDING = 4
_SHORTEST_STEM = 3


class Mention(NamedTuple):
    """A currency at tokens[start:end]; `candidates` are the codes that it can mean, the most common first."""

    candidates: tuple[str, ...]
    start: int
    end: int
    kind: str  # sign, code, name, short
    million: bool = False


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """(whole folded words, stems) -> family."""
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for family, line in words.NAMES.items():
        for word in line.split():
            target = stems if word.endswith("*") else whole
            target.setdefault(fold(word.rstrip("*")), family)
    return whole, stems


@cache
def _short() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, line in words.SHORT.items():
        for word in line.split():
            found[fold(word)] = (*found.get(fold(word), ()), code)
    return found


@cache
def _places() -> dict[str, str]:
    return {fold(stem): code for code, line in PLACES.items() for stem in line.split()}


@cache
def family_of(word: str) -> str | None:
    """The family that a folded word names, or None."""
    whole, stems = _names()
    if word in whole:
        return whole[word]
    for size in range(len(word), max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
        if word[:size] in stems:
            return stems[word[:size]]
    if "\u0600" <= word[0] <= "\u06ff" and len(word) > 3:
        for prefix in ("ال", "ب", "و", "ل", "لل"):
            if word.startswith(prefix) and word[len(prefix) :] in whole:
                return whole[word[len(prefix) :]]
    return None


@cache
def place_of(word: str) -> str | None:
    """The country (ISO 3166) that a folded adjective or name means, or None."""
    places = _places()
    if word.startswith("ال"):
        word = word[2:]
    for size in range(len(word), 0, -1):
        if word[:size] in places and (size == len(word) or size >= 4 or word[0] > "\u0370"):
            return places[word[:size]]
    return None


@cache
def candidates_of(family: str) -> tuple[str, ...]:
    """The codes of a family that are in use, the most common first; a retired one (HRK) only when there is no other."""
    codes = words.FAMILIES[family].split()
    return tuple(filter(is_currency, codes)) or tuple(codes)


def resolve(candidates: Sequence[str], default_currency: str | None) -> str:
    """The person's own currency when the word can mean it, else the most common one."""
    return default_currency if default_currency in candidates else candidates[0]  # type: ignore[return-value]


def digits_after_point(currency: str | None) -> int:
    """The currency's digits after the point; two when it is unknown."""
    return exponent(currency) if currency and is_currency(currency) else 2


def code_at(tokens: Sequence[Token], index: int, text: str, default_currency: str | None) -> tuple[str, bool] | None:
    """(ISO code, in millions) written at this token, or None. Codes that are words too must be in capitals."""
    token = tokens[index]
    if token.kind != "word" or len(token.text) not in {3, 4}:
        return None
    written, code = text[token.start : token.end], token.text.upper()
    if len(code) == 4 and code[0] == "M" and code[1:] in words.MILLION_CODES:
        return code[1:], True
    if len(code) != 3 or not code.isascii() or not is_currency(code):
        return None
    capitals = written.isupper() or code == default_currency
    if token.text in words.CODE_WORDS and not capitals:
        return None
    return code, False


def is_currency_word(token: Token) -> bool:
    """Whether this token alone is a currency's sign, code or name, whatever stands around it."""
    word = token.text
    if token.kind != "word":
        return word in words.SIGNS
    code = len(word) == 3 and word not in words.CODE_WORDS and is_currency(word.upper())
    return code or family_of(word) is not None or (len(word) > 1 and word in _short())


def mention_at(tokens: Sequence[Token], index: int, text: str, default_currency: str | None) -> Mention | None:
    """The currency that is written from this token on, or None."""
    token = tokens[index]
    if token.kind == "digits":
        return None
    if token.kind == "mark":
        return _sign_at(tokens, index, text, default_currency)
    prefixed = _prefixed_sign(tokens, index, text, default_currency)
    if prefixed:
        return prefixed
    code = code_at(tokens, index, text, default_currency)
    if code:
        return Mention((code[0],), index, index + 1, "code", code[1])
    if token.text in words.ARTICLES and _is_article(tokens, index, text, default_currency):
        return None
    return _name_at(tokens, index) or _short_at(tokens, index)


def _is_article(tokens: Sequence[Token], index: int, text: str, default_currency: str | None) -> bool:
    """50 le café: an article, not Egyptian pounds (LE), unless in capitals, last, or of a person who counts in them."""
    follows = index + 1 < len(tokens) and tokens[index + 1].kind != "mark"
    own = default_currency in _short().get(tokens[index].text, ())
    return follows and not own and not text[tokens[index].start : tokens[index].end].isupper()


def _sign_at(tokens: Sequence[Token], index: int, text: str, default_currency: str | None) -> Mention | None:
    family = words.SIGNS.get(tokens[index].text)
    if family is None:
        return None
    candidates, end = candidates_of(family), index + 1
    if end < len(tokens):
        code = code_at(tokens, end, text, default_currency)
        glued = tokens[end].start == tokens[index].end
        last = end + 1 == len(tokens)
        if code and code[0] in candidates:
            return Mention((code[0],), index, end + 1, "code")
        country = words.SIGN_PREFIXES.get(tokens[end].text) if glued or last else None
        if country in candidates and len(tokens[end].text) <= 2:
            return Mention((str(country),), index, end + 1, "sign")
        if family == "euro" and glued and tokens[end].text == "ur":
            end += 1
    return Mention(candidates, index, end, "sign")


def _prefixed_sign(tokens: Sequence[Token], index: int, text: str, default_currency: str | None) -> Mention | None:
    """US$, C $, nzd$, R$."""
    after = index + 1
    if after >= len(tokens) or tokens[after].text not in words.SIGNS:
        return None
    token, glued = tokens[index], tokens[index].end == tokens[after].start
    code = code_at(tokens, index, text, default_currency)
    if code:
        return Mention((code[0],), index, after + 1, "code")
    country = words.SIGN_PREFIXES.get(token.text)
    if tokens[after].text != "$" or country is None or not (glued or len(token.text) > 1 or token.text == "c"):
        return None
    return Mention((country,), index, after + 1, "sign")


def _name_at(tokens: Sequence[Token], index: int, *, ahead: int = 2) -> Mention | None:
    """A name with a country before or after it: swiss francs, دينار كويتي, 香港ドル. `ahead`: words to look beyond."""
    if tokens[index].text == "us" and index + 2 < len(tokens) and tokens[index + 1].text == "-":  # US-Dollar
        dollars = _name_at(tokens, index + 2, ahead=0)
        return Mention(("USD",), index, dollars.end, "name") if dollars and "USD" in dollars.candidates else None
    family, place = family_of(tokens[index].text), place_of(tokens[index].text)
    after = tokens[index + 1] if index + 1 < len(tokens) and tokens[index + 1].kind == "word" else None
    if family is None:
        if after is not None and ahead and tokens[index].text in words.PLACE_OPENERS:
            later = _name_at(tokens, index + 1, ahead=ahead - 1)
            return later._replace(start=index) if later and later.end > index + 2 else None
        if place is None or after is None:
            return None
        next_family = family_of(after.text)
        named = _of_country(next_family, place)
        if named:
            return Mention((named,), index, index + 2, "name")
        deeper = next_family is None and ahead and place_of(after.text)
        later = _name_at(tokens, index + 1, ahead=ahead - 1) if deeper else None
        return Mention(later.candidates, index, later.end, "name") if later else None
    place = place_of(after.text) if after else None
    named = _of_country(family, place)
    if named:
        return Mention((named,), index, index + 2, "name")
    if family == "yuan" and after and family_of(after.text) == "yuan":
        return Mention(("CNY",), index, index + 2, "name")
    if family == "pound" and after and family_of(after.text) == "pound":
        return Mention(("GBP",), index, index + 2, "name")
    return Mention(candidates_of(family), index, index + 1, "name")


def _of_country(family: str | None, place: str | None) -> str | None:
    if family is None or place is None:
        return None
    if family == "yuan":
        return {"CN": "CNY", "HK": "HKD", "US": "USD", "JP": "JPY", "TW": "TWD"}.get(place)
    if (family, place) == ("pound", "TR"):  # livre turque
        return "TRY"
    return next((code for code in candidates_of(family) if code.startswith(place)), None)


def _short_at(tokens: Sequence[Token], index: int) -> Mention | None:
    """Abbreviations; د.ج with or without its points."""
    token, end = tokens[index], index + 1
    found = _short().get(token.text)
    if "\u0600" <= token.text[0] <= "\u06ff" and len(token.text) == 1 and index + 2 < len(tokens):
        dotted = token.text + tokens[index + 2].text if tokens[index + 1].text == "." else ""
        if dotted in _short():
            end = index + 3
            if end < len(tokens) and tokens[end].text == "." and tokens[end].start == tokens[end - 1].end:
                end += 1
            return Mention(_short()[dotted], index, end, "short")
    return Mention(found, index, end, "short") if found else None


@cache
def _subunits() -> dict[str, tuple[int, tuple[str, ...]]]:
    families = {fold(word): family for word, family in words.SUBUNIT_FAMILY.items()}
    found = {}
    for parts, line in words.SUBUNITS.items():
        for word in map(fold, line.split()):
            family = families.get(word, "")
            codes = words.SUBUNIT_CANDIDATES.get(family) or words.FAMILIES.get(family, "")
            found[word] = (int(parts), tuple(codes.split()))
    return found | {sign: (parts, ()) for sign, parts in words.SUBUNIT_SIGNS.items()}


def subunit_at(tokens: Sequence[Token], index: int) -> tuple[int, tuple[str, ...]] | None:
    """(how many make a whole, the codes it belongs to; empty for any) of a sub-unit at this token, or None."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    found = _subunits().get(token.text)
    for size in range(len(token.text), max(_SHORTEST_STEM, len(token.text) - _LONGEST_ENDING) - 1, -1):
        found = found or _subunits().get(token.text[:size] + "*")
    if found is None and token.text in words.SUBUNIT_SHORT:
        return (100, ())
    return found


@cache
def _halves() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(fold, phrase.split())) for phrase in words.HALVES)


def half_at(tokens: Sequence[Token], index: int) -> int | None:
    """The place after "and a half" when that stands here."""
    for phrase in _halves():
        if tuple(token.text for token in tokens[index : index + len(phrase)]) == phrase:
            return index + len(phrase)
    return None
