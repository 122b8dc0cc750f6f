"""Any plan over any ledger gives what a naive fold gives; and its words tell nothing but its facts."""

from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from functions.expenses.models.query import Clarify, QueryAnswer, QueryPlan
from functions.expenses.rules.query.checking import IN_TIME, SINGLE
from functions.expenses.service import run_plan
from functions.ledger.models import Entry
from functions.ledger.service import counted
from shared.ai.facts import check
from tests.expenses.query import naive
from tests.expenses.query.ledgers import TITLES, TODAY, asked_of, ledgers, plans

START_DAYS = st.sampled_from([1, 1, 25])


Case = tuple[list[Entry], list[QueryPlan], int]


@st.composite
def cases(draw: Any) -> Case:
    """A ledger, five plans over it, and the day on which periods start."""
    start_day = draw(START_DAYS)
    return draw(ledgers(start_day)), draw(st.lists(plans(), min_size=5, max_size=5)), start_day


@settings(max_examples=120)
@given(cases())
def test_plans_give_what_a_naive_fold_gives(case: Case) -> None:
    rows, asked, start_day = case
    with asked_of(rows, start_day) as context:
        for plan in asked:
            assert_exact(plan, run_plan(context, plan), rows, start_day)


def assert_exact(plan: QueryPlan, answer: QueryAnswer | Clarify, rows: list[Entry], start_day: int) -> None:
    expected = naive.expected(plan, rows, TITLES, (TODAY, start_day, counted))
    currencies = {*expected.values, *expected.before}
    if isinstance(answer, Clarify):
        assert plan.filters.currency is None
        assert [one.label for one in answer.options[:-1]] == sorted(currencies)
        assert len(currencies) > 1
        return
    event("from totals" if answer.from_totals else "from entries")
    assert len(currencies) <= 1 or plan.filters.currency == "each" or plan.measure == "count"
    assert answer.count == expected.count
    if plan.measure in SINGLE:
        assert_singles(answer, rows, expected)
        return
    assert list(answer.ids) == expected.ids[:20]
    assert_values(answer, expected)
    if plan.group:
        assert_rows(answer, expected)


def assert_values(answer: QueryAnswer, expected: naive.Expected) -> None:
    facts = {fact.id: fact for fact in answer.figures}
    several = len({*expected.values, *expected.before}) > 1
    tenths = 10 if answer.plan.measure == "share" else 1
    for name, values in (("", expected.values), ("_before", expected.before)):
        for currency, value in values.items():
            end = f"_{currency}" if several else ""
            fact = facts.get(f"{answer.plan.measure}{name}{end}")
            assert (fact and fact.value * tenths) == value  # type: ignore[operator]
    if not expected.values and answer.plan.measure != "share":
        told = facts.get(answer.plan.measure)
        assert told is None or told.value == 0


def assert_rows(answer: QueryAnswer, expected: naive.Expected) -> None:
    """The shown ones have the right values and are the first of all."""
    plan = answer.plan
    for currency, keyed in expected.rows.items():
        mine = [row for row in answer.rows if (row.currency or "") == currency]
        nonzero = {key: value for key, value in keyed.items() if value}
        assert {row.key: row.value for row in mine if row.value} == {
            row.key: nonzero[row.key] for row in mine if row.value
        }
        if plan.group in IN_TIME:
            assert [row.key for row in mine] == sorted(row.key for row in mine)
            if len(mine) < plan.limit:
                assert nonzero.keys() <= {row.key for row in mine}
            elif nonzero:
                assert max(nonzero) <= mine[-1].key
            continue
        best = sorted(nonzero.values(), reverse=True)[: plan.limit]
        shown = [row.value for row in mine if row.value]
        assert shown == sorted(shown, reverse=True)
        if not plan.compare:
            assert shown == best


def assert_singles(answer: QueryAnswer, rows: list[Entry], expected: naive.Expected) -> None:
    assert {row.key for row in answer.rows} <= set(expected.ids)
    for currency in expected.values:
        amounts = [row.value for row in answer.rows if row.currency == currency]
        assert amounts == sorted(amounts, reverse=answer.plan.measure == "largest")
        assert len(amounts) <= answer.plan.limit
    by_id = {one.id: one for one in rows}
    assert all(by_id[row.key].date == row.day for row in answer.rows)


@settings(max_examples=60)
@given(cases(), st.sampled_from(["en", "fr", "ar"]))
def test_the_words_tell_nothing_but_the_facts(case: Case, language: str) -> None:
    rows, asked, start_day = case
    with asked_of(rows, start_day, language) as context:
        for answer in (run_plan(context, plan) for plan in asked):
            if isinstance(answer, QueryAnswer):
                found = check(answer.words, answer.snapshot, language)
                assert found.supported, (answer.words, found)


@settings(max_examples=25)
@given(cases())
def test_a_plan_is_run_again_from_its_answer_and_gives_the_same(case: Case) -> None:
    rows, asked, start_day = case
    with asked_of(rows, start_day) as context:
        for answer in (run_plan(context, plan) for plan in asked):
            if isinstance(answer, QueryAnswer):
                sent = QueryPlan.model_validate_json(answer.plan.model_dump_json())
                assert run_plan(context, sent) == answer
