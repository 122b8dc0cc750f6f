"""A question about money as a plan that code runs, and what comes of it.

`QueryPlan` is what a model may propose: closed, bounded, within the schema that Gemini takes, and without anything that
says whose data is meant. Months are those of the calendar; a `period` is the person's own, from payday to payday.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from functions.ledger.models import Kind
from shared.ai.facts import Fact, Snapshot, rendered
from shared.money import is_currency
from shared.period import Period

Measure = Literal[
    "spent", "income", "net", "refunded", "count", "average", "largest", "smallest",
    "per_day", "per_week", "per_month", "share", "left", "budgeted",
]  # fmt: skip
Named = Literal[
    "today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_period", "last_period",
    "this_year", "last_year", "last", "since", "between", "all",
]  # fmt: skip
SpanUnit = Literal["day", "week", "month", "period", "year"]
Group = Literal["category", "merchant", "day", "week", "month", "period"]
Compare = Literal["previous", "last_year"]
Order = Literal["largest", "smallest", "newest", "oldest"]
UNCATEGORIZED = "Uncategorized"
EACH = "each"
MOST_ROWS = 50
MOST_UNITS = 400
LONGEST_TEXT = 80
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?", re.ASCII)


def _text(text: str) -> str:
    shown = " ".join(text.split())
    if not 1 <= len(shown) <= LONGEST_TEXT or not shown.isprintable():
        raise ValueError(f"a text has 1 to {LONGEST_TEXT} characters")
    return shown


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise ValueError("an amount is a plain decimal number such as 12.50")
    return text


def _currency(code: str) -> str:
    if code != EACH and not is_currency(code):
        raise ValueError("a currency is an ISO 4217 code, or `each`")
    return code


Text = Annotated[str, AfterValidator(_text)]
Amount = Annotated[str, AfterValidator(_amount)]
Code = Annotated[str, AfterValidator(_currency)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Closed):
    """Which days."""

    name: Named = Field(
        description="this_period and last_period are the person's own months, from payday to payday: take them for "
        "'this month' and 'last month'. `last` counts `number` units: days up to today, else complete ones before the "
        "current one. `since` needs `first`; `between` needs `first` and `last`, both included."
    )
    number: int | None = Field(default=None, ge=1, le=MOST_UNITS, description="With `last`: how many units.")
    unit: SpanUnit | None = Field(default=None, description="With `last`: of which unit.")
    first: date | None = Field(default=None, description="With `since` and `between`: YYYY-MM-DD.")
    last: date | None = Field(default=None, description="With `between`: YYYY-MM-DD.")

    @model_validator(mode="after")
    def _is_complete(self) -> "Span":
        given = {name for name in ("number", "unit", "first", "last") if getattr(self, name) is not None}
        wanted = {"last": {"number", "unit"}, "since": {"first"}, "between": {"first", "last"}}.get(self.name, set())
        if given != wanted:
            raise ValueError(f"a period `{self.name}` takes {' and '.join(sorted(wanted)) or 'nothing else'}")
        if self.first and self.last and self.first > self.last:
            raise ValueError("a period begins before it ends")
        return self


class Filters(_Closed):
    """Which entries; what is left out asks for all."""

    categories: tuple[Text, ...] = Field(
        default=(), max_length=10, description=f"Titles of the person's budgets, or `{UNCATEGORIZED}`."
    )
    merchant: Text | None = Field(default=None, description="Words of the shop's name.")
    text: Text | None = Field(default=None, description="Words of the product, shop, note or lines of the receipt.")
    kind: Kind | None = Field(default=None, description="Only for spent, count, average, largest and smallest.")
    least: Amount | None = Field(default=None, description="Amount of the entry, in whole units: 12.50.")
    most: Amount | None = Field(default=None, description="Amount of the entry, in whole units: 12.50.")
    currency: Code | None = Field(
        default=None, description=f"ISO 4217; `{EACH}` tells every currency apart. Leave it out unless it was said."
    )


class QueryPlan(_Closed):
    """What is to be computed over the person's own entries."""

    measure: Measure = Field(
        description="spent: expenses less refunds, with adjustments. net: income less spent. count: how many expenses. "
        "average: of one expense. per_day, per_week, per_month: spent, spread over the days so far. largest, smallest: "
        "single expenses. share: percent of all that was spent. left, budgeted: of budgets, in one period."
    )
    period: Span
    filters: Filters = Field(default=Filters(), description="Which entries; leave it out for all.")
    group: Group | None = Field(default=None, description="One row for each; category is a budget's title.")
    compare: Compare | None = Field(default=None, description="previous: the days before, as many; or a year ago.")
    order: Order | None = Field(default=None, description="Of the rows.")
    limit: int = Field(default=10, ge=1, le=MOST_ROWS, description="At most so many rows.")


class PlanRefused(ValueError):
    """A plan that makes no sense as a whole; `words` say why, for a model or a person."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Option:
    """One way to understand a question, and the plan that it leads to."""

    label: str
    plan: QueryPlan


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question that could mean several things: it is asked back, not guessed. `field` says what is not clear, `plan`
    is what was asked for."""

    plan: QueryPlan
    field: Literal["category", "currency", "period"]
    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A group or a single expense. `key` tells groups apart (an id, a first day); `value` is in the unit of the answer:
    minor units of `currency`, a number, or tenths of a percent for `share`."""

    key: str
    label: str
    value: int
    currency: str | None
    count: int = 1
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """What a plan gave. `ids` are entries that it was computed from, the newest first and the first ones only; `count`
    is how many there are. `groups` is how many rows there would be without a limit, `before` the days compared with.

    `plan` has titles as they are kept, so that running it again asks nothing. `words` tells the figures in the
    person's language; each figure in it is one of `figures`.
    """

    plan: QueryPlan
    period: Period
    figures: tuple[Fact, ...]
    rows: tuple[Row, ...]
    groups: int
    ids: tuple[str, ...]
    count: int
    words: str
    before: Period | None = None
    names: tuple[str, ...] = ()
    from_totals: bool = False

    @property
    def snapshot(self) -> Snapshot:
        """What a text about the answer may tell."""
        return Snapshot(self.figures, self.names)

    @property
    def source(self) -> dict[str, Any]:
        """What a text about the answer rests on, as clients are shown it; `query` can be run again."""
        return {
            "query": self.plan.model_dump(mode="json", exclude_defaults=True),
            "period": {"start": self.period.start.isoformat(), "end": self.period.end.isoformat()},
            "facts": rendered(self.snapshot),
            "ids": list(self.ids),
            "count": self.count,
        }
