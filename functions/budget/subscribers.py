"""What budgets do when spending, budgets or profiles moved, and when a period begins."""

from functions.budget import service
from shared.context import Context
from shared.events import (
    BudgetChanged,
    BudgetDeleted,
    BudgetsRebalanced,
    ExpenseChanged,
    ExpenseDeleted,
    ExpenseRecorded,
    OnboardingCompleted,
    ProfileChanged,
    ThresholdCrossed,
    TotalsMoved,
)
from shared.web.subscriber import subscriber

# What there is to plan with, or when, depends on these; "goals" stands for what they need, "period" for a new one.
_WATCHED = {"monthly_income", "savings", "currency", "period_start_day", "time_zone", "goals", "period"}
# What says which period is the current one. Another start day is told by `totals.moved` once the entries follow it.
_PERIOD = {"time_zone", "period"}


def on_expense_recorded(context: Context, event: ExpenseRecorded) -> None:
    moved = [(share.budget_id, event.period_start) for share in event.splits]
    service.watch_thresholds(context, moved, event.expense_id)


def on_expense_changed(context: Context, event: ExpenseChanged) -> None:
    moved = [(share.budget_id, state.period_start) for state in (event.before, event.after) for share in state.splits]
    service.watch_thresholds(context, moved, event.expense_id)


def on_expense_deleted(context: Context, event: ExpenseDeleted) -> None:
    moved = [(share.budget_id, event.before.period_start) for share in event.before.splits]
    service.watch_thresholds(context, moved, event.expense_id)


def on_totals_moved(context: Context, event: TotalsMoved) -> None:
    service.watch_totals(context, event.period_start)


def on_budget_changed(context: Context, event: BudgetChanged) -> None:
    service.watch_budgets(context, [event.budget_id])


def on_budgets_rebalanced(context: Context, event: BudgetsRebalanced) -> None:
    service.watch_budgets(context, [one.budget_id for one in event.changes] if not event.more else None)


def on_another_period(context: Context, event: ProfileChanged) -> None:
    """The current period is another one, or may be: its sums may have moved while nobody watched them."""
    if _PERIOD & set(event.fields):
        service.watch_budgets(context, None)


def on_moved(context: Context, _: BudgetChanged | BudgetDeleted) -> None:
    service.rebalance_budgets(context)


def on_profile_changed(context: Context, event: ProfileChanged) -> None:
    if _WATCHED & set(event.fields):
        service.rebalance_budgets(context)


def on_threshold_crossed(context: Context, event: ThresholdCrossed) -> None:
    service.describe_overspending(context, event)


def on_onboarding_completed(context: Context, _: OnboardingCompleted) -> None:
    service.generate_first(context)


budget_on_expense = subscriber(
    "budget_on_expense",
    events={
        ExpenseRecorded: on_expense_recorded,
        ExpenseChanged: on_expense_changed,
        ExpenseDeleted: on_expense_deleted,
        TotalsMoved: on_totals_moved,
        BudgetChanged: on_budget_changed,
        BudgetsRebalanced: on_budgets_rebalanced,
        ProfileChanged: on_another_period,
    },
)
rebalance = subscriber(
    "rebalance",
    events={
        BudgetChanged: on_moved,
        BudgetDeleted: on_moved,
        ProfileChanged: on_profile_changed,
        ThresholdCrossed: on_threshold_crossed,
    },
)
generate_first_budget = subscriber("generate_first_budget", events={OnboardingCompleted: on_onboarding_completed})
roll_periods = subscriber("roll_periods", jobs={"schedule.roll_periods": service.roll_all})
