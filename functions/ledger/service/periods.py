"""Entries follow the person's periods when those begin on another day of the month.

The start day alone decides. An entry's date is a plain day, chosen when it was written: another time zone moves what
"today" is from now on, and with it which period is the current one, but no entry.
"""

from dataclasses import replace
from datetime import date, datetime

from functions.ledger import repository, rules
from functions.users import service as users
from shared import logs
from shared.context import Context
from shared.errors import NotFound
from shared.events import TotalsMoved
from shared.gcp.firestore import AlreadyDone, Commit, Contended, retry_contended
from shared.gcp.idempotency import Processed
from shared.ids import new_id
from shared.period import period_of

_SIZES = (200, 50, 12, 3, 1)


def rebuild_periods(context: Context) -> None:
    """Put every entry that stands in a period of another start day into its own one.

    Each batch moves entries and sums in one commit and leaves nothing to remember: whoever goes on after an end in the
    middle finds the rest. The start day is read before each batch, so that two changes of it in a row end in the last.
    At the end `totals.moved` makes budgets look once at their new sums.
    """
    moved = 0
    while batch := retry_contended(lambda: _move_some(context.uid, context.now)):
        moved += batch
    commit = context.commit()
    if _start_day(context.uid) is not None:
        commit.emit(TotalsMoved(uid=context.uid, occurred_at=context.now, cause=context.cause), context.now)
    context.finish(commit)
    logs.info("ledger.periods_rebuilt", who=logs.who(context.uid), moved=moved)


def follow_period(context: Context, period_start: str) -> None:
    """Put an entry right whose writer knew the former start day: it was read before the change, and committed after."""
    start_day = _start_day(context.uid)
    if start_day is not None and date.fromisoformat(period_start).day != start_day:
        rebuild_periods(context)


def _start_day(uid: str) -> int | None:
    """None when the person is gone."""
    try:
        return int(users.get_user(uid).profile["period_start_day"])
    except NotFound:
        return None


def _move_some(uid: str, now: datetime) -> int:
    """Move up to 200 entries; gives how many. Where somebody keeps writing, smaller batches go through."""
    for size in _SIZES:
        start_day = _start_day(uid)
        found = [] if start_day is None else repository.misplaced(uid, start_day, size)
        if start_day is None or not found:
            return 0
        commit = Commit(Processed(uid, "move_entries", new_id("evt"), now))
        sums: rules.Sums = {}
        for read in found:
            period_start = period_of(read.entry.date, start_day).key
            read.move(commit, period_start)
            rules.merge(sums, rules.moved(read.entry, replace(read.entry, period_start=period_start)))
        repository.move_totals(commit, uid, sums)
        try:
            commit.run()
        except AlreadyDone:
            logs.info("ledger.acknowledgement_lost")  # it was applied
        except Contended:
            continue
        return len(found)
    raise Contended
