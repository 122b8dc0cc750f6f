"""Routes of budgets."""

import hashlib
from datetime import date
from typing import Any, Literal

from flask import Response
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, RootModel

from functions.budget import service
from functions.budget.models import Standing
from shared.clock import parse_rfc3339, rfc3339
from shared.money import Money
from shared.web.app import answer, context, http_function, make_app
from shared.web.auth import public
from shared.web.paging import page_of, with_next
from shared.web.problems import MethodNotAllowed
from shared.web.shapes import SIGNED_IN, Amount, Cursor, Limit, Moment

app = make_app("AI-On budget")
_TAG = [Tag(name="budget", description="Categories with an amount for each period")]
_EXAMPLE: dict[str, Any] = {
    "id": "bud_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "title": "Groceries",
    "budget": 20000.00,
    "spent": 4500.00,
    "remaining": 15500.00,
    "currency": "DZD",
    "status": "ok",
    "rollover": False,
    "pinned": False,
    "minimum": None,
    "carried_over": 0.00,
    "period": {"start": "2026-11-01", "end": "2026-11-30"},
    "created_at": "2026-10-02T08:15:00Z",
    "updated_at": "2026-10-02T08:15:00Z",
}


class ListQuery(BaseModel):
    """`period` is any day of the period that is asked for, by default today."""

    period: date | None = Field(default=None, description="any day in the period, YYYY-MM-DD")
    limit: Limit = None
    cursor: Cursor = None


class BudgetPath(BaseModel):
    id: str


class PeriodOut(BaseModel):
    """Both days belong to it."""

    start: date
    end: date


class BudgetRow(BaseModel):
    """A budget as it stands in a period. Amounts are in `currency`."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    id: str
    title: str
    budget: Amount
    spent: Amount
    remaining: Amount
    currency: str
    status: Literal["ok", "warning", "over"]
    rollover: bool
    pinned: bool
    minimum: Amount | None
    carried_over: Amount
    period: PeriodOut
    created_at: Moment
    updated_at: Moment


class BudgetRows(RootModel[list[BudgetRow]]):
    """The next page is in the `Link` header."""


class BudgetOut(BudgetRow):
    """A budget with its description in Markdown."""

    model_config = ConfigDict(json_schema_extra={"example": {**_EXAMPLE, "description": "## Groceries"}})

    description: str


def _row(standing: Standing) -> dict[str, Any]:
    budget = standing.budget

    def money(minor: int) -> Any:
        return Money(minor, budget.currency).decimal

    return {
        "id": budget.id,
        "title": budget.title,
        "budget": money(budget.minor),
        "spent": money(standing.spent),
        "remaining": money(standing.remaining),
        "currency": budget.currency,
        "status": service.health(standing),
        "rollover": budget.rollover,
        "pinned": budget.pinned,
        "minimum": None if budget.minimum is None else money(budget.minimum),
        "carried_over": money(budget.carried_over),
        "period": {"start": standing.period.start.isoformat(), "end": standing.period.end.isoformat()},
        "created_at": rfc3339(budget.created_at),
        "updated_at": rfc3339(budget.updated_at),
    }


def _etag(standing: Standing) -> str:
    """Of the budget's own document: spending does not change it."""
    return hashlib.sha256(f"{standing.budget.id}\n{standing.budget.version}".encode()).hexdigest()[:32]


@app.get(
    "/api/budget/",
    tags=_TAG,
    summary="Budgets as they stand in a period",
    security=SIGNED_IN,
    responses={200: BudgetRows},
)
def list_budgets(query: ListQuery) -> Response:
    page = page_of()
    found = service.list_standings(context(), query.period)
    if page.after:
        last = parse_rfc3339(page.after[0]), page.after[1]
        found = [one for one in found if (one.budget.created_at, one.budget.id) < last]
    more = len(found) > page.limit
    found = found[: page.limit]
    return with_next(answer([_row(one) for one in found]), _position(found[-1]) if more else None)


def _position(standing: Standing) -> tuple[str, ...]:
    return rfc3339(standing.budget.created_at), standing.budget.id


@app.post("/api/budget/", doc_ui=False)
@public
def no_plain_budget() -> Response:
    """Budgets are proposed for the person, not typed in one by one."""
    raise MethodNotAllowed("Budgets are not made one by one: use POST /api/budget/generate/ instead.")


@app.get(
    "/api/budget/<id>/",
    tags=_TAG,
    summary="One budget with its description",
    security=SIGNED_IN,
    responses={200: BudgetOut},
)
def get_budget(path: BudgetPath) -> Response:
    standing = service.get_standing(context(), path.id)
    response = answer({**_row(standing), "description": standing.budget.description})
    response.set_etag(_etag(standing))
    return response


budget = http_function("budget", app)
