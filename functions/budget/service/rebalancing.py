"""Brings the budgets back to their sum after people changed, deleted or restored one, or have less to spend.

The rule decides; the agent may propose another split and words the reasons. One commit for all budgets.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from functions.budget.models import Budget, Standing
from functions.budget.repository import budgets as stored
from functions.budget.repository import goals, plan
from functions.budget.rules import summaries
from functions.budget.rules.giving import Back, Given, Step, given_back
from functions.budget.rules.goals import monthly_need
from functions.budget.rules.rebalance import Policy, Rebalanced, Share, fits, project, rebalance
from functions.budget.service.asking import ask
from functions.budget.service.changing import EDITED, difference
from functions.budget.service.rolling import brought
from functions.budget.service.standings import Now, now_of, stand
from functions.journal import service as journal
from functions.ledger import service as ledger
from shared.context import Context
from shared.events import MAX_REBALANCED, BudgetsRebalanced, RebalancedBudget
from shared.folding import title_key
from shared.gcp.firestore import Commit, retry_contended
from shared.language import Language
from shared.money import Money, exponent

AGENT_NAME = "rebalance"


@dataclass(frozen=True, slots=True)
class _Task:
    """What one currency's budgets have to come to."""

    currency: str
    target: int
    decided: frozenset[str]
    shares: tuple[Share, ...]
    reason: str


def rebalance_budgets(context: Context) -> bool:
    """Absorb what is outstanding; False when there is nothing to do. Events only wake it: the store has the rest."""
    suggestions: dict[str, Mapping[str, int] | None] = {}
    with journal.metered(context) as meter:
        return retry_contended(lambda: _rebalance(meter, suggestions))


def pool_of(uid: str, now: Now) -> int | None:
    """What there is to plan with: income less what goals need each period; None when no income is known."""
    income = now.profile["monthly_income"]
    if income is None:
        return None
    currency = now.profile["currency"]
    needs = [
        monthly_need(one.target, one.saved, one.due, now.today, now.start_day) or 0
        for one in goals.all_goals(uid)
        if one.currency == currency
    ]
    return max(0, int(income) - sum(needs))


def _rebalance(meter: journal.Meter, suggestions: dict[str, Mapping[str, int] | None]) -> bool:
    # The order of reading matters: the plan first. So whoever settled the plan that we replace knew of no newer income.
    context = meter.context
    outstanding = plan.ReadPlan(context.uid)
    now = now_of(context)
    pool = _pools(context.uid, now)
    reads = stored.read_budgets(context.uid)
    current = brought(context.uid, [one.budget for one in reads], now)
    standings = stand(current.budgets, now.period, ledger.totals(context.uid, now.period.key), now.thresholds)
    amounts: dict[str, int] = {}
    results: list[tuple[_Task, Rebalanced]] = []
    given, stand_at = outstanding.given, {one.id: (one.minor, one.version) for one in current.budgets}
    returned: set[str] = set()
    for task in _tasks(pool, standings, outstanding):
        if back := _back(task, given, stand_at):
            given = back.given
            returned.add(task.currency)
            results.append((task, Rebalanced(_whole(task, back.amounts))))
            amounts |= back.amounts
            continue
        if task.currency not in suggestions:
            suggestions[task.currency] = _suggested(meter, task, standings, now)
        result = _decided(task, suggestions[task.currency])
        results.append((task, result))
        amounts |= result.amounts
    changed = [
        (read, replace(budget, minor=amounts[budget.id], updated_at=context.now, version=budget.version + 1))
        for read, budget in zip(reads, current.budgets, strict=True)
        if amounts.get(budget.id, budget.minor) != budget.minor
    ]
    if not changed and outstanding.is_settled and outstanding.pool == pool:
        return False
    commit = context.commit()
    outstanding.settle(commit, pool, [*given, *_given(changed, returned)])
    current.close(commit, context.uid, [after.id for _, after in changed])
    meter.stage(commit)
    _commit(context, commit, changed, results, now.speech)
    return bool(changed)


def _back(task: _Task, given: Sequence[Given], now: Mapping[str, tuple[int, int]]) -> Back | None:
    """What the others had before they gave just this much, where that still keeps every rule."""
    back = given_back(given, task.currency, now, task.target - sum(one.minor for one in task.shares))
    policy = Policy(step=10 ** exponent(task.currency))
    if back is None or not fits(_whole(task, back.amounts), task.shares, task.target, task.decided, policy):
        return None
    return back


def _whole(task: _Task, amounts: Mapping[str, int]) -> Mapping[str, int]:
    """The amount of every budget of the task."""
    return {one.id: amounts.get(one.id, one.minor) for one in task.shares}


def _given(changed: Iterable[tuple[stored.ReadBudget, Budget]], returned: Collection[str]) -> list[Given]:
    """What is to be remembered of the budgets that gave or got."""
    found: dict[str, dict[str, Step]] = {}
    for read, after in changed:
        if after.currency not in returned:
            step = Step(read.budget.minor, after.version - 1, after.version)
            found.setdefault(after.currency, {})[after.id] = step
    return [Given(code, steps) for code, steps in found.items()]


