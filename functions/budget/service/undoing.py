"""Takes changes of budgets back, as the journal's undo asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    _told_alone(context, commit, before, after)
    return difference(before, after, (*EDITED, "title"))


@dataclass(frozen=True, slots=True)
class Part:
    """One of the changes that are turned together; `decided`: the others absorbed it."""

    change: Change
    decided: bool


def apply_parts(context: Context, commit: Commit, change: Change, parts: Sequence[Part], *, forward: bool) -> Change:
    """Undo several changes of one budget of which the others absorbed only some: they give or get just that.

    `parts` are in the order in which they were made, `change` is all of them; `forward` when they are made anew.
    """
    if all(one.decided for one in parts):
        return apply_change(context, commit, change)
    if not any(one.decided for one in parts):
        return apply_split(context, commit, change)
    before, after = _former(context, commit, change)
    absorbed = _made_anew(before, parts) if forward else _taken_back(before, parts)
    if absorbed:
        moved(context, commit, before, after, absorbed)
    else:
        _told_alone(context, commit, before, after)
    return difference(before, after, (*EDITED, "title"))


def _taken_back(now: Budget, parts: Sequence[Part]) -> int:
    """By how much the plan changes when the parts are taken back, from the last to the first."""
    absorbed, state = 0, dict[str, Any](_amount_of(now))
    for one in reversed(parts):
        earlier = {**state, **one.change.before} if one.change.before is not None else _NOT_THERE
        absorbed += (_worth(earlier) - _worth(state)) if one.decided else 0
        state = earlier
    return absorbed


def _made_anew(now: Budget, parts: Sequence[Part]) -> int:
    """The same when they are made anew, from the first to the last."""
    absorbed, state = 0, dict[str, Any](_amount_of(now))
    for one in parts:
        is_new = one.change.before is None
        later = {**state, **(one.change.after or {}), **({"deleted_at": None} if is_new else {})}
        absorbed += (_worth(later) - _worth(state)) if one.decided else 0
        state = later
    return absorbed


_NOT_THERE: dict[str, Any] = {"minor": 0, "deleted_at": None}


def _amount_of(budget: Budget) -> dict[str, Any]:
    return {"minor": budget.minor, "deleted_at": budget.deleted_at}


def _worth(state: Mapping[str, Any]) -> int:
    """What a budget holds; one that is deleted holds nothing."""
    return 0 if state["deleted_at"] else int(state["minor"])


def _told_alone(context: Context, commit: Commit, before: Budget, after: Budget) -> None:
    """Tell of a budget that no other has to do with; one that is back is looked at."""
    if before.minor != after.minor or (before.deleted_at and not after.deleted_at):
        commit.emit(changed_event(context, after, before.minor), context.now)


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
