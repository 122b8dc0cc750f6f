"""Amounts as people say them: cents without their name, halves, centimes by the million, thousands by a letter."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from functions.expenses.rules.amounts import stands_in
from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "currency", "amounts"),
    [
        ("5 euros 50 lunch", "EUR", ["5.50"]),
        ("5 euros 50 and 3 euros 20 coffee", "EUR", ["5.50", "3.20"]),
        ("lunch 5 euros 50 taxi 10 euros", "EUR", ["5.50", "10.00"]),
        ("lunch twelve fifty", "EUR", ["12.50"]),
        ("twelve fifty for lunch and twenty euros for a taxi", "EUR", ["12.50", "20.00"]),
        ("I paid nineteen ninety nine dollars for a book", "EUR", ["19.99"]),
        ("douze cinquante le café", "EUR", ["12.50"]),
        ("the red one fifty euros", "EUR", ["50.00"]),
        ("spent forty five on food", "USD", ["45.00"]),
        ("a hundred fifty for shoes", "USD", ["150.00"]),
        ("quatre vingt dix pour le taxi", "EUR", ["90.00"]),
        ("dix sept euros de pain", "EUR", ["17.00"]),
        ("pain 30 DA, lait 110 DA, taxi 250", "DZD", ["30.00", "110.00", "250.00"]),
        ("café 3 euros et demi", "EUR", ["3.50"]),
        ("5 bucks and a half", "USD", ["5.50"]),
        ("10 millions de centimes pour la voiture", "DZD", ["100000.00"]),
        ("200 mille pour le loyer", "DZD", ["200000.00"]),
        ("5k taxi", "DZD", ["5000.00"]),
        ("2.5 mille pour le taxi", "DZD", ["2500.00"]),
        ("٥ آلاف للبقالة", "DZD", ["5000.00"]),
        ("صرفت ألفين و خمسمية دينار في المطعم", "DZD", ["2500.00"]),
        ("coffee 12 nov 2000 DA", "DZD", ["2000.00"]),
        ("le 5 mai deux mille dinars de loyer", "DZD", ["2000.00"]),
    ],
)
def test_spoken_amounts_are_read(text: str, currency: str, amounts: list[str]) -> None:
    assert [str(one.amount) for one in read_message(text, today=date(2026, 11, 24), currency=currency)] == amounts


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("lunch twelve fifty", "DZD"),  # nobody says centimes of a dinar so: 12.50 or 1250
        ("three fifty coffee", "USD"),  # 3.50 or 350
        ("coffee at twelve fifty", "EUR"),
        ("bought it in nineteen ninety", "EUR"),
        ("ten twenty minute rides", "EUR"),
    ],
)
def test_two_numbers_in_a_row_that_may_mean_several_things_are_no_amount(text: str, currency: str) -> None:
    assert read_message(text, today=date(2026, 11, 24), currency=currency) == ()


@pytest.mark.parametrize(("amount", "stands"), [("12.50", True), ("1250", True), ("62", False), ("12.51", False)])
def test_what_two_numbers_in_a_row_may_mean_stands_in_the_text(amount: str, *, stands: bool) -> None:
    assert stands_in(Decimal(amount), "lunch twelve fifty") == stands


def test_slang_for_money_is_in_the_persons_own_currency() -> None:
    read = [read_message("20 balles au bar", today=date(2026, 11, 24), currency=code)[0] for code in ("EUR", "DZD")]
    assert [one.currency for one in read] == ["EUR", "DZD"]


_LEADS = {
    "on to for at in from with by of as per into towards over via": "a an the my two",
    "en à pour chez au dans sur par de du avec des aux": "un une le la mon",
    "en a por para con de al del sobre": "un una el la",
    "für bei an am im in auf zu zum von mit": "einen eine ein das die den",
    "in a per con da di al su": "un una il la",
    "em no na por para com de do ao": "um uma o a",
    "aan voor bij in op met van": "een de het",
    "på till för i med hos til for": "en ett et",
    "için": "bir",
}


@pytest.mark.parametrize("currency", ["DZD", "DA", "EUR", "euros", "dollars", "£", "USD", "TRY", "liras", "MAD"])
def test_no_word_that_leads_to_what_was_bought_adds_to_the_amount(currency: str) -> None:
    """Ten in Turkish is `on`, two in Danish is `to`: neither is cents before what was bought."""
    for leads, articles in _LEADS.items():
        for lead, article in product(leads.split(), ["", *articles.split()]):
            text = " ".join(f"I spent 500 {currency} {lead} {article} sofa".split())
            found = [one.amount for one in read_message(text, today=TODAY, currency="DZD", titles=())]
            assert found == [Decimal(500)], text


@pytest.mark.parametrize(
    ("text", "amount"),
    [("cinq euros dix", "5.10"), ("five euros fifty on a sofa", "5.50"), ("20 lira on kuruş", "20.10")],
)
def test_sub_units_are_read_where_they_are_meant(text: str, amount: str) -> None:
    assert [one.amount for one in read_message(text, today=TODAY, currency="DZD", titles=())] == [Decimal(amount)]
