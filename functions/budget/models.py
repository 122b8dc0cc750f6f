"""What a budget is, and how it stands in a period. Amounts are minor units of the budget's own currency."""

from dataclasses import dataclass
from datetime import datetime
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
class Budget:
    """A category with an amount for each period."""

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

    @property
    def remaining(self) -> int:
        return self.budget.limit - self.spent


@dataclass(frozen=True, slots=True)
class Watch:
    """Which thresholds a budget has reached in a period, and how often each was reached anew. Keys are percentages."""

    reached: frozenset[int] = frozenset()
    armings: tuple[tuple[int, int], ...] = ()

    def arming(self, threshold: int) -> int:
        """How many times the threshold was reached so far."""
        return dict(self.armings).get(threshold, 0)
