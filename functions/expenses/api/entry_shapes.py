"""The shapes of what people write about expenses: new entries and changes."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from functions.expenses.api.shapes import Kind

MOST_ENTRIES = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)


def _absent() -> Any:
    """Stands for a field that was not sent: it is not read, for only what was sent is."""
    return None


def _refuse(_: Any) -> Any:
    raise PydanticCustomError("read_only_field", "This cannot be changed here.")


def _line(text: str) -> str:
    """One line, its spaces single."""
    if any(unicodedata.category(char) == "Cc" and not char.isspace() for char in text):
        raise PydanticCustomError("text", "Control characters cannot be kept.")
    return _some(" ".join(text.split()))


def _lines(text: str) -> str:
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
        raise PydanticCustomError("text", "Control characters cannot be kept.")
    return _some(text.strip())


def _some(text: str) -> str:
    if not text:
        raise PydanticCustomError("text", "There must be some text.")
    return text


def _day(value: Any) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date", "A date is a day of the calendar, YYYY-MM-DD.")


def _positive(value: Any) -> Decimal:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text) or not Decimal(text):
        raise PydanticCustomError("number", "A plain decimal number above zero is needed.")
    return Decimal(text)


_NUMBER_OR_TEXT: dict[str, Any] = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}
Written = Annotated[Any, WithJsonSchema({**_NUMBER_OR_TEXT, "description": "number or decimal string, exact"})]
Positive = Annotated[Decimal, BeforeValidator(_positive), WithJsonSchema({**_NUMBER_OR_TEXT, "description": "above 0"})]
Day = Annotated[date, BeforeValidator(_day)]
ReadOnly = Annotated[Any, BeforeValidator(_refuse), WithJsonSchema({"readOnly": True})]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_line)]
Lines = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), AfterValidator(_lines)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Name = Annotated[str, StringConstraints(max_length=200)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ItemIn(_Body):
    """One line of a receipt, in the entry's currency."""

    name: Line
    quantity: Positive | None = None
    unit_price: Written = None
    amount: Written = None


class SplitIn(_Body):
    """What one budget bears; `budget_id` null: nobody's."""

    budget_id: Name | None = None
    amount: Written


class ExchangeIn(_Body):
    """One unit of the entry's currency is `rate` units of `currency`; the entry counts in that one."""

    currency: Currency
    rate: Positive
    source: Line
    date: Day


class _Fields(_Body):
    """What a person may write, and what is shown but cannot be written."""

    currency: Currency = Field(default_factory=_absent)
    date: Day = Field(default_factory=_absent, description="YYYY-MM-DD, up to tomorrow")
    kind: Kind = Field(default_factory=_absent)
    budget_id: Name | None = None
    category: Name | None = Field(default=None, description="a budget's title, instead of `budget_id`")
    merchant: Line | None = None
    description: Lines | None = None
    items: list[ItemIn] = Field(default_factory=list, max_length=100)
    splits: list[SplitIn] = Field(default_factory=list, max_length=20, description="add up to the amount exactly")
    exchange: ExchangeIn | None = None

    id: ReadOnly = Field(default_factory=_absent)
    category_name: ReadOnly = Field(default_factory=_absent)
    created_at: ReadOnly = Field(default_factory=_absent)
    updated_at: ReadOnly = Field(default_factory=_absent)
    version: ReadOnly = Field(default_factory=_absent)
    source: ReadOnly = Field(default_factory=_absent)
    receipt: ReadOnly = Field(default_factory=_absent)
    possible_duplicate_of: ReadOnly = Field(default_factory=_absent)
    converted: ReadOnly = Field(default_factory=_absent)

    def sent(self) -> dict[str, Any]:
        """What was sent, nothing else."""
        return self.model_dump(exclude_unset=True)


class EntryIn(_Fields):
    """One entry. The kind gives its direction: amounts are above zero, but an adjustment may be below."""

    amount: Written
    product_name: Line
    status: ReadOnly = Field(default_factory=_absent)


_EXAMPLE: dict[str, Any] = {
    "entries": [
        {"amount": "1250.00", "currency": "DZD", "date": "2026-11-21", "product_name": "Bread and milk"},
        {"amount": 20, "product_name": "Lunch", "merchant": "Café Tantonville", "category": "Food & Dining"},
    ]
}


class EntriesIn(_Body):
    """Up to 100 entries: all of them are recorded, or none."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    entries: list[EntryIn] = Field(min_length=1, max_length=MOST_ENTRIES)


class ExpenseChange(_Fields):
    """Fields to change; those that are not sent stay. `status` `posted` accepts an expense that needs a review."""

    model_config = ConfigDict(json_schema_extra={"example": {"amount": "450.00", "category": "Food & Dining"}})

    amount: Written = Field(default_factory=_absent)
    product_name: Line = Field(default_factory=_absent)
    status: Literal["posted"] = Field(default_factory=_absent)
