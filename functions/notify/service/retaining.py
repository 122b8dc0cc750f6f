"""How long notifications are kept: read ones for 90 days, all for a year, unless the configuration says otherwise."""

from contextlib import suppress
from datetime import datetime, timedelta

from functions.notify import repository
from functions.users import service as users
from shared import logs
from shared.config import config
from shared.errors import Conflict, Unavailable
from shared.gcp.firestore import AlreadyDone, Commit, Gone, retry_contended
from shared.gcp.idempotency import Processed
from shared.ids import new_id

_WALK = "apply_retention"
_AT_ONCE = 200


def apply_retention(now: datetime) -> None:
    """Remove what is old, person by person; a run that ends before everybody was looked at is gone on with."""
    removed = 0
    for page in users.everybody(_WALK, now).pages():
        for uid in page:
            try:
                removed += _apply(uid, now)
            except (Conflict, Gone, Unavailable):
                logs.warning("retention.postponed", user=logs.who(uid))  # the next run tries again
            except Exception as error:  # noqa: BLE001 - the others are looked at all the same
                logs.error("retention.failed", user=logs.who(uid), where=logs.where_of(error))
    if removed:
        logs.info("retention.applied", removed=removed)


def _apply(uid: str, now: datetime) -> int:
    removed = 0
    while True:
        count = retry_contended(lambda: _remove_some(uid, now))
        removed += count
        if count < _AT_ONCE:
            return removed


def _remove_some(uid: str, now: datetime) -> int:
    """One commit with a guard of its own: what an interrupted run leaves, the next one removes."""
    settings = config()
    read_before = now - timedelta(days=settings.keep_read_notifications_days)
    all_before = now - timedelta(days=settings.keep_notifications_days)
    commit = Commit(Processed(uid, _WALK, new_id("evt"), now))
    count = repository.remove_old(commit, uid, read_before, all_before, _AT_ONCE)
    if count:
        with suppress(AlreadyDone):  # its acknowledgement was lost
            commit.run()
    return count
