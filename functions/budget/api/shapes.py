"""The shapes of requests and answers about budgets."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from functions.budget.models import Budget, BudgetChange, PastPeriod, Standing, Summary
from functions.budget.service import Generated
from shared.clock import rfc3339
from shared.errors import FieldError, InvalidInput
from shared.money import Money
from shared.web.etags import etag_of
from shared.web.shapes import Amount, Cursor, Limit, Moment

_READ_ONLY = {"title", "description", "id", "remaining", "currency", "status", "carried_over", "period"}
_READ_ONLY |= {"created_at", "updated_at"}
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


class Body(BaseModel):
    """What all bodies share: no unknown field, no conversion."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PeriodQuery(BaseModel):
    """`period` is any day of the period that is asked for, by default today."""

    period: date | None = Field(default=None, description="any day in the period, YYYY-MM-DD")


class ListQuery(PeriodQuery):
    limit: Limit = None
    cursor: Cursor = None


class PageQuery(BaseModel):
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


class BudgetChangeIn(Body):
    """Fields to change; those that are not sent stay. Amounts are numbers or decimal strings."""

    model_config = ConfigDict(json_schema_extra={"example": {"budget": 25000.00}})

    budget: Any = Field(default=None, description="amount of each period, 0 or more")
    spent: Any = Field(default=None, description="what was spent in this period; the difference is adjusted")
    rollover: bool | None = None
    pinned: bool | None = None
    minimum: Any = Field(default=None, description="amount, or null to remove")

    @model_validator(mode="before")
    @classmethod
    def _refuse_read_only(cls, sent: Any) -> Any:
        if isinstance(sent, dict) and (found := sorted(_READ_ONLY & sent.keys())):
            detail = "This cannot be changed here."
            errors = tuple(FieldError(name, "read_only_field", detail) for name in found)
            raise InvalidInput(detail, "read_only_field", errors)
        return sent

    def read(self, currency: str) -> BudgetChange:
        """The change in the budget's currency. Raises InvalidInput."""
        sent = self.model_fields_set
        if not sent:
            raise InvalidInput("Name at least one field to change.")
        for name in ("rollover", "pinned"):
            if name in sent and getattr(self, name) is None:
                raise InvalidInput.of(name, "Send `true` or `false`.")
        return BudgetChange(
            minor=amount_of("budget", self.budget, currency) if "budget" in sent else None,
            spent=amount_of("spent", self.spent, currency) if "spent" in sent else None,
            rollover=self.rollover,
            pinned=self.pinned,
            minimum=None if self.minimum is None else amount_of("minimum", self.minimum, currency),
            drops_minimum="minimum" in sent and self.minimum is None,
        )


class Move(Body):
    """An amount that goes from one budget to another, in their currency."""

    source: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    amount: Any = Field(description="more than 0")


class Generate(Body):
    """What to mind, in the person's words; nothing at all is fine."""

    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)] | None = None


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


def amount_of(field: str, value: Any, currency: str, *, least: int = 0) -> int:
    """An amount in minor units. Raises InvalidAmount for what is no number, has too many digits or is below `least`."""
    if value is None or isinstance(value, (bool, list, dict)):
        raise InvalidInput.of(field, "An amount must be a number.", "invalid_amount")
    minor = Money.parse(value, currency, field).minor
    if minor < least:
        told = "An amount must be more than zero." if least else "An amount cannot be below zero."
        raise InvalidInput.of(field, told, "invalid_amount")
    return minor


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
    """Of the budget's own document: spending does not change it."""
    return etag_of(budget.id, budget.version, budget.updated_at, budget.carried_over)


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
