"""What advice rests on and what it says. Amounts are minor units of the person's currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Decision = Literal["Go ahead", "Consider alternatives", "Not recommended right now"]
Rule = Literal["fits", "balance_below_zero", "category_exceeded", "goal_delayed", "not_enough_known"]
QueryType = Literal["recommend", "analyze", "compare"]


@dataclass(frozen=True, slots=True)
class Category:
    """The budget that a purchase would fall into: what remains of it today, what it has in each later period."""

    budget_id: str
    title: str
    each_period: int
    remaining: int


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest balance until the period ends. `how` says what it was computed from."""

    date: date
    amount: int
    how: str


@dataclass(frozen=True, slots=True)
class Means:
    """What the person has: today, until the end of the period, and each period over.

    `surplus`: what a usual period leaves of the income, None when that is not known; `saves`: whether there are goals
    to save for; `starts`: first days of the next periods.
    """

    currency: str
    today: date
    low: Low | None
    surplus: int | None
    saves: bool
    starts: Sequence[date]


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something with a price, and the budget that it would fall into."""

    name: str
    minor: int
    category: Category | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a purchase leaves behind, and which rule decided.

    `months`: what it costs in tenths of a usual period's surplus; `affordable_from`: the first day on which balance and
    budget bear it, None where they do in none of the next periods, or neither is known.
    """

    purchase: Purchase
    decision: Decision
    rule: Rule
    low: Low | None
    category_after: int | None
    goal_delay_days: int | None
    affordable_from: date | None
    months: int | None


@dataclass(frozen=True, slots=True)
class Tight:
    """A budget that is over or nearly used up."""

    title: str
    spent: int
    limit: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What general advice rests on. `repeating` is what payments that repeat cost each month."""

    currency: str
    tight: Sequence[Tight]
    left: int
    left_per_day: int | None
    repeating: int
    payments: int
    low: Low | None


@dataclass(frozen=True, slots=True)
class Session:
    """One piece of advice as it is kept. `verdict` and `facts` are as they are shown."""

    id: str
    query_type: QueryType
    user_query: str
    advice: str
    verdict: Mapping[str, Any] | None
    facts: Sequence[Mapping[str, Any]]
    degraded: bool
    created_at: datetime
