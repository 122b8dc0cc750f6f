"""Which bare numbers are amounts of money: not quantities, codes, or parts of other words."""

from collections.abc import Sequence

from functions.expenses.rules.amount_reader import Candidate
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.message_words import COUNT_NOUNS, ID_WORDS, JOINING_WORDS, MONEY_LEADS

_MOST_BARE_DIGITS = 9
_SMALL = 30


def without_quantities(found: list[Candidate], tokens: Sequence[Token], text: str) -> list[Candidate]:
    """The candidates that are amounts."""
    plausible = [one for one in found if one.currency or _plausible(one, tokens)]
    kept = []
    for index, one in enumerate(plausible):
        after = plausible[index + 1] if index + 1 < len(plausible) else None
        if one.currency or not _is_quantity(one, after, tokens, text, alone=len(plausible) == 1):
            kept.append(one)
    return kept


def _plausible(one: Candidate, tokens: Sequence[Token]) -> bool:
    first = tokens[one.first]
    before = tokens[one.first - 1] if one.first else None
    after = tokens[one.last] if one.last < len(tokens) else None
    if first.kind == "digits":
        whole = first.text.split(".")[0]
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
    if before and before.kind == "word" and before.end == first.start and before.text.isascii():
        return False
    glued = after is not None and after.start == tokens[one.last - 1].end
    if after and glued and (after.kind in {"word", "digits"} or after.text in {"/", "*", "%", "°", "_", "@", "^", "'"}):
        return bool(after.text >= "\u3000")
    if one.words and tokens[one.first].kind == "word" and one.value < 20:
        return before is not None and before.text in MONEY_LEADS
    return True


def _is_quantity(one: Candidate, after: Candidate | None, tokens: Sequence[Token], text: str, *, alone: bool) -> bool:
    following = tokens[one.last] if one.last < len(tokens) else None
    before = tokens[one.first - 1].text if one.first else ""
    whole = one.value == one.value.to_integral_value()
    if not whole or following is None or following.kind != "word":
        return bool(before in ID_WORDS and not alone and after and after.currency)
    if following.text in COUNT_NOUNS:
        return one.value < 1000
    if before in ID_WORDS and after is not None:
        return True
    if following.text in JOINING_WORDS:
        return False
    if after is None:
        return alone and one.first > 0 and one.value <= 20 and _plural(following.text) and before not in MONEY_LEADS
    return one.value <= _SMALL and _ends_clause(after, tokens, text) and ";" not in text[one.finish : after.begin]


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def _ends_clause(one: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """Whether nothing that could be its own thing follows the amount, so that what stands before belongs to it."""
    between = text[: one.begin]
    following = tokens[one.last] if one.last < len(tokens) else None
    del between
    return following is None or following.kind == "mark" or following.text in JOINING_WORDS
