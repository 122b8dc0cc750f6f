"""Money that came back is a refund, money that the person paid back is an expense."""

from datetime import date

import pytest

from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 24)


def kinds(text: str) -> list[tuple[str, int]]:
    return [(one.kind, int(one.amount)) for one in read_message(text, today=TODAY, currency="DZD")]


@pytest.mark.parametrize(
    "text",
    [
        "got a refund of 1200 DA for the shoes",
        "I received a refund of 1200 DA",
        "the shop refunded me 1200 DZD",
        "I was reimbursed 1200 DA by the insurance",
        "cashback 1200 DA",
        "I got my money back: 1200 DA",
        "remboursement de 1200 DA pour les chaussures",
        "on m'a remboursé 1200 DA",
        "j'ai été remboursé de 1200 DA",
        "استرجعت ١٢٠٠ دينار من المحل",
    ],
)
def test_money_that_came_back_is_a_refund(text: str) -> None:
    assert kinds(text) == [("refund", 1200)]


@pytest.mark.parametrize(
    "text",
    [
        "I refunded Karim 1200 DA",
        "j'ai remboursé Karim 1200 DA",
        "I paid the reimbursement of 1200 DA",
        "coffee 1200 DA",
        "taxi back home 1200 DA",
    ],
)
def test_money_that_was_paid_is_an_expense(text: str) -> None:
    assert kinds(text) == [("expense", 1200)]


def test_each_of_several_has_its_own_kind() -> None:
    assert kinds("shoes 5000 DA, refund 1200 DA") == [("expense", 5000), ("refund", 1200)]
