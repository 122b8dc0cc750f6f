"""Amounts that are written finer than their currency can be counted: rounded, said, and left to the person."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.message import read_message
from functions.expenses.rules.rounding import held_by, rounded
from shared.money import exponent
from tests.expenses.conftest import Call

CODES = st.sampled_from(["DZD", "EUR", "JPY", "TND"])
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "written", "amount", "currency"),
    [
        ("1.0753 US dollars", "1.0753", "1.08", "USD"),
        ("１．０７５３美元", "1.0753", "1.08", "USD"),
        ("petrol 45.675 litres of fuel for 61.2345 EUR", "61.2345", "61.23", "EUR"),
        ("ramen 10.5 JPY", "10.5", "11", "JPY"),
        ("10日元5日本銭", "10.05", "10", "JPY"),
        ("tea 1.2345 TND", "1.2345", "1.235", "TND"),
    ],
)
def test_a_finer_amount_is_rounded_half_up_and_kept_as_written(
    text: str, written: str, amount: str, currency: str
) -> None:
    one = read_message(text, today=TODAY, currency="DZD")[-1]
    assert (one.written, str(one.amount), one.currency) == (Decimal(written), amount, currency)


def test_an_amount_that_its_currency_holds_is_not_said_to_be_rounded() -> None:
    assert [one.written for one in read_message("tea 5.50 EUR and 500 JPY for rice", today=TODAY, currency="DZD")] == [
        None,
        None,
    ]


@pytest.mark.parametrize("text", ["tea 0.004 EUR", "tea 0.4 JPY", "999999999999999.123 EUR car"])
def test_what_rounds_to_nothing_or_is_too_large_is_no_expense(text: str) -> None:
    assert read_message(text, today=TODAY, currency="DZD") == ()


@given(st.decimals("0.001", "1000000", places=6), CODES)
def test_rounding_moves_an_amount_by_half_a_unit_at_most(value: Decimal, code: str) -> None:
    unit = Decimal(1).scaleb(-exponent(code))
    found = rounded(value, code)
    assert found is None if value < unit / 2 else found is not None and abs(found - value) <= unit / 2


@given(st.integers(1, 10**9), CODES)
def test_what_a_currency_holds_exactly_stays(minor: int, code: str) -> None:
    value = Decimal(minor).scaleb(-exponent(code))
    assert rounded(value, code) == held_by(value, code) == value


def test_a_rounded_amount_waits_for_the_person_and_says_so(call: Call) -> None:
    said: Any = call("POST", "/api/expenses/", json={"message": "coffee 1.0753 USD"}).json
    (one,) = said["expenses"]
    assert (one["amount"], one["status"]) == (1.08, "needs_review")
    assert "1.0753 USD was rounded to 1.08 USD" in said["message"]
    accepted: Any = call("PATCH", f"/api/expenses/{one['id']}/", json={"status": "posted"})
    assert (accepted.status_code, accepted.json["status"]) == (200, "posted")


def test_a_request_with_such_an_amount_is_still_refused(call: Call) -> None:
    entry = {"product_name": "Coffee", "amount": "1.0753", "currency": "USD"}
    answer: Any = call("POST", "/api/expenses/entries/", json={"entries": [entry]})
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "invalid_amount")
