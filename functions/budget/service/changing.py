"""What people do to their budgets: change, delete, restore, move money. Each answers at once; others absorb later."""

from collections.abc import Callable
from dataclasses import replace

from functions.budget.models import Budget, BudgetChange, Standing
from functions.budget.repository import budgets as stored
from functions.budget.repository import plan
from functions.budget.rules import summaries
from functions.budget.service.rolling import brought
from functions.budget.service.showing import described
from functions.budget.service.standings import Now, budget_id_of, now_of, now_with, stand
from functions.journal import service as journal
from functions.journal.models import Change
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from shared.context import Context
from shared.errors import Conflict
from shared.events import BudgetChanged, BudgetDeleted
from shared.folding import title_key
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept
from shared.ids import derived_id

Precondition = Callable[[Budget], None]
Answer = Callable[[Standing, str | None], Kept]
_TITLE_IN_USE = "There is a budget of this title already."


def live(uid: str, budget_id: str, expects: Precondition | None) -> stored.ReadBudget:
    found = stored.ReadBudget(uid, budget_id_of(budget_id))
    return alive(found, expects)


def alive(found: stored.ReadBudget, expects: Precondition | None) -> stored.ReadBudget:
    budget = found.live()
    if expects:
        expects(budget)
    return found


def difference(before: Budget, after: Budget, fields: tuple[str, ...]) -> Change:
    """The journal's change between two states of a budget."""
    changed = [name for name in fields if getattr(before, name) != getattr(after, name)]
    return Change(
        "budget",
        before.id,
        {name: getattr(before, name) for name in changed},
        {name: getattr(after, name) for name in changed},
        before.version,
        after.version,
        before.currency,
    )


EDITED = ("minor", "rollover", "pinned", "minimum", "description", "deleted_at")


def changed_budget(
    context: Context,
    budget_id: str,
    wanted_of: Callable[[str], BudgetChange],
    expects: Precondition | None = None,
    answer: Answer | None = None,
) -> tuple[Standing, str | None]:
    """Change what is named; returns the budget and the event that a rebalance follows on, if the amount changed.

    `wanted_of` reads the request in the budget's currency; `expects` may refuse the state that is found (If-Match).
    Raises NotFound, InvalidInput, Conflict.
    """

    def attempt() -> tuple[Standing, str | None]:
        now, read, totals = now_with(context, budget_id)
        found = alive(read, expects)
        wanted = wanted_of(found.budget.currency)
        current = brought(context.uid, [found.budget], now)
        (before,) = current.budgets
        after = _changed(context, before, wanted)
        standing = stand([after], now.period, totals, now.thresholds)[0]
        commit = context.commit()
        current.close(commit, context.uid, [after.id])
        found.replace(commit, after)
        changes = [difference(found.budget, after, EDITED)]
        if wanted.spent is not None and wanted.spent != standing.spent:
            changes.append(_adjust(context, commit, after, wanted.spent - standing.spent, now))
            standing = judged(replace(standing, spent=wanted.spent), now)
        event_id = moved(context, commit, before, after)
        journal.record(
            context,
            commit,
            "update_budget",
            summaries.edited(now.speech, before, standing.budget, standing.spent, wanted),
            changes,
        )
        standing = described(standing, now.speech)
        context.finish(commit, None if answer is None else lambda: answer(standing, event_id))
        return standing, event_id

    return context.attempt(attempt)


def judged(standing: Standing, now: Now) -> Standing:
    from functions.budget.rules.standing import health

    return replace(standing, health=health(standing.spent, standing.budget.limit, now.thresholds))


def _changed(context: Context, before: Budget, wanted: BudgetChange) -> Budget:
    minimum = None if wanted.drops_minimum else before.minimum if wanted.minimum is None else wanted.minimum
    return replace(
        before,
        minor=before.minor if wanted.minor is None else wanted.minor,
        rollover=before.rollover if wanted.rollover is None else wanted.rollover,
        pinned=before.pinned if wanted.pinned is None else wanted.pinned,
        minimum=minimum,
        updated_at=context.now,
        version=before.version + 1,
    )


def moved(context: Context, commit: Commit, before: Budget, after: Budget, absorbed: int | None = None) -> str | None:
    """Say that a budget's amount is another one, and leave the difference for the next rebalance to absorb.

    `absorbed` is that difference where it is not the whole one: others had given only a part of it.
    """
    old = 0 if before.deleted_at else before.minor
    new = 0 if after.deleted_at else after.minor
    is_back = before.deleted_at is not None and after.deleted_at is None
    if old == new and not is_back:  # one that is back is looked at, whatever its amount: nobody watched it meanwhile
        return None
    difference = new - old if absorbed is None else absorbed
    plan.add(commit, context.uid, after.currency, difference, None if after.deleted_at else after.id)
    event: BudgetChanged | BudgetDeleted
    if after.deleted_at:
        event = BudgetDeleted(
            uid=context.uid,
            occurred_at=context.now,
            cause=context.cause,
            budget_id=after.id,
            minor_freed=max(0, -difference),
        )
    else:
        event = changed_event(context, after, old)
    commit.emit(event, context.now)
    return event.event_id


def changed_event(context: Context, after: Budget, before: int) -> BudgetChanged:
    """That a budget has another amount."""
    return BudgetChanged(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        budget_id=after.id,
        before=before,
        after=after.minor,
        budget_version=after.version,
    )


def _adjust(context: Context, commit: Commit, budget: Budget, minor: int, now: Now) -> Change:
    """An entry that brings the period's spending to what the person says it is."""
    entry = Entry(
        id=derived_id("exp", context.uid, context.work, "adjustment"),
        kind="adjustment",
        product_name=f"Adjustment of {budget.title}"[:200],
        minor=minor,
        currency=budget.currency,
        date=now.today,
        period_start=now.period.key,
        created_at=context.now,
        updated_at=context.now,
        status="posted",
        source="manual",
        budget_id=budget.id,
        category_name=budget.title,
    )
    return ledger.post(context, commit, [entry])[0]


def restore_budget(
    context: Context, budget_id: str, expects: Precondition | None = None, answer: Answer | None = None
) -> Standing:
    """Bring a deleted budget back. Raises NotFound, and Conflict when it is there or its title is in use."""
    now = now_of(context)

    def attempt() -> Standing:
        found = stored.ReadBudget(context.uid, budget_id_of(budget_id))
        before = found.budget
        if before.deleted_at is None:
            raise Conflict("This budget was not deleted.")
        if expects:
            expects(before)
        if stored.is_title_taken(context.uid, title_key(before.title)):
            raise Conflict(_TITLE_IN_USE)
        after = _back(context, before, now)
        standing = stand([after], now.period, ledger.totals(context.uid, now.period.key), now.thresholds)[0]
        commit = context.commit()
        found.replace(commit, after)
        stored.reserve_title(commit, context.uid, after.id, title_key(after.title))
        stored.mark_deleted(commit, context.uid, after.id, deleted=False)
        event_id = moved(context, commit, before, after)
        summary = summaries.back(now.speech, after)
        journal.record(context, commit, "restore_budget", summary, [difference(before, after, EDITED)])
        standing = described(standing, now.speech)
        context.finish(commit, None if answer is None else lambda: answer(standing, event_id))
        return standing

    return context.attempt(attempt)


def _back(context: Context, before: Budget, now: Now) -> Budget:
    """The budget as it comes back; nothing was set aside for it in the periods in which it was deleted."""
    back = replace(before, deleted_at=None, updated_at=context.now, version=before.version + 1)
    if back.period_start in {None, now.period.key}:
        return back
    return replace(back, carried_over=0, period_start=now.period.key)
