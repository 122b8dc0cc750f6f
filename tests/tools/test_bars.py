"""A bar that no ledger can reach is told apart from one that is missed."""

from decimal import Decimal

import pytest

from tools.bars import of_phrases
from tools.scoring import Count, Counts, is_finer


def phrases(right: int, of: int) -> Counts:
    total, currency = Count(), Count()
    total.by_group["zh"] += [True] * right + [False] * (of - right)
    currency.by_group["zh"] += [True] * of
    return {("currency_text", "total"): total, ("currency_text", "currency"): currency}


@pytest.mark.parametrize(
    ("right", "finer", "holds", "cannot"),
    [
        (11, 0, True, False),
        (9, 2, False, True),  # the two are all that is missing
        (9, 0, False, False),  # two misses that could be right
        (6, 2, False, False),  # the others do not reach the bar either
        (9, 1, False, False),  # within reach: ten of eleven
    ],
)
def test_a_bar_cannot_hold_only_where_finer_amounts_alone_keep_it_away(
    right: int, finer: int, holds: bool, cannot: bool
) -> None:
    amount, currency = of_phrases(phrases(right, 11), {"zh": finer})
    assert (amount.holds, bool(amount.cannot)) == (holds, cannot)
    assert (currency.holds, currency.cannot) == (True, "")


@pytest.mark.parametrize(
    ("total", "named", "default", "finer"),
    [
        ("1.0753", "USD", "USD", True),
        ("10.05", "JPY", "USD", True),
        ("1.250", "TND", "USD", False),
        ("1.25", None, "USD", False),
        ("1.255", None, "USD", True),
    ],
)
def test_an_amount_is_finer_by_the_digits_of_its_currency(
    total: str, named: str | None, default: str, finer: bool
) -> None:
    case = {"truth": {"total": Decimal(total), "currency": named}, "currency": default}
    assert is_finer(case) is finer


def test_a_case_without_an_amount_is_not_finer() -> None:
    assert not is_finer({"truth": {"refusal": True}, "currency": "USD"})
