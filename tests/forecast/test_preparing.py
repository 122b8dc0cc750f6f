"""What counts as a budget's past: which periods, which gaps, from where on."""

from datetime import date

import pytest

from functions.forecast.rules.preparing import household_of, known_periods
from functions.ledger.models import Totals
from shared.period import Period

MONTHS = [Period(date(2026, month, 1), date(2026, month, 30)) for month in (8, 9, 10)]


def totals(**spent: int) -> Totals:
    return Totals({("DZD", name): minor for name, minor in spent.items()})


ROWS = [totals(food=100), totals(), totals(food=50, fun=30)]
LONG_AGO = date(2026, 1, 15)


def test_a_period_without_records_is_a_gap_and_a_budget_begins_with_its_first_spending() -> None:
    found = household_of(MONTHS, ROWS, "DZD", {"food", "fun"}, LONG_AGO)
    assert found == {"food": [100, None, 50], "fun": [None, None, 30]}
    assert known_periods(found) == 2


def test_a_period_in_which_a_budget_had_nothing_is_a_zero_once_it_has_begun() -> None:
    rows = [totals(food=100, fun=10), totals(food=90), totals(food=50, fun=30)]
    assert household_of(MONTHS, rows, "DZD", {"food", "fun"}, LONG_AGO)["fun"] == [10, 0, 30]


@pytest.mark.parametrize(
    ("joined", "food"),
    [(date(2026, 8, 10), [None, 50]), (date(2026, 8, 1), [100, None, 50]), (date(2026, 9, 10), [100, None, 50])],
)
def test_the_period_of_the_sign_up_counts_when_it_was_recorded_from_its_first_day(
    joined: date, food: list[int | None]
) -> None:
    """Who signed up later brought older records along: their first period counts."""
    assert household_of(MONTHS, ROWS, "DZD", {"food", "fun"}, joined)["food"] == food


def test_periods_before_the_first_record_do_not_count() -> None:
    assert household_of(MONTHS, [totals(), *ROWS[1:]], "DZD", {"food", "fun"}, LONG_AGO) == {"food": [50], "fun": [30]}


def test_other_currencies_are_not_in_it_and_a_deleted_budget_is_none() -> None:
    rows = [Totals({("EUR", "food"): 9, ("DZD", "food"): 5, ("DZD", "gone"): 7, ("DZD", None): 2})]
    assert household_of(MONTHS[:1], rows, "DZD", {"food"}, LONG_AGO) == {"food": [5], None: [9]}
