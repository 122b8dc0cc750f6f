"""What a budget is, and how it stands in a period. Amounts are minor units of the budget's own currency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from shared.period import Period

Health = Literal["ok", "warning", "over"]


@dataclass(frozen=True, slots=True)
class NewBudget:
    """A budget that is to be. `minor` is the amount of each period."""

    title: str
    minor: int
    currency: str
    description: str = ""
    rollover: bool = False
    pinned: bool = False
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """What was written about an overspent budget, and the figures that it tells: it is shown while they are true."""

    text: str
    period_start: str
    spent: int
    limit: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A category with an amount for each period.

    `carried_over` holds for the period that starts on `period_start` (None: it was never rolled); `deleted_at` is set
    while the budget is deleted. `description` is how it reads while it is not over, `warning` what was written last
    when it was.
    """

    id: str
    title: str
    minor: int
    currency: str
    description: str
    rollover: bool
    pinned: bool
    minimum: int | None
    created_at: datetime
    updated_at: datetime
    version: int = 1
    carried_over: int = 0
    period_start: str | None = None
    deleted_at: datetime | None = None
    warning: Warned | None = None

    @property
    def limit(self) -> int:
        """What may be spent in the period."""
        return self.minor + self.carried_over


@dataclass(frozen=True, slots=True)
class Standing:
    """A budget in one period."""

    budget: Budget
    period: Period
    spent: int
    health: Health = "ok"

    @property
    def remaining(self) -> int:
        return self.budget.limit - self.spent


@dataclass(frozen=True, slots=True)
class Closed:
    """How a budget stood when its period was over: the amount of that period and what it had taken over."""

    minor: int
    carried_over: int
    rollover: bool


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """One row of a budget's history."""

    period: Period
    minor: int
    spent: int
    carried_over: int


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """What a person wants to be otherwise; None leaves it. `spent` becomes an adjustment of the ledger."""

    minor: int | None = None
    spent: int | None = None
    rollover: bool | None = None
    pinned: bool | None = None
    minimum: int | None = None
    drops_minimum: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """Which thresholds a budget has reached in a period, and how often each was reached anew. Keys are percentages."""

    reached: frozenset[int] = frozenset()
    armings: tuple[tuple[int, int], ...] = ()

    def arming(self, threshold: int) -> int:
        """How many times the threshold was reached so far."""
        return dict(self.armings).get(threshold, 0)


@dataclass(frozen=True, slots=True)
class Summary:
    """A period in one currency. `income` is what the profile says, `income_received` what the ledger has.

    `unallocated` is income less what is planned; both are None when the profile knows no income. `left_per_day` counts
    today and is None in a period that is over.
    """

    period: Period
    currency: str
    planned: int
    spent: int
    left: int
    left_per_day: int | None
    income: int | None
    income_received: int
    unallocated: int | None
    budgets: tuple[Standing, ...]
    other_currencies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to save for. `told` is the highest milestone (percent) that was told, or passed at this target."""

    id: str
    title: str
    target: int
    saved: int
    currency: str
    due: date | None
    created_at: datetime
    updated_at: datetime
    version: int = 1
    told: int = 0
