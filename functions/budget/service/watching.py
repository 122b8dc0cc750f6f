"""Watches thresholds: after spending, limits or what is carried over moved, each crossing is told once."""

from collections.abc import Iterable
from dataclasses import replace

from functions.budget.models import Budget, Closed, Standing
from functions.budget.repository import budgets as stored
from functions.budget.repository import periods
from functions.budget.rules import standing as rules
from functions.budget.rules.carry import Past, carried
from functions.budget.service.rolling import brought
from functions.budget.service.standings import Now, now_of, passed, stand
from functions.ledger import service as ledger
from shared.context import Context
from shared.events import ThresholdCrossed
from shared.gcp.firestore import retry_contended


def watch_thresholds(context: Context, moved: Iterable[tuple[str | None, str]], expense_id: str | None) -> None:
    """Compare budgets with their thresholds after spending moved; `moved` is (budget id, period start).

    What moved in a past period moves what its budgets carry over since; only the current period is watched. Each
    crossing is emitted once, and armed again when spending falls back.
    """
    now = now_of(context)
    places = {(budget_id, start) for budget_id, start in moved if budget_id}
    late = [(budget_id, start) for budget_id, start in places if start < now.period.key]
    watched = sorted({budget_id for budget_id, start in places if start == now.period.key} | {one for one, _ in late})
    if watched:
        retry_contended(lambda: _watch(context, watched, dict(late), now, expense_id))


def watch_budgets(context: Context, budget_ids: Iterable[str] | None) -> None:
    """Compare budgets (None: all of them) with their thresholds after their amounts moved."""
    now = now_of(context)
    if budget_ids is None:
        budget_ids = [one.id for one in stored.all_budgets(context.uid)]
    watched = sorted(set(budget_ids))
    retry_contended(lambda: _watch(context, watched, {}, now, None))


def watch_totals(context: Context, start: str | None) -> None:
    """Compare all budgets with their thresholds after the sums of a period (None: of any) moved by themselves."""
    if start is None:
        watch_budgets(context, None)
    else:
        watch_thresholds(context, [(one.id, start) for one in stored.all_budgets(context.uid)], None)


def _watch(context: Context, watched: list[str], late: dict[str, str], now: Now, expense_id: str | None) -> None:
    # The order of reading matters: the watch first, then the totals. So whoever wrote the watch that we replace had
    # read totals that are not newer than ours.
    states = {one: stored.ReadWatch(context.uid, one, now.period.key) for one in watched}
    reads = [one for one in stored.read_budgets(context.uid) if one.budget.id in states]
    commit, changed = context.commit(), False
    current = brought(context.uid, [one.budget for one in reads], now)
    budgets = list(current.budgets)
    for at, (read, budget) in enumerate(zip(reads, budgets, strict=True)):
        if budget.id in late:
            budgets[at], closings = _recarried(context.uid, budget, late[budget.id], now)
            for start, closed in closings.items():
                periods.close(commit, context.uid, start, {budget.id: closed})
            if budgets[at].carried_over != budget.carried_over:
                current.close(commit, context.uid, [budget.id])
                read.replace(commit, budgets[at])
            changed = changed or bool(closings) or budgets[at] != budget
    totals = ledger.totals(context.uid, now.period.key)
    for standing in stand(budgets, now.period, totals, now.thresholds):
        budget, state = standing.budget, states[standing.budget.id]
        after, spoken = rules.crossings(state.watch, standing.spent, budget.limit, now.thresholds)
        if after == state.watch:
            continue
        changed = True
        state.write(commit, after)
        for threshold in spoken:
            commit.emit(_crossed(context, standing, (threshold, after.arming(threshold)), expense_id), context.now)
    if changed:
        context.finish(commit)


def _crossed(
    context: Context, standing: Standing, crossing: tuple[int, int], expense_id: str | None
) -> ThresholdCrossed:
    """The event of a crossing: (threshold, arming)."""
    budget, (threshold, arming) = standing.budget, crossing
    return ThresholdCrossed(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        budget_id=budget.id,
        title=budget.title,
        currency=budget.currency,
        period_start=standing.period.key,
        threshold=threshold,
        over=standing.spent > budget.limit,
        arming=arming,
        spent=standing.spent,
        limit=budget.limit,
        expense_id=expense_id,
    )


def _recarried(uid: str, budget: Budget, start: str, now: Now) -> tuple[Budget, dict[str, Closed]]:
    """After a late entry in the period from `start` on: the budget with what it carries now, and the periods since
    whose own share of it is another one."""
    key, opening = (budget.currency, budget.id), 0
    keys: list[str] = []
    past: list[Past] = []
    before: list[Closed] = []
    for period in passed(start, now.period, now.start_day):
        closed = periods.closed(uid, period.key).get(budget.id)
        if closed is None:
            continue  # the budget did not exist then, or was never rolled through it
        if not past:
            opening = closed.carried_over
        spent = ledger.totals(uid, period.key).spent.get(key, 0)
        keys.append(period.key)
        past.append(Past(closed.minor, spent, closed.rollover))
        before.append(closed)
    if not past:
        return budget, {}
    shares = carried(past, opening)
    closings = {
        start: replace(closed, carried_over=share)
        for start, closed, share in zip(keys, before, shares, strict=False)
        if closed.carried_over != share
    }
    return replace(budget, carried_over=shares[-1] if budget.rollover else 0), closings
