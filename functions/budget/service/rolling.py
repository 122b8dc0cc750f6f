"""The start of a period: budgets take over what rolls over, and the period before is closed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from functions.budget.models import Budget, Closed
from functions.budget.repository import budgets as stored
from functions.budget.repository import periods
from functions.budget.service.standings import Now, now_of, passed, roll
from functions.ledger import service as ledger
from functions.users import service as users
from shared import logs
from shared.context import Context
from shared.errors import NotFound, Unavailable
from shared.events import ProfileChanged
from shared.gcp.firestore import AlreadyDone, Commit, Contended
from shared.gcp.idempotency import Processed
from shared.period import period_of

Spending = Mapping[str, Mapping[tuple[str, str | None], int]]
_CONSUMER = "roll_periods"
# What `profile.changed` names when a period has begun: there may be less to plan with, for goals come nearer.
BEGUN = "period"


@dataclass(frozen=True, slots=True)
class Brought:
    """Budgets in the current period, and how the periods since ended for those that were not there yet.

    Whoever writes such a budget closes those periods in the same commit: its amount of that time is known only now.
    """

    budgets: list[Budget]
    closings: Mapping[str, Mapping[str, Closed]]  # start of the period -> budget -> how it ended

    def close(self, commit: Commit, uid: str, written: Collection[str]) -> None:
        """Put the ends of periods into the commit, for the budgets that it writes."""
        for start, rows in self.closings.items():
            mine = {key: row for key, row in rows.items() if key in written}
            if mine:
                periods.close(commit, uid, start, mine)


def brought(uid: str, found: Sequence[Budget], now: Now, moment: Any = None) -> Brought:
    """The budgets as they are in the current period. No read when all of them were rolled into it; else of a moment."""
    late = [one for one in found if _is_late(one, now.period.key)]
    if not late:
        return Brought(list(found), {})
    since = passed(min(one.period_start or "" for one in late), now.period, now.start_day)
    spent = {one.key: ledger.totals(uid, one.key, moment).spent for one in since}
    budgets = [roll(one, now.period, now.start_day, spent) for one in found]
    return Brought(budgets, {past.key: dict(_closings(late, past.key, spent, now.start_day)) for past in since})


def roll_all(now: datetime) -> None:
    """Roll everybody whose period has begun since. One person's failure does not stop the others."""
    for page in users.everybody(_CONSUMER, now).pages():
        for uid in page:
            _roll(uid, now)


def _roll(uid: str, now: datetime) -> None:
    guard = Processed(uid, _CONSUMER, f"{now:%Y%m%d%H%M%S}", now)
    try:
        roll_periods(Context(uid, now, guard, agent=_CONSUMER))
    except (AlreadyDone, NotFound):
        return  # done by another delivery, or gone
    except (Contended, Unavailable):
        logs.warning("budget.roll_postponed")  # the next hour tries again
    except Exception as error:  # noqa: BLE001 - the others are rolled all the same
        logs.error("budget.not_rolled", who=logs.who(uid), where=logs.where_of(error))


def roll_periods(context: Context) -> bool:
    """Bring the person's budgets into their current period; False when they all are there. Raises Contended."""
    now = now_of(context)
    late = [one for one in stored.read_budgets(context.uid) if _is_late(one.budget, now.period.key)]
    if not late:
        return False
    current = brought(context.uid, [one.budget for one in late], now)
    commit = context.commit()
    current.close(commit, context.uid, [one.budget.id for one in late])
    for read, budget in zip(late, current.budgets, strict=True):
        read.replace(commit, budget)
    begun = ProfileChanged(uid=context.uid, occurred_at=context.now, cause=context.cause, fields=(BEGUN,))
    commit.emit(begun, context.now)
    context.finish(commit)
    return True


def _is_late(budget: Budget, current: str) -> bool:
    return budget.period_start not in {None, current}


def _closings(late: Sequence[Budget], key: str, spent: Spending, start_day: int) -> Iterator[tuple[str, Closed]]:
    for budget in late:
        if budget.period_start is not None and budget.period_start <= key:
            then = roll(budget, period_of(date.fromisoformat(key), start_day), start_day, spent)
            yield budget.id, Closed(budget.minor, then.carried_over, budget.rollover)