def _pools(uid: str, now: Now) -> dict[str, int]:
    """What there is to plan with in the person's currency; empty when that is not known."""
    pool = pool_of(uid, now)
    return {} if pool is None else {str(now.profile["currency"]): pool}


def _tasks(pools: Mapping[str, int], standings: Sequence[Standing], outstanding: plan.ReadPlan) -> list[_Task]:
    """What is to be brought to which sum. A pool brings the sum down when it fell, once: what somebody decided since,
    and nobody could absorb, stays."""
    found = []
    for currency in sorted({one.budget.currency for one in standings}):
        mine = [one for one in standings if one.budget.currency == currency]
        total = sum(one.budget.minor for one in mine)
        target, reason = total - outstanding.unabsorbed.get(currency, 0), "edited"
        pool, held = pools.get(currency), outstanding.pool.get(currency)
        if pool is not None and pool < target and (held is None or pool < held):
            target, reason = pool, "less_income"
        if target != total:
            shares = tuple(_share(one) for one in mine)
            found.append(_Task(currency, max(0, target), outstanding.edited, shares, reason))
    return found


def _share(standing: Standing) -> Share:
    budget = standing.budget
    # What was carried over pays first: only the rest must be covered by the budget itself.
    spent = max(0, standing.spent - budget.carried_over)
    return Share(budget.id, budget.minor, spent, budget.minimum, None, budget.pinned)


def _decided(task: _Task, suggested: Mapping[str, int] | None) -> Rebalanced:
    """The rule's answer, or the agent's split brought under the rule."""
    policy = Policy(step=10 ** exponent(task.currency))  # people set their budgets in whole units
    if suggested is None:
        return rebalance(task.shares, task.target, task.decided, policy)
    return project(suggested, task.shares, task.target, task.decided, policy)


def _suggested(meter: journal.Meter, task: _Task, standings: Sequence[Standing], now: Now) -> Mapping[str, int] | None:
    """The agent's split by budget, when it could be asked; titles that do not exist and odd amounts are left out."""
    titles = {title_key(one.budget.title): one.budget for one in standings if one.budget.currency == task.currency}
    proposal = ask(meter, _facts(task, standings, now))
    if proposal is None:
        return None
    found: dict[str, int] = {}
    for one in proposal.operations:
        budget = titles.get(title_key(one.title))
        if one.operation == "edit" and budget and one.budget is not None:
            found[budget.id] = minor_of(one.budget, task.currency)
    return found or None


def minor_of(amount: str, currency: str) -> int:
    """Digits that the currency does not have are cut off: the rule brings the sum right."""
    return int(Decimal(amount).scaleb(exponent(currency)))


def _facts(task: _Task, standings: Sequence[Standing], now: Now) -> dict[str, object]:
    fixed = [one.budget.title for one in standings if one.budget.id in task.decided or one.budget.pinned]
    return {
        "task": "rebalance",
        "language": now.language,
        "currency": task.currency,
        "target": str(Money(task.target, task.currency)),
        "fixed": fixed,
        "budgets": [
            {
                "title": one.budget.title,
                "budget": str(Money(one.budget.minor, task.currency)),
                "spent": str(Money(one.spent, task.currency)),
                "minimum": None if one.budget.minimum is None else str(Money(one.budget.minimum, task.currency)),
            }
            for one in standings
            if one.budget.currency == task.currency
        ],
    }


def _commit(
    context: Context,
    commit: Commit,
    changed: list[tuple[stored.ReadBudget, Budget]],
    results: list[tuple[_Task, Rebalanced]],
    language: Language,
) -> None:
    for read, after in changed:
        read.replace(commit, after)
    left = [(task.currency, result.left) for task, result in results if result.left]
    if changed or left:
        asked = replace(context, agent=AGENT_NAME)
        changes = [difference(read.budget, after, EDITED) for read, after in changed]
        amounts = [(after, read.budget.minor) for read, after in changed]
        told = summaries.shared_out(language, amounts, [(minor, code) for code, minor in left])
        action = journal.record(asked, commit, "rebalance", told, changes)
        rows = tuple(
            RebalancedBudget(
                budget_id=after.id,
                title=after.title,
                currency=after.currency,
                before=read.budget.minor,
                after=after.minor,
            )
            for read, after in changed
        )
        event = BudgetsRebalanced(
            uid=context.uid,
            occurred_at=context.now,
            cause=context.cause,
            changes=rows[:MAX_REBALANCED],
            more=max(0, len(rows) - MAX_REBALANCED),
            left=left[0][1] if left else 0,
            left_currency=left[0][0] if left else None,
            action_id=action.id,
            reason=_reason(results),
        )
        commit.emit(event, context.now)
    context.finish(commit)


def _reason(results: list[tuple[_Task, Rebalanced]]) -> str:
    left = next((result.reason for _, result in results if result.reason), None)
    return left or next((task.reason for task, _ in results), "edited")
