"""Numbers that stand beside a price and are none: sizes, counts, rooms, times, models, books."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 26)
THINGS = {
    "en": (
        "a new phone;two pizzas;lunch with 3 friends;the 12 o'clock train;3 kg of potatoes;a 2 litre bottle of milk;"
        "room 204;flight AH1025;iPhone 15;size 42 shoes;a 500 page book;a 24-pack of water;a 10% tip;coffee at gate 5;"
        "petrol (30 l)"
    ),
    "fr": (
        "un canapé;deux pizzas;12 oeufs;3 kg de pommes de terre;un livre de 500 pages;des chaussures taille 42;"
        "la chambre 204;un abonnement de 6 mois;le train de 12h30;le loyer de novembre"
    ),
    "ar": "تاكسي;3 كيلو بطاطا;إيجار نوفمبر;حذاء مقاس 42;12 بيضة",
}
FORMS = {
    "en": "I spent {} on @;paid {} for @;bought @ for {};just paid {} for @ yesterday;I bought @ and it was {}",
    "fr": "j'ai dépensé {} pour @;payé {} pour @;hier j'ai payé {} pour @;j'ai acheté @ à {}",
    "ar": "صرفت {} على @;دفعت {} مقابل @",
}
MONEY = {
    "en": "DZD {} DZD;USD ${};EUR {} euros;GBP £{};USD {} USD;DZD {} DA",
    "fr": "DZD {} DA;EUR {} €;EUR {} euros;DZD {} dinars",
    "ar": "DZD {} دج;DZD {} دينار;EUR {} يورو",
}


def read(text: str) -> list[tuple[Decimal, str]]:
    return [(one.amount, one.currency) for one in read_message(text, today=TODAY, currency="DZD", titles=())]


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, Decimal, str]:
    """One purchase with its price, and the numbers of the thing itself."""
    language = draw(st.sampled_from(sorted(FORMS)))
    form, thing, money = (draw(st.sampled_from(table[language].split(";"))) for table in (FORMS, THINGS, MONEY))
    currency, sign = money.split(" ", 1) if " " in money else (money[:3], money[3:])
    whole, cents = draw(st.integers(100, 99_999)), draw(st.sampled_from([None, *range(10, 100)]))
    written = str(whole) if cents is None else f"{whole}.{cents}"
    return form.format(sign.strip().format(written)).replace("@", thing), Decimal(written), currency


@given(sentences())
def test_only_the_price_is_what_was_spent(case: tuple[str, Decimal, str]) -> None:
    text, amount, currency = case
    assert read(text) == [(amount, currency)], text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un livre 500 DA", [("500", "DZD")]),
        ("payé 500 DA pour un livre", [("500", "DZD")]),
        ("deux livres 900 DA", [("900", "DZD")]),
        ("j'ai acheté un livre", []),
        ("payé 20 livres à Londres", [("20", "GBP")]),
        ("payé 20 livres sterling pour un livre", [("20", "GBP")]),
    ],
)
def test_a_french_livre_is_a_pound_only_where_it_can_be_no_book(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == [(Decimal(amount), currency) for amount, currency in found]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("le train de 12h30 361 euros", 361), ("train 12:30 361 euros", 361), ("chaussures taille 42 328 euros", 328)],
)
def test_a_price_after_a_time_or_a_size_is_read_apart_from_it(text: str, amount: int) -> None:
    assert read(text) == [(Decimal(amount), "EUR")]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("pain 30 DA, lait 110 DA, taxi 250", [30, 110, 250]),
        ("bread 50 DA milk 110 DA taxi 250", [50, 110, 250]),
        ("paid 500 DA for coffee and cake 300", [500, 300]),
        ("2 pizzas 1952 DA\ncinema 1775 DA", [1952, 1775]),
        ("bread 23\n3 coffees 1523\nmilk 40", [23, 1523, 40]),
        ("خبز بـ 23\nقهوة بـ 1523", [23, 1523]),
        ("bus 1 200 DA", [1200]),
        ("table 12 500 DA", [12_500]),
    ],
)
def test_amounts_of_a_list_and_thousands_are_kept(text: str, amounts: list[int]) -> None:
    assert [amount for amount, _ in read(text)] == amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("acheté 2kg de tomates à 120 DA le kilo", "240"),
        ("1,5 kg de viande à 1800 DA/kg", "2700"),
        ("bought 3 kg of apples at 250 DZD per kilo", "750"),
        ("2 كيلو بطاطا بـ 80 دج للكيلو", "160"),
        ("40 litres of petrol at 45 DA a litre", "1800"),
        ("2kg de tomates 240 DA", "240"),
        ("tomates à 120 DA le kilo", "120"),
    ],
)
def test_a_price_of_a_kilo_is_multiplied_by_the_kilos(text: str, amount: str) -> None:
    assert read(text) == [(Decimal(amount), "DZD")]


def test_a_price_without_cents_is_written_with_a_dash() -> None:
    assert read("25,- € Mittagessen") == [(Decimal(25), "EUR")]


def test_another_sentence_has_amounts_of_its_own() -> None:
    found = find_amounts("I paid 300 DZD for a taxi. Set Transport to 9000.", "DZD")
    assert [one.value for one in found] == [300, 9000]
