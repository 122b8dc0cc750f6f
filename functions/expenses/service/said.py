"""What a text says of money, for features that must know whether a person said an amount."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.intent import begins_with_order, orders_change
from functions.expenses.rules.message import read_message

Amount = tuple[Decimal, str | None]


def amounts_said(text: str, currency: str) -> Sequence[Amount]:
    """The amounts in the text, in any script and in words, in whole units; their currency where it is named.

    `currency` is that of the person, by which scales and sub-units are read.
    """
    return [(one.value, one.currency) for one in find_amounts(text, currency)]


def amounts_spent(text: str, currency: str, today: date) -> frozenset[Decimal]:
    """Those that the text says were spent, refunds too: no questions, no orders, no plans."""
    if begins_with_order(text):
        return frozenset()
    return frozenset(one.amount for one in read_message(text, today=today, currency=currency))


def says_to_change(text: str) -> bool:
    """Whether the text orders to change something, or speaks of budgets."""
    return orders_change(text)


def statements_in(text: str, currency: str, today: date) -> Sequence[frozenset[Decimal]]:
    """For each statement of money in the text the amounts that it may be recorded by: what was paid in all, or for
    each of several."""
    read = read_message(text, today=today, currency=currency)
    return [frozenset({one.amount, *(item.unit_price for item in one.items if item.unit_price)}) for one in read]
