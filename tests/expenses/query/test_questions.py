"""Questions as people ask them become plans, in three languages, without a model."""

from datetime import date
from typing import Any

import pytest

from functions.expenses.models.query import Clarify, Filters, QueryPlan, Span
from functions.expenses.rules.category import stems_of
from functions.expenses.rules.query.reading import read_question
from tests.expenses.query.questions import CLARIFY, HOME, QUESTIONS, TODAY


def span_of(period: Any) -> Span:
    if isinstance(period, str):
        return Span(name=period)
    if period[0] == "last":
        return Span(name="last", number=period[1], unit=period[2])
    if period[0] == "since":
        return Span(name="since", first=period[1])
    return Span(name="between", first=period[1], last=period[2])


def plan_of(wanted: dict[str, Any], got: QueryPlan) -> QueryPlan:
    """The wanted plan; words to look for are compared as they are looked for."""
    text = wanted.get("text")
    same = text and got.filters.text and stems_of(text) == stems_of(got.filters.text)
    filters = Filters(
        categories=tuple(wanted.get("categories", ())),
        merchant=wanted.get("merchant"),
        text=got.filters.text if same else text,
        least=wanted.get("least"),
        most=wanted.get("most"),
    )
    more = {name: wanted[name] for name in ("group", "compare", "limit") if name in wanted}
    return QueryPlan(measure=wanted["measure"], period=span_of(wanted["period"]), filters=filters, **more)


@pytest.mark.parametrize(("language", "text", "titles", "wanted"), QUESTIONS, ids=[row[1] for row in QUESTIONS])
def test_a_question_is_read(language: str, text: str, titles: tuple[str, ...], wanted: Any) -> None:
    got = read_question(text, language, TODAY, titles)
    if wanted is None:
        assert got is None
    elif wanted == CLARIFY:
        assert isinstance(got, Clarify)
        assert len(got.options) > 1
    else:
        assert isinstance(got, QueryPlan)
        assert got == plan_of(wanted, got)


def test_two_budgets_of_a_kind_are_asked_about_and_each_answer_is_a_plan() -> None:
    got = read_question("how much did I spend on food this week?", "en", TODAY, HOME)
    assert isinstance(got, Clarify)
    assert got.question == "Which budget do you mean by “food”?"
    assert [(one.label, one.plan.filters.categories, one.plan.filters.text) for one in got.options] == [
        ("Groceries", ("Groceries",), None),
        ("Restaurants", ("Restaurants",), None),
        ("Everything with “food” in it", (), "food"),
    ]


def test_a_question_is_asked_back_in_the_persons_language() -> None:
    got = read_question("combien il me reste pour la nourriture ?", "fr", TODAY, HOME)
    assert isinstance(got, Clarify)
    assert got.question == "Quel budget voulez-vous dire par « nourriture » ?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?" * 400,
        "how much" * 200,
        "كم " * 100,
        "spend {0} {x} %s on coffee?",
        "how much \u202e\u0000 did I spend",
    ],
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_question(text, "en", TODAY, HOME)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("how much did I spend in euros this month?", "EUR"),
        ("combien j'ai dépensé en dollars cette année ?", "USD"),
        ("كم صرفت باليورو هذا الشهر؟", "EUR"),
        ("how much did I spend in October?", None),
    ],
)
def test_a_currency_that_is_named_is_asked_for(text: str, currency: str | None) -> None:
    got = read_question(text, "en", TODAY, HOME)
    assert isinstance(got, QueryPlan)
    assert (got.filters.currency, got.filters.text) == (currency, None)


@pytest.mark.parametrize("text", ["What will next month cost?", "combien le mois prochain ?", "كم أصرف الشهر القادم؟"])
def test_a_time_to_come_is_no_question_about_what_was_recorded(text: str) -> None:
    assert read_question(text, "en", date(2026, 11, 25), ("Food",)) is None
