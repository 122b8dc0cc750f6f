"""What a forecast is made from and what it says. Amounts are minor units of one currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shared.period import Period

Series = Sequence[int | None]
"""What one budget cost in each complete period, the oldest first; None where nothing at all was recorded."""

Method = Literal["blend", "median_of_six"]
Reason = Literal["short_history"]
Interval = Literal["week", "fortnight", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Band:
    """In one of ten cases it comes to less than `p10`, in one of ten to more than `p90`."""

    p10: int
    p50: int
    p90: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the same rules would have done on the person's own past, each time knowing only what lay before.

    `coverage`: share (0–1) of totals that fell between p10 and p90, None before there were enough to tell. `wape`:
    sum of the errors over the sum of what was spent, budget by budget; `baseline_wape` the same of the median of the
    last six periods. All are per mille.
    """

    origins: int
    coverage: int | None
    wape: int | None
    baseline_wape: int | None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that repeats: what it is called, how much, how often, when it came last."""

    name: str
    minor: int
    interval: Interval
    last: date
    budget_id: str | None = None
    kind: Literal["expense", "income"] = "expense"
    seen: int = 0
    entry_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the rules say about the next periods: for each budget, and for all together, one band a period."""

    budgets: Mapping[str | None, Sequence[Band]]
    total: Sequence[Band]
    method: Method
    backtest: Backtest


@dataclass(frozen=True, slots=True)
class BudgetForecast:
    """One budget in one period: its band, what of it repeats, and the habitual rest of the middle."""

    budget_id: str | None
    title: str | None
    band: Band
    scheduled: int
    habitual: int


@dataclass(frozen=True, slots=True)
class PeriodForecast:
    """One coming period."""

    period: Period
    total: Band
    budgets: Sequence[BudgetForecast]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer: periods, or the reason why there are none. `known` is how many complete periods it rests on."""

    currency: str
    periods: Sequence[PeriodForecast] = ()
    method: Method | None = None
    backtest: Backtest | None = None
    reason: Reason | None = None
    known: int = 0
    payments: Sequence[Payment] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What there is today, and how that was found."""

    minor: int
    how: str


@dataclass(frozen=True, slots=True)
class Habit:
    """What the rest of the period costs beside payments that repeat, and the weight of Monday to Sunday in it."""

    rest: Band
    weights: Sequence[int]


@dataclass(frozen=True, slots=True)
class CashDay:
    """What is left at the end of a day."""

    date: date
    band: Band


@dataclass(frozen=True, slots=True)
class Balance:
    """The cash line from today to the end of the period, its lowest day, and what is due on the way."""

    currency: str
    opening: Opening
    days: Sequence[CashDay]
    low: CashDay
    due: Sequence[tuple[date, Payment]] = field(default=())
