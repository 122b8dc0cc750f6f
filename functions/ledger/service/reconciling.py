"""Compare the running sums with what the entries add up to, report what differs and correct it by an adjustment."""

from datetime import datetime

from functions.ledger import repository, rules
from functions.users import service as users
from shared import logs
from shared.context import Context
from shared.events import TotalsMoved
from shared.gcp.firestore import AlreadyDone, Contended
from shared.gcp.idempotency import Processed
from shared.ids import new_id

PEOPLE_A_RUN = 5000
_PEOPLE_A_PAGE = 50
_ATTEMPTS = 5
_PLACES_LOGGED = 20


def reconcile(now: datetime) -> None:
    """Reconcile people in the order of their uids, from after the one where the run before ended; then start again.

    One whose ledger cannot be read is reported and does not stop the others. The log line `ledger.reconciled` tells
    how many people and entries were compared, how many cells differed and how many of those were corrected.
    """
    run, walk = new_id("evt"), users.everybody("reconcile", now, _PEOPLE_A_PAGE, PEOPLE_A_RUN)
    entries = cells = corrected = failed = 0
    for page in walk.pages():
        for uid in page:
            try:
                found = reconcile_user(uid, now, run)
            except Exception as error:  # noqa: BLE001 - the others are reconciled all the same
                failed += 1
                logs.error("ledger.not_reconciled", who=logs.who(uid), where=logs.where_of(error))
                continue
            entries, cells, corrected = entries + found[0], cells + found[1], corrected + found[2]
    logs.info(
        "ledger.reconciled",
        run=run,
        people=walk.seen,
        entries=entries,
        differing_cells=cells,
        corrected_cells=corrected,
        failed=failed,
        finished=walk.finished,
    )


def reconcile_user(uid: str, now: datetime, run: str) -> tuple[int, int, int]:
    """Reconcile one person; gives how many entries there are, how many cells differed and how many were corrected.

    Entries and sums are read as of one moment, so that what arrives meanwhile is in both or in neither. A correction
    fails when its period moved since; then all is compared again.
    """
    corrected, places = 0, set[str]()
    for _ in range(_ATTEMPTS):
        entries, expected, kept = repository.entries_and_totals(uid)
        sums: rules.Sums = {}
        for period in kept:
            rules.merge(sums, period.sums)
        lacking, left = rules.differing(expected, sums), 0
        for period in kept:
            cells = lacking.get(period.start, {})
            places |= {f"{period.start} {place}" for place in cells}
            if not cells:
                continue
            if _correct(uid, period, cells, now, run):
                corrected += len(cells)
            else:
                left += len(cells)
        if not left:
            break
    if places:
        _report(uid, run, sorted(places), corrected)
    return entries, corrected + left, corrected


def _correct(uid: str, period: repository.ReadTotals, cells: dict[str, int], now: datetime, run: str) -> bool:
    context = Context(uid, now, Processed(uid, "reconcile", f"{run}_{period.start}", now))
    commit = context.commit()
    period.correct(commit, uid, {"run": run, "at": now}, cells)
    commit.emit(TotalsMoved(uid=uid, occurred_at=now, period_start=period.start), now)
    try:
        context.finish(commit)
    except AlreadyDone:
        return True  # its acknowledgement was lost
    except Contended:
        return False
    return True


def _report(uid: str, run: str, places: list[str], corrected: int) -> None:
    """An alert with the places and without any amount. `metric` and `value` are what the alert counts."""
    logs.error(
        "ledger.difference",
        metric="ledger_difference",
        value=len(places),
        run=run,
        who=logs.who(uid),
        places=places[:_PLACES_LOGGED],
        corrected=corrected,
    )
