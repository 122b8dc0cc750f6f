"""Which days a plan means, held against asking every day; and how what is divided is rounded."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.expenses.models.query import Compare, QueryPlan, Span
from functions.expenses.rules.query.days import before, days_of
from functions.expenses.rules.query.sums import Cell, Divided
from shared.period import Period
from tests.expenses.query import naive
from tests.expenses.query.ledgers import spans

TODAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def days_in(days: Period) -> set[date]:
    return {day for day in naive.EVERY_DAY if day in days}


@settings(max_examples=400)
@given(spans(), TODAYS, st.sampled_from([1, 5, 25, 28]))
def test_the_days_of_a_span_are_those_that_belong_to_it(span: Span, today: date, start_day: int) -> None:
    plan = QueryPlan(measure="spent", period=span)
    assert days_in(days_of(span, today, start_day)) == naive.days_of(plan, today, start_day)


@settings(max_examples=400)
@given(spans(), TODAYS, st.sampled_from([1, 5, 25, 28]), st.sampled_from(["previous", "last_year"]))
def test_what_they_are_compared_with_is_as_long_before_or_a_year_before(
    span: Span, today: date, start_day: int, compare: Compare
) -> None:
    if span.name != "all":
        plan = QueryPlan(measure="spent", period=span, compare=compare)
        days = days_of(span, today, start_day)
        found = before(span, days, a_year=compare == "last_year")
        assert days_in(found) == naive.days_before(plan, days_in(days), today, start_day)


@pytest.mark.parametrize(("minor", "count", "value"), [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (1, 3, 0), (5, 0, None)])
def test_an_average_is_rounded_once_half_to_even(minor: int, count: int, value: int | None) -> None:
    assert Divided("average").value("DZD", Cell(minor, count)) == value
