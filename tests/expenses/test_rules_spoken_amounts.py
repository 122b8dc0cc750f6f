"""Amounts as people say them: cents without their name, halves, centimes by the million, thousands by a letter."""

from datetime import date

import pytest

from functions.expenses.rules.message import read_message


@pytest.mark.parametrize(
    ("text", "currency", "amounts"),
    [
        ("5 euros 50 lunch", "EUR", ["5.50"]),
        ("5 euros 50 and 3 euros 20 coffee", "EUR", ["5.50", "3.20"]),
        ("lunch 5 euros 50 taxi 10 euros", "EUR", ["5.50", "10.00"]),
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


def test_slang_for_money_is_in_the_persons_own_currency() -> None:
    read = [read_message("20 balles au bar", today=date(2026, 11, 24), currency=code)[0] for code in ("EUR", "DZD")]
    assert [one.currency for one in read] == ["EUR", "DZD"]
