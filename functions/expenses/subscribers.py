"""Receipts that wait: tried once when they come, then by the schedule until the model is back. Files nobody needs."""

from functions.expenses.service import read_pending, read_pending_receipt
from functions.expenses.service import sweep_receipts as sweep
from shared.context import Context
from shared.errors import NotFound
from shared.events import ReceiptPending
from shared.web.subscriber import subscriber


def on_receipt_pending(context: Context, event: ReceiptPending) -> None:
    try:
        read_pending_receipt(context, event.expense_id)
    except NotFound:
        return  # gone together with its account


read_pending_receipts = subscriber(
    "read_pending_receipts",
    events={ReceiptPending: on_receipt_pending},
    jobs={"schedule.read_pending_receipts": read_pending},
)
sweep_receipts = subscriber("sweep_receipts", jobs={"schedule.sweep_receipts": sweep})
