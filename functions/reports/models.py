"""What a report holds. Amounts are minor units of the report's currency; shares are per mille."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from shared.period import Period

ChartKind = Literal["bar", "line", "pie"]
# all: days that are over, with as many before; same_days: as many as have passed; whole: all of them, though these are
# not over; partly: records begin within them, so nothing is compared.
Way = Literal["all", "same_days", "whole", "partly"]


@dataclass(frozen=True, slots=True)
class Sums:
    """What some days came to: income, and spending by budget (None for what no budget bears)."""

    income: int
    spent: Mapping[str | None, int]

    @property
    def total(self) -> int:
        return sum(self.spent.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """Past days and how the report stands to them. `begins` is the first recorded day, where that is within them."""

    days: Period
    way: Way = "all"
    begins: date | None = None

    @property
    def is_like(self) -> bool:
        """Whether a change against them says something."""
        return self.way in {"all", "same_days"}


@dataclass(frozen=True, slots=True)
class Line:
    """One budget. `limit` is what might be spent, where the report is of the current period alone."""

    budget_id: str | None
    title: str | None
    spent: int
    before: int
    year_ago: int
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One expense that is named."""

    id: str
    name: str
    minor: int
    date: date
    budget_id: str | None = None
    merchant: str | None = None


@dataclass(frozen=True, slots=True)
class Unusual:
    """An expense beyond what is usual for its budget: `usual` was the largest one there in `periods` periods before."""

    item: Item
    title: str | None
    usual: int
    periods: int

    @property
    def tenths(self) -> int:
        """How many times as much, in tenths."""
        return (20 * self.item.minor + self.usual) // (2 * self.usual)


@dataclass(frozen=True, slots=True)
class Repeating:
    """A payment that repeats."""

    name: str
    minor: int
    interval: str
    last: date


@dataclass(frozen=True, slots=True)
class GoalLine:
    """How far a goal is, in whole percent."""

    title: str
    saved: int
    target: int
    percent: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a report may tell. `title` is set for a report on one budget alone, which has no income.

    `so_far`: the days are not over yet. `by_profile`: no income was recorded, so that of the profile stands for it.
    `course` are the last periods with what was spent in each, the oldest first.
    """

    currency: str
    days: Period
    compared: Compared
    so_far: bool
    title: str | None
    now: Sums
    before: Sums
    year_ago: Sums | None
    lines: Sequence[Line]
    biggest: Sequence[Item] = ()
    unusual: Sequence[Unusual] = ()
    repeating: Sequence[Repeating] = ()
    goals: Sequence[GoalLine] = ()
    course: Sequence[tuple[Period, int]] = ()
    others: Mapping[str, int] = field(default_factory=dict)
    by_profile: bool = False
    year_way: Way = "all"

    @property
    def saved(self) -> int:
        return self.now.income - self.now.total


@dataclass(frozen=True, slots=True)
class Chart:
    """Data of a picture: a value of each series for each label, in minor units."""

    id: str
    kind: ChartKind
    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept. `facts` are rendered: see shared.ai.facts."""

    id: str
    title: str
    text: str
    currency: str
    period: Period
    language: str
    facts: Sequence[Mapping[str, Any]]
    charts: Sequence[Chart]
    degraded: bool
    created_at: datetime
