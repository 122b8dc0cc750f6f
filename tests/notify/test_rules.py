"""The words of notifications are those of the contract."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.notify.rules import crossing, percent


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_percent_is_whole_and_half_up(spent: int, limit: int) -> None:
    exact = Decimal(spent) * 100 / Decimal(limit)
    remainder = (spent * 100) % limit
    if remainder * 2 == limit:
        assert percent(spent, limit) == spent * 100 // limit + 1
    else:
        assert percent(spent, limit) == int(exact.to_integral_value(ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("currency", "limit", "spent", "budget", "paid"),
    [
        ("DZD", 2_000_000, 2_100_000, "20000.00", "21000.00"),
        ("JPY", 500, 501, "500", "501"),
        ("TND", 1250, 1251, "1.250", "1.251"),
    ],
)
def test_overspending_names_both_amounts_with_the_digits_of_the_currency(
    currency: str, limit: int, spent: int, budget: str, paid: str
) -> None:
    text = crossing("Groceries", currency, spent, limit, over=True)
    assert (text.notification_type, text.priority) == ("budget_alert", "high")
    assert text.title == "⚠️ Overspending in Groceries"
    expected = f"You have exceeded your budget for Groceries. Budget: {budget} {currency}, Spent: {paid} {currency}"
    assert text.message == expected


def test_approaching_names_the_share_and_what_is_left() -> None:
    text = crossing("Transport", "DZD", 85_500, 100_000, over=False)
    assert (text.notification_type, text.priority) == ("expense_alert", "medium")
    assert text.title == "📊 Approaching budget limit: Transport"
    assert text.message == "You have used 86% of your Transport budget. Remaining: 145.00 DZD"
