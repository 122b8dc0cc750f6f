"""Whole numbers and years at a place among tokens."""

from collections.abc import Iterator, Sequence

from functions.expenses.rules.dates.lexicon import Lexicon
from functions.expenses.rules.numerals import number_in
from functions.expenses.rules.tokens import Token

_MOST = 400


def number_at(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A whole number from 1 on and the place after it; "few" are three."""
    if place >= len(tokens):
        return None
    named = next((one for form in _arabic(tokens[place]) if (one := _read(form, tokens, place, lexicon))), None)
    if named is None:
        few = lexicon.few.at(tokens, place)
        return (few.value, few.end) if few and few.value > 1 else None
    return named


def _arabic(token: Token) -> Iterator[Token]:
    yield token
    if token.text.startswith("ال"):
        yield token._replace(text=token.text[2:])


def _read(token: Token, tokens: Sequence[Token], place: int, lexicon: Lexicon) -> tuple[int, int] | None:
    number = number_in([*tokens[:place], token, *tokens[place + 1 :]], place, lexicon.language)
    if number is None or number.value != int(number.value) or not 0 < number.value <= _MOST:
        return None
    return int(number.value), number.end


def year_at(tokens: Sequence[Token], place: int) -> int | None:
    """A year of four digits at this place."""
    text = tokens[place].text if place < len(tokens) else ""
    return int(text) if len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2100 else None
