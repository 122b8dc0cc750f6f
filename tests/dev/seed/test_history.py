"""The made-up history: believable on whatever day one starts."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from dev.seed.history import MINOR, Movement, history, months_until
from dev.seed.household import HEALTH, HOUSING, MONTHS, PLANS
from functions.expenses.rules.category import match_category

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
AMOUNTS = {plan.title: plan.amount * MINOR for plan in PLANS}


def spent_in(moved: list[Movement], first: date) -> Counter[str]:
    sums: Counter[str] = Counter()
    for one in moved:
        if one.day >= first and one.title is not None:
            sums[one.title] += one.minor if one.kind == "expense" else -one.minor
    return sums


@given(DAYS, st.integers(0, 50))
@example(date(2024, 3, 1), 1)
@example(date(2026, 1, 1), 1)
@example(date(2028, 2, 29), 1)
def test_it_covers_six_months_and_never_the_future(today: date, seed: int) -> None:
    moved = history(seed, today)
    last = max(today.replace(day=1), today - timedelta(days=1))
    assert len({(one.day.year, one.day.month) for one in moved}) == MONTHS
    assert moved[0].day >= months_until(today)[0].start
    assert moved[-1].day <= last <= today
    assert [(one.day, one.at) for one in moved] == sorted((one.day, one.at) for one in moved)


@given(DAYS, st.integers(0, 50))
def test_amounts_are_whole_minor_units_above_zero_of_a_known_budget(today: date, seed: int) -> None:
    for one in history(seed, today):
        assert type(one.minor) is int
        assert 0 < one.minor <= 110_000 * MINOR
        assert (one.title is None) == (one.kind == "income")
        assert one.title is None or one.title in AMOUNTS


@given(DAYS, st.integers(0, 50))
@example(date(2026, 5, 1), 1)
@example(date(2026, 5, 2), 1)
@example(date(2026, 5, 3), 1)
@example(date(2026, 5, 31), 1)
def test_today_one_budget_is_near_its_end_and_the_others_are_far_from_it(today: date, seed: int) -> None:
    spent = spent_in(history(seed, today), today.replace(day=1))
    assert spent.pop(HEALTH) * 100 == 85 * AMOUNTS[HEALTH]
    assert all(minor * 100 < 80 * AMOUNTS[title] for title, minor in spent.items())
    assert spent[HOUSING] >= 38_000 * MINOR  # the rent is due on the first


@given(DAYS, st.integers(0, 50))
def test_every_past_month_has_rent_two_salaries_and_food_several_times_a_week(today: date, seed: int) -> None:
    moved = history(seed, today)
    for month in months_until(today)[:-1]:
        found = [one for one in moved if one.day in month]
        assert sum(one.product_name == "Rent" for one in found) == 1
        assert sum(one.minor for one in found if one.kind == "income") == 178_000 * MINOR
        assert sum(one.title == "Groceries" for one in found) >= 8
        assert sum(spent_in(found, month.start).values()) < 178_000 * MINOR


@given(DAYS)
def test_a_refund_gives_back_what_was_paid_before(today: date) -> None:
    moved = history(1, today)
    refunds = [one for one in moved if one.kind == "refund"]
    assert len(refunds) == 2
    for refund in refunds:
        assert any(
            (one.minor, one.merchant, one.kind) == (refund.minor, refund.merchant, "expense") and one.day < refund.day
            for one in moved
        )


@given(DAYS)
def test_the_same_seed_and_day_make_the_same_history_and_another_seed_another(today: date) -> None:
    assert history(1, today) == history(1, today)
    assert history(1, today) != history(2, today)


@given(DAYS)
def test_the_past_months_do_not_depend_on_the_day_of_this_month(today: date) -> None:
    first = today.replace(day=1)
    assert [one for one in history(1, today) if one.day < first] == [
        one for one in history(1, first) if one.day < first
    ]


def test_there_are_eight_described_budgets_that_words_find() -> None:
    titles = [plan.title for plan in PLANS]
    assert len(set(titles)) == 8
    assert all(plan.description.startswith(f"## {plan.title}\n") for plan in PLANS)
    words = ("rent", "supermarché", "للتاكسي", "coffee shop", "pharmacie", "school", "shoes", "cinema")
    found = [match_category(word, titles) for word in words]
    assert found == [
        HOUSING,
        "Groceries",
        "Transport",
        "Eating out",
        HEALTH,
        "Children & School",
        "Clothing",
        "Leisure",
    ]
