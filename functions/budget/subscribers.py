"""What budgets do when spending moved."""

from functions.budget.service import watch_thresholds
from shared.context import Context
from shared.events import ExpenseChanged, ExpenseDeleted, ExpenseRecorded
from shared.web.subscriber import subscriber


def on_expense_recorded(context: Context, event: ExpenseRecorded) -> None:
    moved = [(share.budget_id, event.period_start) for share in event.splits]
    watch_thresholds(context, moved, event.expense_id)


def on_expense_changed(context: Context, event: ExpenseChanged) -> None:
    moved = [(share.budget_id, state.period_start) for state in (event.before, event.after) for share in state.splits]
    watch_thresholds(context, moved, event.expense_id)


def on_expense_deleted(context: Context, event: ExpenseDeleted) -> None:
    moved = [(share.budget_id, event.before.period_start) for share in event.before.splits]
    watch_thresholds(context, moved, event.expense_id)


budget_on_expense = subscriber(
    "budget_on_expense",
    events={
        ExpenseRecorded: on_expense_recorded,
        ExpenseChanged: on_expense_changed,
        ExpenseDeleted: on_expense_deleted,
    },
)
