"""What a forecast rests on: the sums of complete periods, the newest entries, budgets and profile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from functions.budget import service as budgets
from functions.budget.service import Now
from functions.forecast.models import Payment
from functions.forecast.rules.household import Household
from functions.forecast.rules.preparing import household_of
from functions.forecast.rules.repeating import find_payments
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter, Totals
from functions.users import service as users
from shared.context import Context
from shared.period import Period, previous_period

MOST_PERIODS = 60
PAYMENTS_LOOKED_BACK = 13  # periods
MOST_ENTRIES = 1000


@dataclass(frozen=True)
class Known:
    """All that a forecast is computed from. `periods` and `totals` are complete ones, the oldest first."""

    uid: str
    now: Now
    titles: Mapping[str, str]
    periods: Sequence[Period]
    totals: Sequence[Totals]
    current: Totals
    household: Household

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])

    @cached_property
    def entries(self) -> list[Entry]:
        """The newest entries of the person's currency, at most 1,000 of the last 13 periods."""
        first = self.periods[-PAYMENTS_LOOKED_BACK].start
        wanted = Filter(first=first, status="posted", currency=self.currency)
        return list(ledger.find_entries(self.uid, wanted, None, MOST_ENTRIES))

    @cached_property
    def payments(self) -> list[Payment]:
        """Payments and incomes that repeat."""
        return payments_among(self.entries, self.now.today)


def gather(context: Context) -> Known:
    """What is known now. Reads: 2 for the person, one a budget, one a period with records."""
    now = budgets.now_of(context)
    person = users.get_user(context.uid)
    currency = str(now.profile["currency"])
    periods = [previous_period(now.period, now.start_day)]
    while len(periods) < MOST_PERIODS:
        periods.append(previous_period(periods[-1], now.start_day))
    periods.reverse()
    kept = ledger.totals_between(context.uid, periods[0].key, now.period.key)
    *totals, current = [kept.get(one.key, Totals()) for one in (*periods, now.period)]
    titles = {one.id: one.title for one in budgets.all_budgets(context.uid) if one.currency == currency}
    household = household_of(periods, totals, currency, titles, person.created_at.date())
    return Known(context.uid, now, titles, periods, totals, current, household)


def repeating_payments(context: Context) -> list[Payment]:
    """The person's payments and incomes that repeat, the largest first."""
    return gather(context).payments


def payments_among(entries: Iterable[Entry], today: date) -> list[Payment]:
    """Payments and incomes that repeat among entries that were read already."""
    return find_payments((one for one in entries if one.date <= today), today)
