"""A price beside a number of things is multiplied; a size is no money."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.models import ReadExpense
from functions.expenses.rules.amounts import stands_in
from functions.expenses.rules.message import read_message

PRICES, COUNTS = st.integers(1, 99_999), st.integers(2, 100)


def read(text: str) -> tuple[ReadExpense, ...]:
    return read_message(text, today=date(2026, 11, 24), currency="DZD")


@pytest.mark.parametrize(
    ("text", "name", "pieces", "each"),
    [
        ("baguette 300 x2", "Baguette", 2, "300"),
        ("coffee 300 DA x 3", "Coffee", 3, "300"),
        ("coffee 300 DA X3", "Coffee", 3, "300"),
        ("pizza 2 x 800 DA", "Pizza", 2, "800"),
        ("pizza 2x800", "Pizza", 2, "800"),
        ("tickets 4 x 12.50 EUR", "Tickets", 4, "12.5"),
        ("$5 x 3 coffee", "Coffee", 3, "5"),
        ("300 × 2 pizza", "Pizza", 2, "300"),
        ("3 × 200 DA coffee", "Coffee", 3, "200"),
        ("قهوة 300 دج x 2", "قهوة", 2, "300"),
        ("قهوة ٣٠٠ دج × ٢", "قهوة", 2, "300"),
        ("coffee 50 cents x 4", "Coffee", 4, "0.5"),
        ("3 coffees at 200 each", "3 coffees", 3, "200"),
    ],
)
def test_a_price_times_a_number_of_things_is_their_sum_and_shown_as_an_item(
    text: str, name: str, pieces: int, each: str
) -> None:
    (one,) = read(text)
    assert one.amount == pieces * Decimal(each)
    (item,) = one.items
    assert (item.name, item.quantity, item.unit_price, item.amount) == (
        name,
        Decimal(pieces),
        Decimal(each),
        one.amount,
    )
    assert stands_in(one.amount, text)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("poster 50 x 70 cm 1200", [1200]),
        ("2 x 4 lumber 800", [800]),
        ("box 20 x 30 x 40 for 900 DA", [900]),
        ("frame 10x15 500 DA", [500]),  # 15 500, or 500?
        ("water 6x1.5 200", [200]),
        ("x2 baguette 300", [300]),
        ("2x baguette 300", [300]),
        ("photo 13x18", []),
        ("poster 50x70", []),
        ("tv 16x9", []),
    ],
)
def test_sizes_and_counts_of_things_multiply_nothing(text: str, amounts: list[int]) -> None:
    assert [one.amount for one in read(text)] == amounts


@pytest.mark.parametrize("text", ["coffee 300 DA x 3 = 900 DA", "coffee 3*300=900", "coffee 300 x3 = 900"])
def test_a_result_that_is_written_too_is_not_counted_again(text: str) -> None:
    assert [one.amount for one in read(text)] == [900]


def test_each_thing_has_its_own_count() -> None:
    assert [one.amount for one in read("eau 6 x 150 DA et pain 30 DA x 2, lait 120 DA")] == [900, 60, 120]


@given(price=PRICES, count=COUNTS, form=st.sampled_from(["tea {p} DA x {c}", "tea {c} x {p} DA", "tea {p} x{c}"]))
def test_any_price_times_any_count_is_exact(price: int, count: int, form: str) -> None:
    assert [one.amount for one in read(form.format(p=price, c=count))] == [price * count]
