"""Small sums that people write instead of an amount: 12*3, 100+50."""

from collections.abc import Sequence
from decimal import Decimal

from functions.expenses.rules.currencies import digits_after_point
from functions.expenses.rules.numerals import Number, digits_value
from functions.expenses.rules.tokens import Token

_SIGNS = frozenset({"*", "×", "+"})
_MOST_TERMS = 20
_LARGEST = Decimal(10) ** 15


def calculated(tokens: Sequence[Token], number: Number, currency: str | None) -> Number:
    """The number with the products and sums that stick to it worked out; itself when there are none."""
    total, term, end = Decimal(0), number.value, number.end
    for _ in range(_MOST_TERMS):
        if end + 1 >= len(tokens) or tokens[end].text not in _SIGNS or tokens[end + 1].kind != "digits":
            break
        if tokens[end].start != tokens[end - 1].end or tokens[end + 1].start != tokens[end].end:
            break
        value = digits_value(tokens[end + 1].text, currency, digits_after_point(currency))
        if value is None or abs(term * value) > _LARGEST:
            break
        if tokens[end].text == "+":
            total, term = total + term, value
        else:
            term *= value
        end += 2
    return number._replace(value=total + term, end=end)
