"""What a plan of budgets is made from: what there is, what is usually spent, what must be kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from functions.budget.models import Budget, Standing
from functions.budget.repository import budgets as stored
from functions.budget.rules.standing import MAX_TITLE, check_title
from functions.budget.rules.starting import usual
from functions.budget.service.rebalancing import pool_of
from functions.budget.service.rolling import Brought, brought
from functions.budget.service.standings import Now, passed, stand
from functions.ledger import service as ledger
from shared.context import Context
from shared.errors import InvalidInput
from shared.folding import title_key
from shared.language import Language
from shared.money import Money
from shared.period import previous_period

LOOKED_BACK = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan is made from. Titles are folded where they are keys; amounts are minor units.

    `minimums` keeps each title as the person wrote it; `in_all` is what is usually spent in a period, with a category
    or without; `taken` are titles of budgets in other currencies.
    """

    now: Now
    reads: tuple[stored.ReadBudget, ...]
    current: Brought
    standings: tuple[Standing, ...]
    pool: int | None
    usual: Mapping[str, int]
    in_all: int
    minimums: Mapping[str, tuple[str, int]]
    taken: frozenset[str]

    @classmethod
    def of(cls, context: Context, now: Now) -> "Known":
        code, found = now.profile["currency"], stored.read_budgets(context.uid)
        reads = tuple(one for one in found if one.budget.currency == code)
        taken = frozenset(title_key(one.budget.title) for one in found if one.budget.currency != code)
        current = brought(context.uid, [one.budget for one in reads], now)
        totals = ledger.totals(context.uid, now.period.key)
        sums = _sums(context.uid, now)
        return cls(
            now,
            reads,
            current,
            tuple(stand(current.budgets, now.period, totals, now.thresholds)),
            pool_of(context.uid, now),
            _usual(sums, current.budgets),
            usual([sum(minor for (currency, _), minor in row.items() if currency == code) for row in sums]),
            _minimums(now, taken),
            taken,
        )

    @property
    def currency(self) -> str:
        return str(self.now.profile["currency"])

    @property
    def language(self) -> str:
        return self.now.language

    @property
    def speech(self) -> Language:
        return self.now.speech

    def named(self, title: str) -> tuple[str, str] | None:
        """A proposed title and its key; None for one that no budget can have."""
        return _named(title, self.currency, self.taken)

    def least(self, key: str) -> int:
        """What the person said that a category needs at least."""
        return self.minimums[key][1] if key in self.minimums else 0

    def standing(self, key: str) -> Standing | None:
        return next((one for one in self.standings if title_key(one.budget.title) == key), None)


def _named(title: str, currency: str, taken: Collection[str]) -> tuple[str, str] | None:
    try:
        title = check_title(title)
    except InvalidInput:
        return None
    key = title_key(title)
    if key in taken:  # a title is there once: this one is told apart by its currency
        title = f"{title} ({currency})"
        key = title_key(title)
    return (key, title) if key and key not in taken and len(title) <= MAX_TITLE else None


def _sums(uid: str, now: Now) -> list[Mapping[tuple[str, str | None], int]]:
    """What was spent in the last periods, by currency and budget."""
    start = now.period
    for _ in range(LOOKED_BACK):
        start = previous_period(start, now.start_day)
    return [ledger.totals(uid, one.key).spent for one in passed(start.key, now.period, now.start_day)]


def _usual(sums: Sequence[Mapping[tuple[str, str | None], int]], budgets: Sequence[Budget]) -> dict[str, int]:
    return {
        title_key(one.title): usual([row.get((one.currency, one.id), 0) for row in sums])
        for one in budgets
        if any(row.get((one.currency, one.id)) for row in sums)
    }


def _minimums(now: Now, taken: Collection[str]) -> dict[str, tuple[str, int]]:
    """The least that the person said a category needs; what is no amount or no title is passed over."""
    found: dict[str, tuple[str, int]] = {}
    said = now.profile["extra_info"].get("budget_minimums", {})
    for title, amount in said.items() if isinstance(said, dict) else ():
        try:
            minor = Money.parse(amount, now.profile["currency"]).minor
        except InvalidInput:
            continue
        named = _named(str(title), now.profile["currency"], taken)
        if minor > 0 and named:
            found[named[0]] = named[1], minor
    return found
