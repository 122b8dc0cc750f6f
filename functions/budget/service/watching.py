"""Watches thresholds: after spending, limits or what is carried over moved, each crossing is told once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from functions.budget.models import Budget, Closed, Standing
from functions.budget.repository import budgets as stored
from functions.budget.repository import periods
from functions.budget.rules import standing as rules
from functions.budget.rules.carry import Past, carried
from functions.budget.service.rolling import Brought, brought
from functions.budget.service.standings import Now, now_of, passed, stand
from functions.ledger import service as ledger
from functions.ledger.models import Totals
from shared.context import Context
from shared.events import ThresholdCrossed
from shared.gcp.firestore import Commit, at_one_moment, retry_contended


def watch_thresholds(context: Context, moved: Iterable[tuple[str | None, str]], expense_id: str | None) -> None:
    """Compare budgets with their thresholds after spending moved; `moved` is (budget id, period start).

    What moved in a past period moves what its budgets carry over since; only the current period is watched. Each
    crossing is emitted once, and armed again when spending falls back.
    """
    now = now_of(context)
    places = {(budget_id, start) for budget_id, start in moved if budget_id}
    late: dict[str, str] = {}
    for budget_id, start in places:
        if start < now.period.key:
            late[budget_id] = min(start, late.get(budget_id, start))  # all since the oldest is carried anew
    watched = {budget_id for budget_id, start in places if start == now.period.key} | late.keys()
    if watched:
        retry_contended(lambda: _watch(context, watched, late, now, expense_id))


def watch_budgets(context: Context, budget_ids: Iterable[str] | None) -> None:
    """Compare budgets (None: all of them) with their thresholds after their amounts or the period moved."""
    now = now_of(context)
    watched = None if budget_ids is None else frozenset(budget_ids)
    retry_contended(lambda: _watch(context, watched, {}, now, None))


def watch_totals(context: Context, start: str | None) -> None:
    """Compare all budgets with their thresholds after the sums of a period (None: of any) moved by themselves."""
    if start is None:
        watch_budgets(context, None)
    else:
        watch_thresholds(context, [(one.id, start) for one in stored.all_budgets(context.uid)], None)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look sees, all of one moment: whoever wrote a watch that we replace had looked before we did.

    `current` has the budgets in the order of `reads`; `closings` are past periods that carry another share on.
    """

    reads: list[stored.ReadBudget]
    watches: Mapping[str, stored.ReadWatch]
    current: Brought
    totals: Totals
    closings: Mapping[str, Mapping[str, Closed]]


def _seen(uid: str, watched: Collection[str] | None, late: Mapping[str, str], now: Now, moment: Any) -> _Seen:
    """Budgets, watches and sums at a moment; `late` has the past period from which on a budget is carried anew."""
    reads = [one for one in stored.read_budgets(uid, moment) if watched is None or one.budget.id in watched]
    budgets: list[Budget] = []
    closings: dict[str, Mapping[str, Closed]] = {}
    for budget in (one.budget for one in reads):
        if budget.id in late:
            carried_anew, closings[budget.id] = _recarried(uid, budget, late[budget.id], now, moment)
            budgets.append(carried_anew)
        else:
            budgets.append(budget)
    watches = stored.read_watches(uid, [one.id for one in budgets], now.period.key, moment)
    current = brought(uid, budgets, now, moment)
    return _Seen(reads, watches, current, ledger.totals(uid, now.period.key, moment), closings)


def _watch(
    context: Context, watched: Collection[str] | None, late: Mapping[str, str], now: Now, expense_id: str | None
) -> None:
    seen = at_one_moment(lambda moment: _seen(context.uid, watched, late, now, moment))
    commit = context.commit()
    changed = _carry(context.uid, commit, seen)
    for standing in stand(seen.current.budgets, now.period, seen.totals, now.thresholds):
        budget, known = standing.budget, seen.watches[standing.budget.id]
        after, spoken = rules.crossings(known.watch, standing.spent, budget.limit, now.thresholds)
        if after == known.watch:
            continue
        changed = True
        known.write(commit, after)
        for threshold in spoken:
            commit.emit(_crossed(context, standing, (threshold, after.arming(threshold)), expense_id), context.now)
    if changed:
        context.finish(commit)


def _carry(uid: str, commit: Commit, seen: _Seen) -> bool:
    """Write the budgets that carry something else since a late entry. False when there is none.

    One that was not rolled yet is rolled with it: whoever rolls it at the same time had read the sums before.
    """
    changed = False
    for read, budget in zip(seen.reads, seen.current.budgets, strict=True):
        closings = seen.closings.get(budget.id)
        if closings is None or (not closings and budget == read.budget):
            continue
        for start, closed in closings.items():
            periods.close(commit, uid, start, {budget.id: closed})
        seen.current.close(commit, uid, [budget.id])
        read.replace(commit, budget)
        changed = True
    return changed


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


def _recarried(uid: str, budget: Budget, start: str, now: Now, moment: Any) -> tuple[Budget, dict[str, Closed]]:
    """After a late entry in the period from `start` on: the budget with what it carries now, and the periods since
    whose own share of it is another one."""
    key, opening, is_whole = (budget.currency, budget.id), 0, True
    keys: list[str] = []
    past: list[Past] = []
    before: list[Closed] = []
    for period in passed(start, now.period, now.start_day):
        if budget.period_start is None or period.key >= budget.period_start:
            break  # not rolled through it yet
        closed = periods.closed(uid, period.key, moment).get(budget.id)
        if closed is None and not past:
            continue  # the budget did not exist then
        if closed is None:
            is_whole = False
            break  # it was deleted then: nothing was carried through that time
        if not past:
            opening = closed.carried_over
        spent = ledger.totals(uid, period.key, moment).spent.get(key, 0)
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
    if not is_whole:
        return budget, closings
    return replace(budget, carried_over=shares[-1] if budget.rollover else 0), closings
