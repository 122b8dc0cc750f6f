"""Amounts are exact in every currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iso4217 import Currency

from shared.errors import InvalidInput
from shared.money import MAX_MINOR, CurrencyMismatch, InvalidAmount, Money, exponent

CODES = [c.code for c in Currency if c.exponent is not None]
MINORS = st.integers(-MAX_MINOR, MAX_MINOR)


@given(MINORS, st.sampled_from(CODES))
def test_what_is_printed_is_read_back_exactly(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(str(money), currency) == money
    assert Money.parse(money.decimal, currency) == money


@given(MINORS, st.lists(st.integers(0, 1000), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_differ_from_the_exact_share_by_less_than_one_unit(minor: int, weights: list[int]) -> None:
    shares = Money(minor, "DZD").allocate(weights)
    assert sum(share.minor for share in shares) == minor
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.minor * sum(weights) - minor * weight) < sum(weights)


@pytest.mark.parametrize(("currency", "digits"), [("DZD", 2), ("JPY", 0), ("TND", 3), ("KWD", 3), ("IQD", 3)])
def test_digits_after_the_point_are_those_of_iso_4217(currency: str, digits: int) -> None:
    assert exponent(currency) == digits


@pytest.mark.parametrize(
    "token", [True, "1_000", " 5", "１２", "NaN", "Infinity", "1e3", "1.234", "", "-", "10000000000.01", Decimal("NaN")]
)
def test_what_is_no_amount_of_the_currency_is_refused(token: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.parse(token, "DZD")


@pytest.mark.parametrize("code", ["XXX", "XAU", "dzd", "", "ABC"])
def test_what_is_no_currency_is_refused(code: str) -> None:
    with pytest.raises(InvalidInput):
        exponent(code)


def test_two_currencies_are_never_added() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "DZD") + Money(1, "EUR")
