"""Sentences that people write become expenses, exactly."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.amounts import stands_in
from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 24)
TITLES = ("Groceries", "Food & Dining", "Transport")


@pytest.mark.parametrize(
    ("text", "product", "amount", "category"),
    [
        ("I spent 500 DZD at a coffee shop", "Coffee shop", "500", "Food & Dining"),
        ("J'ai payé 2 500 dinars de courses", "Courses", "2500", "Groceries"),
        ("صرفت خمسمائة دينار في المقهى", "المقهى", "500", "Food & Dining"),
    ],
)
def test_a_sentence_in_three_languages_is_one_expense(text: str, product: str, amount: str, category: str) -> None:
    (read,) = read_message(text, today=TODAY, currency="DZD", titles=TITLES)
    assert (read.product_name, read.amount, read.category) == (product, Decimal(amount), category)
    assert (read.currency, read.date) == ("DZD", TODAY)


def test_two_expenses_in_one_text_share_its_date() -> None:
    read = read_message("coffee 500 and taxi 1200 DA yesterday", today=TODAY, currency="DZD", titles=TITLES)
    assert [one.amount for one in read] == [500, 1200]
    assert {one.date for one in read} == {date(2026, 11, 23)}


@pytest.mark.parametrize("text", ["hello", "how much did I spend?", "", "?!"])
def test_what_is_no_expense_is_not_recognised(text: str) -> None:
    assert read_message(text, today=TODAY, currency="DZD") == ()


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in read_message(text, today=TODAY, currency="DZD", titles=TITLES):
        assert one.amount > 0


@given(st.integers(1, 10**7))
def test_an_amount_that_is_written_stands_in_the_text_and_another_does_not(amount: int) -> None:
    assert stands_in(Decimal(amount), f"I paid {amount} DZD for it")
    assert not stands_in(Decimal(amount) + 1, f"I paid {amount} DZD for it")
