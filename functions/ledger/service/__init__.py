"""Use cases of the ledger: post, edit, remove and restore entries; read entries, their history and the sums."""

from functions.ledger.repository import Position, Read, totals_in, totals_reference
from functions.ledger.rules import check_amounts, counted
from functions.ledger.service.changes import with_fields
from functions.ledger.service.editing import apply_change, edit, remove, restore
from functions.ledger.service.history import history, state_at
from functions.ledger.service.periods import follow_period, rebuild_periods
from functions.ledger.service.posting import post, settle
from functions.ledger.service.reading import (
    count_entries,
    entries_of_receipt,
    find_entries,
    first_day,
    get_entry,
    largest,
    pending_entries,
    read_entry,
    same_receipt,
    stand_back,
    totals,
    totals_between,
)
from functions.ledger.service.reconciling import reconcile, reconcile_user

__all__ = [
    "Position",
    "Read",
    "apply_change",
    "check_amounts",
    "count_entries",
    "counted",
    "edit",
    "entries_of_receipt",
    "find_entries",
    "first_day",
    "follow_period",
    "get_entry",
    "history",
    "largest",
    "pending_entries",
    "post",
    "read_entry",
    "rebuild_periods",
    "reconcile",
    "reconcile_user",
    "remove",
    "restore",
    "same_receipt",
    "settle",
    "stand_back",
    "state_at",
    "totals",
    "totals_between",
    "totals_in",
    "totals_reference",
    "with_fields",
]
