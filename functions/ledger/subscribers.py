"""What the ledger does by itself: entries follow the person's periods, and sums are compared with entries every day."""

from functions.ledger.service import follow_period
from functions.ledger.service import rebuild_periods as rebuild
from functions.ledger.service import reconcile as reconcile_all
from shared.context import Context
from shared.events import ExpenseChanged, ExpenseRecorded, ProfileChanged
from shared.web.subscriber import subscriber


def on_profile_changed(context: Context, event: ProfileChanged) -> None:
    if "period_start_day" in event.fields:
        rebuild(context)


def on_expense_recorded(context: Context, event: ExpenseRecorded) -> None:
    follow_period(context, event.period_start)


def on_expense_changed(context: Context, event: ExpenseChanged) -> None:
    follow_period(context, event.after.period_start)


rebuild_periods = subscriber(
    "rebuild_periods",
    events={
        ProfileChanged: on_profile_changed,
        ExpenseRecorded: on_expense_recorded,
        ExpenseChanged: on_expense_changed,
    },
)
reconcile = subscriber("reconcile", jobs={"schedule.reconcile": reconcile_all})
