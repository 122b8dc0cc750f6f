"""Amounts of money in text: where they stand, how much, in which currency."""

from decimal import Decimal

from functions.expenses.rules.amount_reader import Candidate, candidates_in
from functions.expenses.rules.currencies import subunit_at
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.multiples import multiplied
from functions.expenses.rules.numerals import digit_readings, read_number
from functions.expenses.rules.plausibility import without_quantities
from functions.expenses.rules.restated import pieces_priced
from functions.expenses.rules.spans import apart, not_money_spans
from functions.expenses.rules.spoken_prices import readings_of, spoken_pair_at
from functions.expenses.rules.tokens import tokens_of


def find_amounts(text: str, default_currency: str | None = None) -> list[FoundAmount]:
    """Amounts in order of appearance, without overlaps; negative ones are left out, zero is not."""
    tokens = apart(tokens_of(text), not_money_spans(text))
    found = without_quantities(candidates_in(text, tokens, default_currency), tokens, text)
    return multiplied(text, [_as_amount(one) for one in found if not one.negative])


def _as_amount(one: Candidate) -> FoundAmount:
    return FoundAmount(one.value, one.currency, one.begin, one.finish, one.ambiguous)


def stands_in(amount: Decimal, text: str) -> bool:
    """Whether this amount is written in the text, in any script, in words, as sub-units, with a scale, or as the price
    of each of several things."""
    tokens = tokens_of(text)
    for currency in (None, "TND"):
        if any(amount == one.value * pieces_priced(text, one, 0) for one in find_amounts(text, currency)):
            return True
        if any(one.value == amount for one in candidates_in(text, tokens, currency)):
            return True
    end = 0
    for index, token in enumerate(tokens):
        if token.kind == "digits" and amount in digit_readings(token.text):
            return True
        if token.kind == "mark" or index < end:
            continue
        pair = spoken_pair_at(tokens, index)
        if pair and amount in readings_of(pair):
            return True
        number = read_number(tokens, index, None, 2)
        if number:
            end = number.end if number.words and token.kind == "word" else index
            subunit = subunit_at(tokens, number.end)
            if amount == number.value or (subunit and amount * subunit[0] == number.value):
                return True
    return False
