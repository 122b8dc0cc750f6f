"""The verdict: which rule decides, what it says of later, and what holds for all purchases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.advisor.models import Category, Decision, Means, Purchase, Rule, Verdict
from functions.advisor.rules.verdict import LATE, ORDER, best, judge
from tests.advisor.purchases import CATEGORIES, MEANS, PRICES, STARTS, TODAY, home, means, purchase

AGAINST_IT: set[Rule] = {"balance_below_zero", "category_exceeded"}


@pytest.mark.parametrize(
    ("has", "bought", "decision", "rule"),
    [
        (means(99_999), purchase(100_000), "Not recommended right now", "balance_below_zero"),
        (means(100_000), purchase(100_000), "Go ahead", "fits"),
        (means(900_000), purchase(100_000, home(99_999)), "Consider alternatives", "category_exceeded"),
        (means(900_000), purchase(100_000, home(100_000)), "Go ahead", "fits"),
        (means(50_000), purchase(100_000, home(10)), "Not recommended right now", "balance_below_zero"),
        (means(900_000, 100_000, saves=True), purchase(100_000), "Consider alternatives", "goal_delayed"),
        (means(900_000, 100_000, saves=True), purchase(96_666), "Go ahead", "fits"),
        (means(900_000, 100_000), purchase(100_000), "Go ahead", "fits"),
        (means(900_000, 100_000, saves=True), purchase(100_000, home(100_000)), "Go ahead", "fits"),
        (means(), purchase(1), "Consider alternatives", "not_enough_known"),
        (means(), purchase(1, home(1)), "Go ahead", "fits"),
    ],
)
def test_the_first_rule_that_finds_something_decides(
    has: Means, bought: Purchase, decision: Decision, rule: Rule
) -> None:
    found = judge(has, bought)
    assert (found.decision, found.rule) == (decision, rule)


def test_every_rule_and_every_decision_is_reached_by_the_rows_above() -> None:
    marks = test_the_first_rule_that_finds_something_decides.pytestmark  # type: ignore[attr-defined]
    rows = marks[0].args[1]
    assert {row[3] for row in rows} == set(get_args(Rule))
    assert {row[2] for row in rows} == set(ORDER)


def test_what_it_leaves_behind_is_told() -> None:
    """By hand: 3,000 of 4,500 on the lowest day; 2,500 left at home; half a month of 6,000; no goal waits."""
    found = judge(means(450_000, 600_000, saves=True), purchase(300_000, home(550_000)))
    assert found.low
    assert (found.low.amount, found.low.date) == (150_000, date(2026, 11, 28))
    assert (found.category_after, found.months, found.goal_delay_days) == (250_000, 5, 0)
    assert found.affordable_from == TODAY


def test_goals_wait_for_what_the_budget_does_not_bear() -> None:
    """By hand: 3,000 less 1,000 that the budget has, over 600 a period, is 3 1/3 periods: 100 days."""
    found = judge(means(900_000, 60_000, saves=True), purchase(300_000, home(100_000)))
    assert found.goal_delay_days == 100


def test_a_day_of_waiting_that_has_begun_counts() -> None:
    """By hand: 100 over 70 a period are 42.9 days of 30 each: 43, and 29.1 days are 30, which is late enough to say."""
    assert judge(means(900_000, 7_000, saves=True), purchase(10_000)).goal_delay_days == 43
    late = judge(means(900_000, 100_000, saves=True), purchase(97_000))
    assert (late.goal_delay_days, late.rule) == (30, "goal_delayed")


@pytest.mark.parametrize("surplus", [None, 0, -5])
def test_without_anything_left_over_nothing_is_said_of_months_and_goals(surplus: int | None) -> None:
    found = judge(means(900_000, surplus, saves=True), purchase(300_000))
    assert (found.months, found.goal_delay_days) == (None, None)


@pytest.mark.parametrize(
    ("has", "bought", "day"),
    [
        # 1,000 now and 600 each period: 2,500 are there at the fourth start (1,000 + 3 x 600).
        (means(100_000, 60_000), purchase(250_000), STARTS[3]),
        # The new period brings the budget's money.
        (means(900_000, 60_000), purchase(250_000, home(0)), STARTS[0]),
        (means(), purchase(250_000, home(0)), STARTS[0]),
        # More than the budget ever has, or than is saved in twelve periods.
        (means(900_000, 60_000), purchase(600_000, home(0)), None),
        (means(0, 1_000), purchase(250_000), None),
        (means(0, -1_000), purchase(250_000), None),
        (means(0), purchase(250_000), None),
        # The budget has money again, but by then a period that costs more than it brings has used up the balance.
        (means(260_000, -20_000), purchase(250_000, home(0)), None),
        (means(270_000, -20_000), purchase(250_000, home(0)), STARTS[0]),
        # Goals come later, but the money is there.
        (means(900_000, 100_000, saves=True), purchase(100_000), TODAY),
        (means(), purchase(1), None),
    ],
)
def test_from_when_there_is_money_for_it(has: Means, bought: Purchase, day: date | None) -> None:
    assert judge(has, bought).affordable_from == day


def later(has: Means, bought: Purchase, count: int) -> Verdict:
    """The verdict at the start of the period after `count` others, by plain addition."""
    surplus = has.surplus or 0
    low = has.low and replace(has.low, amount=has.low.amount + count * surplus + min(0, surplus))
    category = bought.category and replace(bought.category, remaining=bought.category.each_period)
    return judge(replace(has, low=low, today=has.starts[count]), replace(bought, category=category))


@given(MEANS, PRICES, CATEGORIES)
def test_on_the_day_told_balance_and_budget_bear_it_and_on_none_before(
    has: Means, price: int, category: Category | None
) -> None:
    bought = purchase(price, category)
    found = judge(has, bought)
    assume(has.low is not None or category is not None)
    days = {TODAY: found.rule} | {start: later(has, bought, count).rule for count, start in enumerate(has.starts)}
    fitting = [day for day, rule in sorted(days.items()) if rule not in AGAINST_IT]
    if found.low is None or has.low is None or has.low.amount >= 0:
        assert found.affordable_from == (fitting[0] if fitting else None)
    elif found.affordable_from:
        assert found.affordable_from in fitting


@given(MEANS, PRICES, CATEGORIES)
def test_the_same_purchase_gets_the_same_verdict(has: Means, price: int, category: Category | None) -> None:
    assert judge(has, purchase(price, category)) == judge(replace(has), purchase(price, category and replace(category)))


@given(MEANS, PRICES, PRICES, CATEGORIES)
def test_a_higher_price_never_gets_a_kinder_verdict(
    has: Means, price: int, more: int, category: Category | None
) -> None:
    cheap, dear = judge(has, purchase(price, category)), judge(has, purchase(price + more, category))
    assert ORDER.index(cheap.decision) <= ORDER.index(dear.decision)
    assert (cheap.affordable_from or date.max) <= (dear.affordable_from or date.max)
    assert (cheap.goal_delay_days or 0) <= (dear.goal_delay_days or 0)
    assert (cheap.months or 0) <= (dear.months or 0)


@given(MEANS, PRICES, CATEGORIES, st.integers(0, 10**7))
def test_more_money_never_gets_a_harsher_verdict(has: Means, price: int, category: Category | None, more: int) -> None:
    richer = replace(has, low=has.low and replace(has.low, amount=has.low.amount + more))
    one, other = judge(has, purchase(price, category)), judge(richer, purchase(price, category))
    assert ORDER.index(other.decision) <= ORDER.index(one.decision)


@given(MEANS, PRICES, CATEGORIES)
def test_a_decision_is_what_its_own_figures_say(has: Means, price: int, category: Category | None) -> None:
    found = judge(has, purchase(price, category))
    below = found.low is not None and found.low.amount < 0
    over = found.category_after is not None and found.category_after < 0
    late = found.goal_delay_days is not None and found.goal_delay_days >= LATE
    assert (found.decision == "Not recommended right now") == below
    if found.decision == "Go ahead":
        assert not any((below, over, late))
        assert found.affordable_from == TODAY


@given(MEANS, st.lists(PRICES, min_size=1, max_size=5))
def test_the_best_of_several_is_none_that_another_beats(has: Means, prices: list[int]) -> None:
    verdicts = [judge(has, purchase(price, None, f"Thing {rank}")) for rank, price in enumerate(prices)]
    chosen = best(verdicts)
    assert chosen in verdicts
    assert all(ORDER.index(chosen.decision) <= ORDER.index(one.decision) for one in verdicts)
    assert best(verdicts[::-1]) == chosen


def test_starts_are_first_days_of_periods() -> None:
    assert STARTS[0] == date(2026, 12, 1)
    assert all(day.day == 1 and day > TODAY + timedelta(days=1) for day in STARTS)
