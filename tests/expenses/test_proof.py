"""Whether a receipt's lines add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.models import ReadExpense, ReadItem
from functions.expenses.rules.dating import is_plausible
from functions.expenses.rules.proof import prove

DAY = date(2026, 11, 24)
amounts = st.decimals(Decimal("0.01"), Decimal(9999), places=2)


def receipt(total: Decimal, *lines: Decimal | None, **beside: Decimal) -> ReadExpense:
    items = tuple(ReadItem(f"line {rank}", amount) for rank, amount in enumerate(lines))
    return ReadExpense("Shop", total, "EUR", DAY, items=items, **beside)  # type: ignore[arg-type]


@given(st.lists(amounts, min_size=1, max_size=30), amounts, amounts)
def test_lines_that_add_up_are_balanced_with_tax_and_tip_in_them_or_beside_them(
    lines: list[Decimal], tax: Decimal, tip: Decimal
) -> None:
    whole = sum(lines, Decimal(0))
    for total in (whole, whole + tax, whole + tip, whole + tax + tip):
        assert prove(receipt(total, *lines, tax=tax, tip=tip)) == ("balanced", 0)


@given(st.lists(amounts, min_size=1, max_size=30), st.decimals(Decimal("0.06"), Decimal(500), places=2))
def test_a_line_that_is_missing_is_told_to_the_unit(lines: list[Decimal], missing: Decimal) -> None:
    whole = sum(lines, Decimal(0))
    assert prove(receipt(whole + missing, *lines)) == ("unbalanced", int(missing * 100))


@given(st.lists(amounts, min_size=2, max_size=30), amounts)
def test_a_discount_is_taken_off_whichever_sign_it_is_written_with(lines: list[Decimal], discount: Decimal) -> None:
    whole = sum(lines, Decimal(0)) + discount
    for written in (discount, -discount):
        read = receipt(whole - discount, *lines[:-1], lines[-1] + discount, discount=written)
        assert prove(read) == ("balanced", 0)


def test_cash_that_is_rounded_to_the_next_coin_is_balanced() -> None:
    assert prove(receipt(Decimal("10.05"), Decimal("10.03"))) == ("balanced", 2)


def test_a_currency_without_cents_is_not_rounded() -> None:
    read = ReadExpense("Shop", Decimal(1003), "JPY", DAY, items=(ReadItem("tea", Decimal(1000)),))
    assert prove(read) == ("unbalanced", 3)


@pytest.mark.parametrize("lines", [(), (Decimal(5), None)])
def test_nothing_is_proven_without_every_line(lines: tuple[Decimal | None, ...]) -> None:
    assert prove(receipt(Decimal(100), *lines)) == ("partial", 0)


@pytest.mark.parametrize(
    ("day", "plausible"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 25), True),
        (date(2026, 11, 26), False),
        (date(2018, 1, 1), True),
        (date(1990, 1, 1), False),
        (date(9999, 12, 31), False),
    ],
)
def test_a_day_is_plausible_until_tomorrow_and_within_thirty_years(day: date, plausible: bool) -> None:
    assert is_plausible(day, DAY) is plausible
