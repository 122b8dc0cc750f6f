"""Plans that a model may send and nobody should run, and what the schema of a plan must keep to."""

from typing import Any

import pytest
from pydantic import ValidationError

from functions.expenses.models.query import Clarify, PlanRefused, QueryAnswer, QueryPlan
from functions.expenses.service import run_plan
from shared.ai.schema import KEYWORDS, is_closed, names_a_person, names_in, schema_of, schemas_in
from tests.expenses.query.ledgers import asked_of

MONTH = {"name": "this_period"}


def plan(**changed: Any) -> dict[str, Any]:
    return {"measure": "spent", "period": MONTH, **changed}


@pytest.mark.parametrize(
    "sent",
    [
        plan(limit=10**9),
        plan(limit=0),
        plan(limit="10 OR 1=1"),
        plan(measure="delete"),
        plan(uid="somebody"),
        plan(user_id="somebody"),
        plan(filters={"uid": "somebody"}),
        plan(filters={"categories": ["a"] * 11}),
        plan(filters={"categories": [""]}),
        plan(filters={"categories": ["x" * 81]}),
        plan(filters={"text": "a\u0000b"}),
        plan(filters={"text": {"$ne": ""}}),
        plan(filters={"least": "1e9"}),
        plan(filters={"least": "NaN"}),
        plan(filters={"least": -1}),
        plan(filters={"currency": "XXX"}),
        plan(filters={"currency": "dzd"}),
        plan(filters={"kind": "all"}),
        plan(period={"name": "between", "first": "2026-12-01", "last": "2026-11-01"}),
        plan(period={"name": "between", "first": "2026-12-01"}),
        plan(period={"name": "between", "first": "2026-02-30", "last": "2026-03-01"}),
        plan(period={"name": "since"}),
        plan(period={"name": "last", "number": 10**9, "unit": "day"}),
        plan(period={"name": "last", "number": -3, "unit": "day"}),
        plan(period={"name": "today", "first": "2026-11-01"}),
        plan(period={"name": "this_month", "extra": 1}),
        plan(group="uid"),
        plan(compare="somebody"),
        {},
        [],
        "spent",
    ],
    ids=str,
)
def test_what_is_no_plan_is_not_taken(sent: Any) -> None:
    with pytest.raises(ValidationError):
        QueryPlan.model_validate(sent)


@pytest.mark.parametrize(
    "sent",
    [
        plan(measure="largest", group="merchant"),
        plan(measure="largest", compare="previous"),
        plan(measure="share", compare="previous"),
        plan(measure="share", group="day"),
        plan(measure="per_day", group="week"),
        plan(measure="per_day", period={"name": "all"}),
        plan(compare="previous", period={"name": "all"}),
        plan(order="newest"),
        plan(filters={"kind": "income"}),
        plan(measure="income", filters={"kind": "refund"}),
        plan(filters={"least": "10", "most": "9.99"}),
        plan(measure="left", filters={"text": "coffee"}),
        plan(measure="left", group="merchant"),
        plan(measure="left", filters={"categories": ["Uncategorized"]}),
        plan(measure="left", period={"name": "this_year"}),
        plan(period={"name": "between", "first": "9000-01-01", "last": "9999-12-31"}),
        plan(period={"name": "between", "first": "0001-01-01", "last": "0001-12-31"}),
    ],
    ids=str,
)
def test_a_plan_that_contradicts_itself_is_refused_with_words(sent: dict[str, Any]) -> None:
    with asked_of([], 1) as context, pytest.raises(PlanRefused) as refused:
        run_plan(context, QueryPlan.model_validate(sent))
    assert refused.value.words


@pytest.mark.parametrize(
    "period",
    [
        {"name": "since", "first": "0001-01-01"},
        {"name": "between", "first": "0001-01-01", "last": "9999-12-31"},
        {"name": "last", "number": 400, "unit": "year"},
        {"name": "last", "number": 400, "unit": "period"},
        {"name": "all"},
    ],
    ids=str,
)
@pytest.mark.parametrize("compare", [None, "previous", "last_year"])
@pytest.mark.parametrize("group", [None, "day", "week", "period", "category"])
def test_the_ends_of_the_calendar_are_no_error(period: dict[str, Any], compare: str | None, group: str | None) -> None:
    if compare and period["name"] == "all":
        return
    with asked_of([], 25) as context:
        answer = run_plan(context, QueryPlan.model_validate(plan(period=period, compare=compare, group=group)))
    assert isinstance(answer, QueryAnswer)
    assert len(answer.rows) <= 10
    assert answer.figures[0].value == 0


@pytest.mark.parametrize("said", ["{amount}", "{0.__class__}", "%s", "Foo} {", "bud_00000000000000000000000000"])
def test_words_of_a_plan_are_never_a_template(said: str) -> None:
    with asked_of([], 1, "ar") as context:
        asked = run_plan(context, QueryPlan.model_validate(plan(filters={"categories": [said]})))
        found = run_plan(context, QueryPlan.model_validate(plan(filters={"text": said, "merchant": said})))
    assert isinstance(asked, Clarify)
    assert said in asked.question
    assert isinstance(found, QueryAnswer)
    assert said in found.words


def test_the_schema_keeps_to_what_gemini_takes_and_names_nobody() -> None:
    schema = schema_of(QueryPlan)
    assert {key for one in schemas_in(schema) for key in one} <= KEYWORDS
    assert is_closed(schema)
    assert not any(map(names_a_person, names_in(schema)))
