"""Delete budgets: their entries stay, what they held is free for the others, and all of it can be undone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from functions.budget.repository import budgets as stored
from functions.budget.rules import summaries
from functions.budget.service.changing import EDITED, Precondition, difference, live, moved
from functions.budget.service.standings import now_of
from functions.journal import service as journal
from functions.journal.models import Action, Change
from shared.context import Context
from shared.errors import NotFound
from shared.folding import title_key
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept


def delete_budget(
    context: Context,
    budget_id: str,
    expects: Precondition | None = None,
    answer: Callable[[], Kept] | None = None,
) -> None:
    """Delete a budget. Raises NotFound."""

    def attempt() -> None:
        _delete(context, [live(context.uid, budget_id, expects)], None if answer is None else lambda _: answer())

    context.attempt(attempt)


def delete_budgets(
    context: Context, budget_ids: Iterable[str], answer: Callable[[Action], Kept] | None = None
) -> Action:
    """Delete several in one commit, as one Action: what confirming the deletions that `generate` proposed does.

    The person agreed to part with these budgets, so neither an amount that a rebalance has changed since nor one of
    them that is gone by now is in the way. Raises NotFound when none of them is left.
    """
    wanted = list(dict.fromkeys(budget_ids))

    def attempt() -> Action:
        if not (found := list(_left(context.uid, wanted))):
            raise NotFound("There is no such budget.")
        return _delete(context, found, answer)

    return context.attempt(attempt)


def _left(uid: str, budget_ids: Iterable[str]) -> Iterable[stored.ReadBudget]:
    for one in budget_ids:
        try:
            yield live(uid, one, None)
        except NotFound:
            continue


def _delete(context: Context, found: list[stored.ReadBudget], answer: Callable[[Action], Kept] | None) -> Action:
    commit = context.commit()
    changes = [_gone(context, commit, one) for one in found]
    told = summaries.gone(now_of(context).speech, [one.budget for one in found])
    action = journal.record(context, commit, "delete_budget", told, changes)
    context.finish(commit, None if answer is None else lambda: answer(action))
    return action


def _gone(context: Context, commit: Commit, found: stored.ReadBudget) -> Change:
    before = found.budget
    after = replace(before, deleted_at=context.now, updated_at=context.now, version=before.version + 1)
    found.replace(commit, after)
    stored.free_title(commit, context.uid, title_key(before.title))
    stored.mark_deleted(commit, context.uid, before.id, deleted=True)
    moved(context, commit, before, after)
    return difference(before, after, EDITED)
