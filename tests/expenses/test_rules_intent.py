"""What is planned, owed, sold, given back or said wrong is told apart from what was spent."""

from datetime import date

import pytest

from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 26)


def read(text: str) -> list[tuple[str, int]]:
    return [(one.kind, int(one.amount)) for one in read_message(text, today=TODAY, currency="DZD", titles=())]


@pytest.mark.parametrize(
    "text",
    [
        "I might spend 500 on shoes",
        "I have to pay 500 DZD for parking",
        "If I buy the bike for 300 euros",
        "I'm thinking of buying a phone for 900 euros",
        "I owe Karim 2000 DA",
        "Karim owes me 2000 DA",
        "the exchange rate is 140 DZD",
        "je dois payer 3000 DA de loyer",
        "je vais acheter un vélo à 30000 DA",
        "il faut que je paie 3000 DA",
        "si j'achète un vélo à 30000 DA",
        "il faut que j'achète un vélo à 30000 DA",
        "سوف أشتري حذاء بـ 5000 دج",
        "لازم أدفع 3000 دج",
        "إذا اشتريت دراجة بـ 30000 دج",
    ],
)
def test_what_is_planned_or_owed_was_not_spent(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("taxi 500 if I remember right", None),
        ("I have to say I spent 500 DZD on taxi", "Taxi"),
        ("My rent is due, I paid 500 DZD for the taxi", "Taxi"),
        ("I had to pay 500 DZD for parking", "Parking"),
        ("je dois dire que j'ai payé 500 DA pour le taxi", "Taxi"),
        ("taxi I paid 500 yesterday", "Taxi"),
        ("I spent 500 on taxi if I remember right", None),
        ("I want to add an expense of 500 DZD for the taxi", "Taxi"),
        ("je voudrais noter 500 DA pour le taxi", None),
        ("I should record 500 DZD for taxi", None),
    ],
)
def test_what_was_spent_is_recorded_whatever_is_said_beside_it(text: str, name: str | None) -> None:
    (found,) = read_message(text, today=TODAY, currency="DZD", titles=())
    assert (found.kind, int(found.amount)) == ("expense", 500)
    assert name in {None, found.product_name}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sold my bike for 200 euros", ("income", 200)),
        ("j'ai vendu mon vélo à 30000 DA", ("income", 30000)),
        ("بعت دراجتي بـ 30000 دج", ("income", 30000)),
        ("I found 500 DZD on the street", ("income", 500)),
        ("Karim sold me a phone for 20000 DA", ("expense", 20000)),
        ("found a taxi for 500 DZD", ("expense", 500)),
        ("I got 300 DZD back from Zara", ("refund", 300)),
        ("they gave me 300 DZD back", ("refund", 300)),
        ("I gave 300 DZD back to Ali", ("expense", 300)),
        ("got back home, taxi 500", ("expense", 500)),
    ],
)
def test_which_way_the_money_went_is_told_by_the_verb(text: str, found: tuple[str, int]) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I spent 1000 DZD, no wait, 800 DZD on dinner", "Dinner"),
        ("dinner 1000, I mean 800", "Dinner"),
        ("dîner 1000 DA, pardon, 800 DA", "Dîner"),
    ],
)
def test_an_amount_that_is_corrected_at_once_counts_as_corrected(text: str, name: str) -> None:
    (found,) = read_message(text, today=TODAY, currency="DZD", titles=())
    assert (int(found.amount), found.product_name) == (800, name)


def test_an_apology_for_something_else_takes_nothing_back() -> None:
    assert read("coffee 300, taxi 500, sorry for the noise") == [("expense", 300), ("expense", 500)]


def test_by_how_many_it_was_shared_is_no_amount() -> None:
    assert read("lunch 1200 split between 3") == [("expense", 1200)]
