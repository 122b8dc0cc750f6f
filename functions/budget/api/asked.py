"""The shapes of requests about budgets, and how amounts and days in them are read."""

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from functions.budget.models import BudgetChange
from shared.errors import FieldError, InvalidInput
from shared.money import Money
from shared.web.shapes import Cursor, Limit

SHOWN = frozenset({"id", "currency", "created_at", "updated_at"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def day_of(text: object) -> date:
    """A day as people write it in requests. Raises ValueError with words for them."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("A day is written YYYY-MM-DD.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("There is no such day.") from None
    if not _FIRST <= day <= _LAST:
        raise ValueError("This day is too far away.")
    return day


class Body(BaseModel):
    """What all bodies share: no unknown field, no conversion. `read_only` fields are shown but not written."""

    model_config = ConfigDict(extra="forbid", strict=True)
    read_only: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _refuse_read_only(cls, sent: Any) -> Any:
        if isinstance(sent, dict) and (found := sorted(cls.read_only & sent.keys())):
            detail = "This cannot be changed here."
            errors = tuple(FieldError(name, "read_only_field", detail) for name in found)
            raise InvalidInput(detail, "read_only_field", errors)
        return sent


class PeriodQuery(BaseModel):
    """`period` is any day of the period that is asked for, by default today."""

    period: Annotated[date | None, BeforeValidator(day_of)] = Field(
        default=None, description="any day in the period, YYYY-MM-DD"
    )


class ListQuery(PeriodQuery):
    limit: Limit = None
    cursor: Cursor = None


class PageQuery(BaseModel):
    limit: Limit = None
    cursor: Cursor = None


class BudgetPath(BaseModel):
    id: str


def amount_of(field: str, value: Any, currency: str, *, least: int = 0) -> int:
    """An amount in minor units. Raises InvalidAmount for what is no number, has too many digits or is below `least`."""
    if value is None or isinstance(value, (bool, list, dict)):
        raise InvalidInput.of(field, "An amount must be a number.", "invalid_amount")
    minor = Money.parse(value, currency, field).minor
    if minor < least:
        told = "An amount must be more than zero." if least else "An amount cannot be below zero."
        raise InvalidInput.of(field, told, "invalid_amount")
    return minor


class BudgetChangeIn(Body):
    """Fields to change; those that are not sent stay. Amounts are numbers or decimal strings."""

    model_config = ConfigDict(json_schema_extra={"example": {"budget": 25000.00}})

    budget: Any = Field(default=None, description="amount of each period, 0 or more")
    spent: Any = Field(default=None, description="what was spent in this period; the difference is adjusted")
    rollover: bool | None = None
    pinned: bool | None = None
    minimum: Any = Field(default=None, description="amount, or null to remove")

    read_only: ClassVar[frozenset[str]] = SHOWN | {
        "title",
        "description",
        "remaining",
        "status",
        "carried_over",
        "period",
    }

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
