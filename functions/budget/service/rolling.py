"""The start of a period: budgets take over what rolls over, and the period before is closed."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from functions.budget.models import Closed
from functions.budget.repository import budgets as stored
from functions.budget.repository import periods
from functions.budget.service.standings import now_of, passed, roll
from functions.ledger import service as ledger
from functions.users import service as users
from shared import logs
from shared.context import Context
from shared.errors import NotFound, Unavailable
from shared.gcp.firestore import AlreadyDone, Contended
from shared.gcp.idempotency import Processed
from shared.period import period_of

Spending = Mapping[str, Mapping[tuple[str, str | None], int]]
_CONSUMER = "roll_periods"


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
    late = [one for one in stored.read_budgets(context.uid) if _is_late(one, now.period.key)]
    if not late:
        return False
    since = passed(min(one.budget.period_start or "" for one in late), now.period, now.start_day)
    spent = {one.key: ledger.totals(context.uid, one.key).spent for one in since}
    commit = context.commit()
    for past in since:
        rows = dict(_closings(late, past.key, spent, now.start_day))
        if rows:
            periods.close(commit, context.uid, past.key, rows)
    for one in late:
        one.replace(commit, roll(one.budget, now.period, now.start_day, spent))
    context.finish(commit)
    return True


def _is_late(read: stored.ReadBudget, current: str) -> bool:
    return read.budget.period_start not in {None, current}


def _closings(late: list[stored.ReadBudget], key: str, spent: Spending, start_day: int) -> Iterator[tuple[str, Closed]]:
    for one in late:
        budget = one.budget
        if budget.period_start is not None and budget.period_start <= key:
            then = roll(budget, period_of(date.fromisoformat(key), start_day), start_day, spent)
            yield budget.id, Closed(budget.minor, then.carried_over, budget.rollover)
