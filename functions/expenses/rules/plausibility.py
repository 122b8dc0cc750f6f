"""Which bare numbers are amounts of money: not quantities, codes, or parts of other words."""

import re
from collections.abc import Sequence

from functions.expenses.rules.amount_reader import Candidate
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.message_words import COUNT_NOUNS, ID_WORDS, JOINING_WORDS, MONEY_LEADS
from functions.expenses.rules.wording import has_content

_SEPARATOR = re.compile(r"[,;\n+&]|(?<!\w)(?:and(?! it\b)|then|plus|et|puis|و|ثم)(?!\w)|\sو")
_CLAUSE_END = re.compile(rf"{_SEPARATOR.pattern}|[.!?؟](?=\s|$)")
_MOST_BARE_DIGITS = 9
_FRACTION = re.compile(r"[,٫][0-9]{1,2}$")
_SMALL = 30
_SHARED_BY = frozenset({"for", "pour", "between", "among", "entre", "بين"})
_ARTICLES = frozenset({"a", "an", "the", "my"})


def without_quantities(found: list[Candidate], tokens: Sequence[Token], text: str) -> list[Candidate]:
    """The candidates that are amounts."""
    plausible = [one for one in found if one.currency or _plausible(one, tokens)]
    plausible = [one for one in plausible if not _is_book(one, plausible, tokens)]
    kept = []
    for index, one in enumerate(plausible):
        after = plausible[index + 1] if index + 1 < len(plausible) else None
        said_for = index > 0 and (
            _people(plausible[index - 1], one, tokens, text) or _after_the_price(plausible[index - 1], one, text)
        )
        quantity = said_for or _is_quantity(one, after, tokens, text, alone=len(plausible) == 1)
        if one.currency or not quantity:
            kept.append(one)
    return kept


def _is_book(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token]) -> bool:
    """Whether French "livre" is a book and no pound: it is masculine, or the price is named beside it."""
    if tokens[one.last - 1].text not in {"livre", "livres"}:
        return False
    return tokens[one.first].text == "un" or any(other.currency and other is not one for other in found)


def _after_the_price(price: Candidate, one: Candidate, text: str) -> bool:
    """paid 500 DZD for room 204: a number without a currency, in a clause that begins with its price, is none."""
    if not price.currency or one.currency or one.value != one.value.to_integral_value():
        return False
    return not _CLAUSE_END.search(text[price.finish : one.begin]) and not has_content(
        _CLAUSE_END.split(text[: price.begin])[-1]
    )


def _plausible(one: Candidate, tokens: Sequence[Token]) -> bool:
    first = tokens[one.first]
    before = tokens[one.first - 1] if one.first else None
    after = tokens[one.last] if one.last < len(tokens) else None
    if first.kind == "digits":
        whole = _FRACTION.sub("", first.text.split(".")[0])
        if sum(map(str.isdigit, whole)) > _MOST_BARE_DIGITS or (len(whole) > 1 and whole[0] == "0" and whole.isdigit()):
            return False
    if (
        before
        and before.end == first.start
        and (
            (before.kind == "word" and len(before.text) > 1)
            or before.text in {"#", "*", "/", "@", "_", "+", "°", "^", "~~", "."}
        )
    ):
        return False
    if before and before.kind == "word" and before.end == first.start and before.text.isascii() and before.text != "x":
        return False
    if _is_compound(one, tokens):
        return False
    glued = after is not None and after.start == tokens[one.last - 1].end and after.text != "x"  # 2x800: no size
    if after and glued and (after.kind in {"word", "digits"} or after.text in {"/", "*", "%", "°", "_", "@", "^", "'"}):
        return bool(after.text >= "\u3000")
    if one.words and tokens[one.first].kind == "word" and one.value < 20:
        return before is not None and before.text in MONEY_LEADS
    return True


def _is_compound(one: Candidate, tokens: Sequence[Token]) -> bool:
    """a 24-pack of water"""
    number, after = tokens[one.last - 1], tokens[one.last : one.last + 2]
    return (
        len(after) == 2
        and (number.end, after[0].end) == (after[0].start, after[1].start)
        and (after[0].text, after[1].kind) == ("-", "word")
    )


def _is_quantity(one: Candidate, after: Candidate | None, tokens: Sequence[Token], text: str, *, alone: bool) -> bool:
    following = _next(one, tokens, text)
    before = tokens[one.first - 1].text if one.first else ""
    whole = one.value == one.value.to_integral_value()
    if not whole:
        return False
    if following is None or following.kind != "word":
        return after is not None and (
            (before in ID_WORDS and bool(after.currency)) or _model_or_party(one, after, before, text)
        )
    if after is not None and after.currency and text[tokens[one.first - 1].start : one.begin].strip() in _ARTICLES:
        return True  # a 500 page book
    if following.text in COUNT_NOUNS:
        return one.value < 1000
    if before in ID_WORDS and after is not None:
        return True
    if after is not None and _model_or_party(one, after, before, text):
        return True
    if following.text in JOINING_WORDS:
        return False
    if after is None:
        apart = alone or before in JOINING_WORDS
        return apart and one.first > 0 and one.value <= 20 and _plural(following.text) and before not in MONEY_LEADS
    return one.value <= _SMALL and _ends_clause(after, tokens, text) and ";" not in text[one.finish : after.begin]


def _model_or_party(one: Candidate, after: Candidate, before: str, text: str) -> bool:
    """iPhone 15 for 900 euros, dinner for 2 at Paul 45: a small number inside the next amount's clause."""
    between = text[one.finish : after.begin]
    if _SEPARATOR.search(between) or one.first == 0 or before in MONEY_LEADS - {"for"}:
        return False
    return one.value < 1000 if after.currency else before in {"for", "pour"} and one.value <= 12


def _people(before: Candidate, one: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """food 100 EUR for 2, lunch 1200 split between 3"""
    apart = _SEPARATOR.search(text[before.finish : one.begin])
    return one.value <= 12 and not apart and tokens[one.first - 1].text in _SHARED_BY


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def _next(one: Candidate, tokens: Sequence[Token], text: str) -> Token | None:
    """The token after it in its line."""
    following = tokens[one.last] if one.last < len(tokens) else None
    return None if following is None or "\n" in text[one.finish : following.start] else following


def _ends_clause(one: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """Whether nothing that could be its own thing follows the amount, so that what stands before belongs to it."""
    following = _next(one, tokens, text)
    return following is None or following.kind == "mark" or following.text in JOINING_WORDS
