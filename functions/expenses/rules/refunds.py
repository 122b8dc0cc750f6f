"""Whether words tell of money that came back to the person."""

from collections.abc import Sequence

from functions.expenses.rules.tokens import Token
from shared.folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


# The thing itself; it comes back unless somebody gave it.
_NOUNS = _words(
    "refund refunds reimbursement cashback remboursement remboursements reembolso rimborso erstattung "
    "rückerstattung iade استرداد الاسترداد استرجاع الاسترجاع"
)
_GIVEN = _words("gave give paid pay send sent issue issued made owe donné payé versé envoyé fait dû أعطيت دفعت أرسلت")
# What was done; it comes back when it was done to the person.
_VERBS = _words("refunded reimbursed remboursé remboursée remboursés rembourse reembolsado rimborsato erstattet")
_TO_ME = _words("was were been got get getting me us m nous été mi mir uns me")
_AFTERWARDS = _words("me us")
_BACK = _words("استرددت استرجعت استعدت")
_GOT = _words("got get received")
_NEAR = 3


def is_refund(tokens: Sequence[Token]) -> bool:
    """Whether the amount of these words came back ("a refund of 1200"), and was not paid back by the person."""
    words = [token.text for token in tokens if token.kind == "word"]
    for index, word in enumerate(words):
        before = set(words[max(0, index - _NEAR) : index])
        after = words[index + 1 : index + 2]
        if word in _BACK or (word in _NOUNS and not before & _GIVEN):
            return True
        if word in _VERBS and (before & _TO_ME or set(after) & _AFTERWARDS):
            return True
        if word == "money" and after == ["back"] and not before & _GIVEN:
            return True
    return _came_back([token.text for token in tokens])


def _came_back(texts: Sequence[str]) -> bool:
    """got 300 back, they gave me 300 back: an amount between the two."""
    if "back" not in texts:
        return False
    before = texts[: texts.index("back")]
    got = next((place for place, word in enumerate(before) if word in _GOT or word in _AFTERWARDS), len(before))
    return any(text[:1].isdigit() for text in before[got:])
