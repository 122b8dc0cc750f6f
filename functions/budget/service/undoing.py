"""Takes changes of budgets back, as the journal's undo asks."""

from dataclasses import replace
from typing import Any

from functions.budget.models import Budget
from functions.budget.repository import budgets as stored
from functions.budget.service.changing import EDITED, changed_event, difference, moved
from functions.budget.service.rolling import brought
from functions.budget.service.standings import now_of
from functions.journal.models import Blocked, Change
from shared.context import Context
from shared.errors import NotFound
from shared.folding import title_key
from shared.gcp.firestore import Commit


def apply_change(context: Context, commit: Commit, change: Change) -> Change:
    """Undo what a person decided: put the former state of a budget into the commit; the others absorb it.

    Raises Blocked when the budget was changed since.
    """
    before, after = _former(context, commit, change)
    moved(context, commit, before, after)
    return difference(before, after, (*EDITED, "title"))


def apply_split(context: Context, commit: Commit, change: Change) -> Change:
    """Undo what nobody absorbed, such as a part of a rebalance, a move, or a new budget: nobody absorbs that either."""
    before, after = _former(context, commit, change)
    if before.minor != after.minor or (before.deleted_at and not after.deleted_at):  # one that is back is looked at
        commit.emit(changed_event(context, after, before.minor), context.now)
    return difference(before, after, (*EDITED, "title"))


def _former(context: Context, commit: Commit, change: Change) -> tuple[Budget, Budget]:
    found, now = _for_undo(context, change), now_of(context)
    current = brought(context.uid, [found.budget], now)
    (before,) = current.budgets
    if before.version != change.version_after:
        raise Blocked("budget", change.id, "it was changed since")
    # Without a former state it was made by the change; with an empty one only its version moved.
    fields: dict[str, Any] = {"deleted_at": context.now} if change.before is None else dict(change.before)
    if change.after is None:  # what was made is made again
        fields["deleted_at"] = None
    after = replace(before, **fields, updated_at=context.now, version=before.version + 1)
    if before.deleted_at is None and after.deleted_at is not None:
        stored.free_title(commit, context.uid, title_key(before.title))
        stored.mark_deleted(commit, context.uid, before.id, deleted=True)
    elif before.deleted_at is not None and after.deleted_at is None:
        if stored.is_title_taken(context.uid, title_key(after.title)):
            raise Blocked("budget", change.id, "another budget has its title now")
        stored.reserve_title(commit, context.uid, after.id, title_key(after.title))
        stored.mark_deleted(commit, context.uid, after.id, deleted=False)
    current.close(commit, context.uid, [after.id])
    found.replace(commit, after)
    return before, after


def _for_undo(context: Context, change: Change) -> stored.ReadBudget:
    try:
        return stored.ReadBudget(context.uid, change.id)
    except NotFound:
        raise Blocked("budget", change.id, "it is gone") from None
