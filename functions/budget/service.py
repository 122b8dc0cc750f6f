"""Use cases of budgets: make one, tell how they stand, watch their thresholds."""

from collections.abc import Iterable
from datetime import date

from functions.budget import repository, rules
from functions.budget.models import Budget, Health, NewBudget, Standing
from functions.ledger import service as ledger
from functions.users import service as users
from shared.context import Context
from shared.errors import Conflict, InvalidInput
from shared.events import BudgetCreated, ThresholdCrossed
from shared.folding import fold
from shared.gcp.firestore import Contended, retry_contended
from shared.ids import is_id, new_id
from shared.money import Money
from shared.period import Period, period_of, today_in


def health(standing: Standing) -> Health:
    """How a budget stands: `ok`, `warning` or `over`."""
    return rules.health(standing)


def overspending(standing: Standing) -> str | None:
    """The sentence about a budget that is over; None when it is not."""
    budget = standing.budget
    if rules.health(standing) != "over":
        return None
    limit, spent = Money(budget.limit, budget.currency), Money(standing.spent, budget.currency)
    return rules.overspending(budget.title, str(limit), str(spent))


def create_budget(context: Context, new: NewBudget) -> Budget:
    """Make a budget. Raises InvalidInput, and Conflict when another has this title (case and accents folded)."""
    if new.minor < 0:
        raise InvalidInput.of("budget", "A budget cannot be below zero.", "invalid_amount")
    title = rules.check_title(new.title)
    budget = Budget(
        id=new_id("bud"),
        title=title,
        minor=new.minor,
        currency=new.currency,
        description=new.description,
        rollover=new.rollover,
        pinned=new.pinned,
        minimum=new.minimum,
        created_at=context.now,
        updated_at=context.now,
    )
    commit = context.commit()
    repository.add_budget(commit, context.uid, budget, fold(title))
    created = BudgetCreated(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        budget_id=budget.id,
        title=title,
        minor=new.minor,
    )
    commit.emit(created, context.now)
    try:
        context.finish(commit)
    except Contended:
        raise Conflict("There is a budget of this title already.") from None
    return budget


def all_budgets(uid: str) -> list[Budget]:
    """Every budget, the newest first. B reads."""
    return repository.all_budgets(uid)


def standings_in(uid: str, period: Period) -> list[Standing]:
    """Every budget as it stands in a period, the newest first. B + 1 reads."""
    return _standings(uid, repository.all_budgets(uid), period)


def _standings(uid: str, budgets: Iterable[Budget], period: Period) -> list[Standing]:
    spent = ledger.totals(uid, period.key).spent
    return [Standing(one, period, spent.get((one.currency, one.id), 0)) for one in budgets]


def _period_at(context: Context, day: date | None) -> tuple[Period, bool]:
    """The period of `day` (by default today where the person is), and whether it is over already."""
    profile = users.get_user(context.uid).profile
    today = today_in(context.now, profile["time_zone"])
    period = period_of(day or today, profile["period_start_day"])
    return period, period.end < today


def list_standings(context: Context, day: date | None = None) -> list[Standing]:
    """Every budget as it stands in the period of `day`, by default of today; the newest first.

    A past period shows the budgets that existed then or that have spending in it.
    """
    period, past = _period_at(context, day)
    standings = standings_in(context.uid, period)
    if not past:
        return standings
    return [one for one in standings if one.spent or one.budget.created_at.date() <= period.end]


def get_standing(context: Context, budget_id: str) -> Standing:
    """One budget as it stands today. Raises NotFound."""
    if not is_id(budget_id, "bud"):
        budget_id = "-"
    budget = repository.get_budget(context.uid, budget_id)
    period, _ = _period_at(context, None)
    return _standings(context.uid, [budget], period)[0]


def watch_thresholds(context: Context, moved: Iterable[tuple[str | None, str]], expense_id: str | None) -> None:
    """Compare budgets with their thresholds after spending moved; `moved` is (budget id, period start).

    Only the current period is watched. Each crossing is emitted once, and armed again when spending falls back.
    """
    period, _ = _period_at(context, None)
    watched = sorted({budget_id for budget_id, start in moved if budget_id and start == period.key})
    if watched:
        retry_contended(lambda: _watch(context, watched, period, expense_id))


def _watch(context: Context, watched: Iterable[str], period: Period, expense_id: str | None) -> None:
    # The order of reading matters: the watch first, then the totals. So whoever wrote the watch that we replace had
    # read totals that are not newer than ours.
    states = {one: repository.ReadWatch(context.uid, one, period.key) for one in watched}
    budgets = [one for one in repository.all_budgets(context.uid) if one.id in states]
    commit, changed = context.commit(), False
    for standing in _standings(context.uid, budgets, period):
        budget, state = standing.budget, states[standing.budget.id]
        after, spoken = rules.crossings(state.watch, standing.spent, budget.limit)
        if after.reached == state.watch.reached:
            continue
        changed = True
        state.write(commit, after)
        for threshold in spoken:
            event = ThresholdCrossed(
                uid=context.uid,
                occurred_at=context.now,
                cause=context.cause,
                budget_id=budget.id,
                title=budget.title,
                currency=budget.currency,
                period_start=period.key,
                threshold=threshold,
                over=threshold >= rules.FULL,
                arming=after.arming(threshold),
                spent=standing.spent,
                limit=budget.limit,
                expense_id=expense_id,
            )
            commit.emit(event, context.now)
    if changed:
        context.finish(commit)
