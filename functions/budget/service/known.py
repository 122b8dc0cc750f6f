"""What a plan of budgets is made from: what there is, what is usually spent, what must be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.budget.models import Budget, Standing
from functions.budget.repository import budgets as stored
from functions.budget.rules.starting import usual
from functions.budget.service.rebalancing import pool_of
from functions.budget.service.standings import Now, passed, rolled, stand
from functions.ledger import service as ledger
from shared.context import Context
from shared.errors import InvalidInput
from shared.folding import title_key
from shared.money import Money
from shared.period import previous_period

LOOKED_BACK = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan is made from."""

    now: Now
    reads: tuple[stored.ReadBudget, ...]
    standings: tuple[Standing, ...]
    pool: int | None
    usual: Mapping[str, int]  # folded title -> minor units
    minimums: Mapping[str, int]

    @classmethod
    def of(cls, context: Context, now: Now) -> "Known":
        reads = tuple(one for one in stored.read_budgets(context.uid) if one.budget.currency == now.profile["currency"])
        budgets = rolled(context.uid, [one.budget for one in reads], now.period, now.start_day)
        standings = tuple(stand(budgets, now.period, ledger.totals(context.uid, now.period.key), now.thresholds))
        return cls(
            now,
            reads,
            standings,
            pool_of(context.uid, now),
            _usual(context.uid, now, budgets),
            _minimums(now),
        )

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])

    @property
    def language(self) -> str:
        return str(self.now.profile["personal_info"].get("language", "en"))[:2].casefold()

    def standing(self, key: str) -> Standing | None:
        return next((one for one in self.standings if title_key(one.budget.title) == key), None)


def _usual(uid: str, now: Now, budgets: Sequence[Budget]) -> dict[str, int]:
    start = now.period
    for _ in range(LOOKED_BACK):
        start = previous_period(start, now.start_day)
    sums = [ledger.totals(uid, one.key).spent for one in passed(start.key, now.period, now.start_day)]
    return {
        title_key(one.title): usual([row.get((one.currency, one.id), 0) for row in sums])
        for one in budgets
        if any(row.get((one.currency, one.id)) for row in sums)
    }


def _minimums(now: Now) -> dict[str, int]:
    """The least that the person said a category needs; what is no amount is passed over."""
    found: dict[str, int] = {}
    said = now.profile["extra_info"].get("budget_minimums", {})
    for title, amount in said.items() if isinstance(said, dict) else ():
        try:
            minor = Money.parse(amount, now.profile["currency"]).minor
        except InvalidInput:
            continue
        if minor > 0:
            found[title_key(str(title))] = minor
    return found
