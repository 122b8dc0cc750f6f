"""The shapes of questions about the future, and of their answers."""

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from functions.forecast.models import Balance, Band, Forecast, Payment, PeriodForecast
from functions.forecast.rules.blending import LONGEST, SHORTEST
from shared.money import Money
from shared.web.shapes import Amount

_MOST = LONGEST - 1


def _count(text: object) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or not 1 <= int(text[:3]) <= _MOST:
        raise ValueError(f"A whole number from 1 to {_MOST}.")
    return int(text)


class ForecastQuery(BaseModel):
    """How many periods after the current one."""

    periods: Annotated[int, BeforeValidator(_count)] = Field(default=3, description="1 to 6")


class ForecastQuestion(BaseModel):
    """A question about the coming time."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"message": "What will next month cost?"}}
    )

    message: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class BandOut(BaseModel):
    """Less than `p10` in one of ten cases, more than `p90` in one of ten."""

    p10: Amount
    p50: Amount
    p90: Amount


class BudgetForecastOut(BandOut):
    """One budget; `budget_id` and `title` are null for what no budget bears. `scheduled` repeats, the rest is habit."""

    budget_id: str | None
    title: str | None
    scheduled: Amount
    habitual: Amount


class ForecastPeriodOut(BaseModel):
    start: str
    end: str
    total: BandOut
    budgets: list[BudgetForecastOut]


class BacktestOut(BaseModel):
    """The same rules on the person's own past. `coverage`, `wape` and `baseline_wape` are shares (0.81 is 81 %)."""

    origins: int
    coverage: Amount | None
    wape: Amount | None
    baseline_wape: Amount | None


class PaymentOut(BaseModel):
    """A payment or an income that repeats."""

    name: str
    amount: Amount
    interval: str
    kind: str
    last: str
    budget_id: str | None
    seen: int


class ForecastOut(BaseModel):
    """The coming periods; with `reason` `short_history` there are none, and
    `needed_periods` complete ones would do."""

    currency: str
    periods: list[ForecastPeriodOut]
    method: str | None
    backtest: BacktestOut | None
    payments: list[PaymentOut]
    reason: str | None = None
    known_periods: int
    needed_periods: int | None = None


class DayOut(BandOut):
    date: str


class OpeningOut(BaseModel):
    amount: Amount
    how: str


class LowPoint(BaseModel):
    date: str
    amount: Amount


class DueOut(BaseModel):
    date: str
    name: str
    amount: Amount
    kind: str


class BalanceOut(BaseModel):
    """What is left day by day until the period ends; no days and a `reason` where the history is too short."""

    currency: str
    opening: OpeningOut | None
    days: list[DayOut]
    low_point: LowPoint | None
    due: list[DueOut]
    reason: str | None = None
    known_periods: int | None = None
    needed_periods: int | None = None


class ToldOut(BaseModel):
    """Markdown, every figure of which is among the facts."""

    forecast: str
    facts: list[dict[str, Any]]
    verified: bool
    degraded: bool


def _band(band: Band, currency: str) -> dict[str, Decimal]:
    return {name: Money(minor, currency).decimal for name, minor in asdict(band).items()}


def _share(per_mille: int | None) -> Decimal | None:
    return None if per_mille is None else Decimal(per_mille).scaleb(-3)


def _period(one: PeriodForecast, currency: str) -> dict[str, Any]:
    budgets = [
        {
            "budget_id": row.budget_id,
            "title": row.title,
            **_band(row.band, currency),
            "scheduled": Money(row.scheduled, currency).decimal,
            "habitual": Money(row.habitual, currency).decimal,
        }
        for row in one.budgets
    ]
    days = {"start": one.period.start.isoformat(), "end": one.period.end.isoformat()}
    return {**days, "total": _band(one.total, currency), "budgets": budgets}


def _payment(one: Payment, currency: str) -> dict[str, Any]:
    amount = Money(one.minor, currency).decimal
    about = {"name": one.name, "amount": amount, "interval": one.interval, "kind": one.kind}
    return {**about, "last": one.last.isoformat(), "budget_id": one.budget_id, "seen": one.seen}


def forecast_out(found: Forecast) -> dict[str, Any]:
    tried = found.backtest
    shown: dict[str, Any] = {
        "currency": found.currency,
        "periods": [_period(one, found.currency) for one in found.periods],
        "method": found.method,
        "backtest": tried
        and {
            "origins": tried.origins,
            "coverage": _share(tried.coverage),
            "wape": _share(tried.wape),
            "baseline_wape": _share(tried.baseline_wape),
        },
        "payments": [_payment(one, found.currency) for one in found.payments],
        "known_periods": found.known,
    }
    return {**shown, **_short(found)} if found.reason else shown


def _short(found: Forecast) -> dict[str, Any]:
    return {"reason": found.reason, "known_periods": found.known, "needed_periods": SHORTEST}


def balance_out(found: Balance) -> dict[str, Any]:
    code = found.currency
    low = {"date": found.low.date.isoformat(), "amount": Money(found.low.band.p50, code).decimal}
    due = [
        {"date": day.isoformat(), "name": one.name, "amount": Money(one.minor, code).decimal, "kind": one.kind}
        for day, one in found.due
    ]
    return {
        "currency": code,
        "opening": {"amount": Money(found.opening.minor, code).decimal, "how": found.opening.how},
        "days": [{"date": one.date.isoformat(), **_band(one.band, code)} for one in found.days],
        "low_point": low,
        "due": due,
    }


def nothing_out(found: Forecast) -> dict[str, Any]:
    """A balance that cannot be foreseen, with the reason."""
    empty: dict[str, Any] = {"opening": None, "days": [], "low_point": None, "due": []}
    return {"currency": found.currency, **empty, **_short(found)}
