"""The next periods, and the balance until the end of this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from functions.forecast.models import (
    Balance,
    Band,
    BudgetForecast,
    Forecast,
    Habit,
    Opening,
    Outlook,
    Payment,
    PeriodForecast,
)
from functions.forecast.rules.blending import SHORTEST
from functions.forecast.rules.cash import cash_line, rest_of, weekday_weights
from functions.forecast.rules.household import outlook
from functions.forecast.rules.preparing import known_periods
from functions.forecast.rules.repeating import already_in, due
from functions.forecast.service.gathering import Known, gather
from shared.context import Context
from shared.period import Period, next_period

Parts = Mapping[str | None, int]


def forecast(context: Context, periods: int) -> Forecast:
    """The next 1 to 6 whole periods."""
    return forecast_of(gather(context), periods)


def forecast_of(known: Known, periods: int) -> Forecast:
    """The next 1 to 6 whole periods of what is known."""
    count = known_periods(known.household)
    if count < SHORTEST:
        return Forecast(known.currency, reason="short_history", known=count)
    seen = outlook(known.household, periods + 1)
    coming, period = [], known.now.period
    for step in range(1, periods + 1):
        period = next_period(period, known.now.start_day)
        coming.append(_period(known, seen, step, period))
    return Forecast(known.currency, coming, seen.method, seen.backtest, None, count, known.payments)


def _period(known: Known, seen: Outlook, step: int, period: Period) -> PeriodForecast:
    parts = _scheduled(known, period)
    rows = [_budget(known, key, bands[step], parts.get(key, 0)) for key, bands in seen.budgets.items()]
    rows.sort(key=lambda row: (-row.band.p50, row.title or "~", row.budget_id or ""))
    return PeriodForecast(period, seen.total[step], rows)


def _budget(known: Known, key: str | None, band: Band, scheduled: int) -> BudgetForecast:
    return BudgetForecast(key, known.titles.get(key or ""), band, scheduled, max(0, band.p50 - scheduled))


def _scheduled(known: Known, period: Period) -> Parts:
    """What repeats in a period, by budget."""
    parts: dict[str | None, int] = {}
    for one in known.payments:
        if one.kind == "expense":
            key = one.budget_id if one.budget_id in known.titles else None
            parts[key] = parts.get(key, 0) + one.minor * _times(one, period.start, period.end)
    return parts


def _times(payment: Payment, first: date, until: date) -> int:
    return sum(1 for _ in due(payment, first, until))


def balance(context: Context) -> Balance | Forecast:
    """The cash line from today to the end of the period; a Forecast with its reason where the history is too short."""
    return balance_of(gather(context))


def balance_of(known: Known) -> Balance | Forecast:
    """The cash line of what is known."""
    count = known_periods(known.household)
    if count < SHORTEST:
        return Forecast(known.currency, reason="short_history", known=count)
    today, period = known.now.today, known.now.period
    opening, earns = _opening(known)
    payments = [one for one in known.payments if one.kind == "expense" or earns]
    band = outlook(known.household, 1).total[0]
    repeats = sum(one.minor * _in_whole(one, period) for one in payments if one.kind == "expense")
    habitual = Band(*(max(0, one - repeats) for one in (band.p10, band.p50, band.p90)))
    habit = Habit(rest_of(period, today, habitual), weekday_weights(_by_day(known)))
    return cash_line(known.currency, opening, Period(today, period.end), habit, payments)


def _in_whole(payment: Payment, period: Period) -> int:
    """How often a payment comes in a period, counting what came already."""
    came = already_in(payment, period.start) if payment.last in period else 0
    return came + _times(payment, max(period.start, payment.last), period.end)


def _opening(known: Known) -> tuple[Opening, bool]:
    """What the period has brought less what it has cost, how that was found, and whether income is still to come.

    The profile's income is that of the whole period; where it is not known, what was received counts, and repeating
    incomes that are due are added on their day.
    """
    spent = sum(minor for (code, _), minor in known.current.spent.items() if code == known.currency)
    income = known.now.profile["monthly_income"]
    if income is not None:
        return Opening(income - spent, "income of the profile less what was spent in this period"), False
    received = known.current.income.get(known.currency, 0)
    return Opening(received - spent, "income received less what was spent in this period"), True


def _by_day(known: Known) -> dict[date, int]:
    repeating = {entry_id for one in known.payments for entry_id in one.entry_ids}
    sums: dict[date, int] = {}
    for entry in known.entries:
        if entry.kind == "expense" and entry.id not in repeating:
            sums[entry.date] = sums.get(entry.date, 0) + (entry.minor or 0)
    return sums


@dataclass(frozen=True, slots=True)
class Outline:
    """What lies ahead, for advice: what a usual period costs, the cash line, payments that repeat."""

    usual: int | None
    balance: Balance | None
    payments: Sequence[Payment]


def look(context: Context) -> Outline:
    """The next period's middle, this one's cash line, and what repeats; None where the history is too short."""
    known = gather(context)
    found, line = forecast_of(known, 1), balance_of(known)
    usual = found.periods[0].total.p50 if found.periods else None
    return Outline(usual, line if isinstance(line, Balance) else None, known.payments)
