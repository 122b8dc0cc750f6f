"""Prices that a question names, and what each is of."""

import pytest

from functions.expenses.service import prices_in

TITLES = ("Home", "Electronics")


def read(text: str) -> list[tuple[int, str, str]]:
    return [(one.minor, one.currency, one.name) for one in prices_in(text, "DZD", TITLES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A phone at 45 000 DA?", [(4_500_000, "DZD", "Phone")]),
        ("TV 60000 or bike 20000", [(6_000_000, "DZD", "TV"), (2_000_000, "DZD", "Bike")]),
        (
            "un téléphone à 45000 DA ou un vélo à 20 000 DA",
            [(4_500_000, "DZD", "Téléphone"), (2_000_000, "DZD", "Vélo")],
        ),
        ("هاتف بسعر 45000 دج أم دراجة بسعر 20000 دج", [(4_500_000, "DZD", "هاتف"), (2_000_000, "DZD", "دراجة")]),
        ("laptop 1200 EUR vs tablet 90000 DZD", [(120_000, "EUR", "Laptop"), (9_000_000, "DZD", "Tablet")]),
        ("Should I buy a phone?", []),
    ],
)
def test_each_price_is_read_with_its_thing(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "My salary is 80000; can I buy a TV for 60000?",
        "I have 100000 DZD, is a TV for 60000 ok?",
        "J'ai 100000 DA, une TV à 60000 DA ?",
        "راتبي 80000، هل أشتري TV ب 60000؟",
        "I earn 80000 can I buy a TV for 60000",
        "A 55 inch TV for 60000",
        "TV 60000 DZD",
    ],
)
def test_what_one_has_and_how_large_a_thing_is_are_no_prices(text: str) -> None:
    assert [minor for minor, _, _ in read(text)] == [6_000_000]


def test_an_amount_that_is_the_only_one_is_the_price() -> None:
    assert [minor for minor, _, _ in read("I have my eye on a phone for 45000")] == [4_500_000]


def test_the_budget_that_a_thing_falls_into_is_named() -> None:
    assert [one.title for one in prices_in("a laptop for 90000", "DZD", TITLES)] == ["Electronics"]


def test_a_tablet_that_may_be_bought_is_no_medicine() -> None:
    (price,) = prices_in("Should I buy a tablet for 60000 DZD?", "DZD", ("Health", "Electronics"))
    assert (price.name, price.title) == ("Tablet", "Electronics")
    (price,) = prices_in("Should I buy a tablet for 60000 DZD?", "DZD", ("Health", "Groceries"))
    assert price.title is None
