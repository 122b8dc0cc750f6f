"""What advice rests on: budgets as they stand, the cash line, what a usual period leaves, goals."""

from collections.abc import Sequence
from dataclasses import dataclass

from functions.advisor.models import Category, Low, Means, Overview, Purchase, Tight
from functions.budget import service as budgets
from functions.budget.models import Standing, Summary
from functions.budget.service import Now
from functions.expenses import service as expenses
from functions.forecast import service as forecast
from functions.forecast.models import Payment
from functions.forecast.service import Outline
from shared.context import Context
from shared.period import next_period

_PERIODS = 12
_NEAR = 90  # percent of its limit from which a budget is nearly used up
# How many of a payment come in a year.
_A_YEAR = {"week": 52, "fortnight": 26, "month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True, slots=True)
class Known:
    """The person's standings, their means, and what repeats."""

    now: Now
    summary: Summary
    standings: Sequence[Standing]
    means: Means
    payments: Sequence[Payment]

    @property
    def currency(self) -> str:
        return self.means.currency


def gather(context: Context) -> Known:
    """What is known now."""
    now, summary = budgets.now_of(context), budgets.summarize(context)
    currency = str(now.profile["currency"])
    outlook = forecast.look(context)
    starts, period = [], now.period
    for _ in range(_PERIODS):
        period = next_period(period, now.start_day)
        starts.append(period.start)
    usual = outlook.usual if outlook.usual is not None else (summary.planned or None)
    income = summary.income
    means = Means(
        currency,
        now.today,
        _low(outlook, summary, now),
        None if income is None or usual is None else income - usual,
        any(one.goal.saved < one.goal.target for one in budgets.list_goals(context)),
        starts,
    )
    mine = [one for one in summary.budgets if one.budget.currency == currency]
    payments = [one for one in outlook.payments if one.kind == "expense"]
    return Known(now, summary, mine, means, payments)


def _low(outlook: Outline, summary: Summary, now: Now) -> Low | None:
    """The low point of the cash line; where the history is too short, what is left of the income.

    None where no income is known, of the profile or recorded: a line of costs alone says nothing of what there is.
    """
    earns = any(one.kind == "income" for one in outlook.payments)
    if summary.income is None and not summary.income_received and not earns:
        return None
    balance = outlook.balance
    if balance is not None:
        return Low(balance.low.date, balance.low.band.p50, "lowest day of the cash line until the period ends")
    if summary.income is None:
        return None
    left = summary.income - summary.spent
    return Low(now.period.end, left, "income less what was spent; the history is too short for a forecast")


def purchases(known: Known, message: str) -> tuple[list[Purchase], bool]:
    """What the message names with a price in the person's currency; and whether there was one in another."""
    titles = {one.budget.title: one for one in known.standings}
    found = expenses.prices_in(message, known.currency, tuple(titles))
    mine = [
        Purchase(one.name, one.minor, _category(titles.get(one.title or "")))
        for one in found
        if one.currency == known.currency
    ]
    return mine, len(mine) < len(found)


def _category(standing: Standing | None) -> Category | None:
    if standing is None:
        return None
    budget = standing.budget
    return Category(budget.id, budget.title, budget.minor, standing.remaining)


def overview(known: Known) -> Overview:
    """What stands out: tight budgets, what is left, what repeats, the low point."""
    tight = [
        Tight(one.budget.title, one.spent, one.budget.limit)
        for one in known.standings
        if one.spent and 100 * one.spent >= _NEAR * one.budget.limit
    ]
    tight.sort(key=lambda one: (one.limit - one.spent, one.title))
    monthly = sum(one.minor * _A_YEAR[one.interval] // 12 for one in known.payments)
    summary, low = known.summary, known.means.low
    return Overview(known.currency, tight[:5], summary.left, summary.left_per_day, monthly, len(known.payments), low)
