"""The shapes of requests and answers about budgets."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, RootModel

from functions.budget.models import Budget, PastPeriod, Standing, Summary
from functions.budget.service import Generated
from shared.clock import rfc3339
from shared.money import Money
from shared.web.etags import etag_of
from shared.web.shapes import Amount, Moment

_ID = "bud_0c1xq3v9f7b2k5m8n4p6r0t2w"
EXAMPLE: dict[str, Any] = {
    "id": _ID,
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


class PeriodOut(BaseModel):
    """Both days belong to it."""

    start: date
    end: date


class BudgetRow(BaseModel):
    """A budget as it stands in a period. Amounts are in `currency`."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE})

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

    model_config = ConfigDict(json_schema_extra={"example": {**EXAMPLE, "description": "## Groceries"}})

    description: str


class Queued(BaseModel):
    status: Literal["queued"]
    event_id: str


class BudgetChanged(BudgetOut):
    """The budget at once; `rebalance` is there when its amount changed: the others follow soon."""

    rebalance: Queued | None = None


class OperationOut(BaseModel):
    """What was done; a `delete` is only proposed."""

    operation: Literal["add", "edit", "delete"]
    title: str
    budget: Amount
    spent: Amount


class GeneratedOut(BaseModel):
    message: str
    budgets: list[BudgetOut]
    operations: list[OperationOut]
    assumptions: list[str]
    degraded: bool


class SummaryOut(BaseModel):
    """A period in one currency; `left_per_day` counts today and is null once the period is over."""

    period: PeriodOut
    planned: Amount
    spent: Amount
    left: Amount
    left_per_day: Amount | None
    income: Amount | None
    income_received: Amount
    unallocated: Amount | None
    currency: str
    budgets: list[BudgetRow]
    other_currencies: list[dict[str, Any]]


class PastPeriodOut(BaseModel):
    period: PeriodOut
    budget: Amount
    spent: Amount
    carried_over: Amount
    currency: str


class PastPeriods(RootModel[list[PastPeriodOut]]):
    """The next page is in the `Link` header."""


def period_out(start: date, end: date) -> dict[str, str]:
    """A period as it is read."""
    return {"start": start.isoformat(), "end": end.isoformat()}


def row_out(standing: Standing) -> dict[str, Any]:
    """A budget as lists show it."""
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
        "status": standing.health,
        "rollover": budget.rollover,
        "pinned": budget.pinned,
        "minimum": None if budget.minimum is None else money(budget.minimum),
        "carried_over": money(budget.carried_over),
        "period": period_out(standing.period.start, standing.period.end),
        "created_at": rfc3339(budget.created_at),
        "updated_at": rfc3339(budget.updated_at),
    }


def budget_out(standing: Standing) -> dict[str, Any]:
    """A budget with its description."""
    return {**row_out(standing), "description": standing.budget.description}


def tag_of(budget: Budget) -> str:
    """Of the budget's own document: neither spending nor what it carries into a new period changes it."""
    return etag_of(budget.id, budget.version, budget.updated_at)


def generated_out(found: Generated) -> dict[str, Any]:
    """A plan."""
    return {
        "message": found.message,
        "budgets": [budget_out(one) for one in found.budgets],
        "operations": [
            {
                "operation": one.operation,
                "title": one.title,
                "budget": Money(one.minor, one.currency).decimal,
                "spent": Money(one.spent, one.currency).decimal,
            }
            for one in found.operations
        ],
        "assumptions": list(found.assumptions),
        "degraded": found.degraded,
    }


def summary_out(summary: Summary) -> dict[str, Any]:
    """A period at a glance."""

    def money(minor: int | None) -> Any:
        return None if minor is None else Money(minor, summary.currency).decimal

    return {
        "period": period_out(summary.period.start, summary.period.end),
        "planned": money(summary.planned),
        "spent": money(summary.spent),
        "left": money(summary.left),
        "left_per_day": money(summary.left_per_day),
        "income": money(summary.income),
        "income_received": money(summary.income_received),
        "unallocated": money(summary.unallocated),
        "currency": summary.currency,
        "budgets": [row_out(one) for one in summary.budgets],
        "other_currencies": [
            {"currency": code, "spent": Money(minor, code).decimal}
            for code, minor in sorted(summary.other_currencies.items())
        ],
    }


def past_out(row: PastPeriod, currency: str) -> dict[str, Any]:
    """One period of a budget's history."""
    return {
        "period": period_out(row.period.start, row.period.end),
        "budget": Money(row.minor, currency).decimal,
        "spent": Money(row.spent, currency).decimal,
        "carried_over": Money(row.carried_over, currency).decimal,
        "currency": currency,
    }
