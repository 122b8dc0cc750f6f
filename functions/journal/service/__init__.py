"""Use cases of the journal: every change is an Action, committed together with what it changes; undo and redo; what
models tried, in a chain of audit rows; and what it cost."""

from functions.journal.repository import Read, put_action, reference
from functions.journal.repository.gate import Books, proposing_row
from functions.journal.rules import render
from functions.journal.service.attempts import Row, Rows, fresh_key, log_denial, row_of, unasked_row, unasked_rows
from functions.journal.service.auditing import audit_trail, tampering
from functions.journal.service.metering import Meter, metered
from functions.journal.service.recording import actions_of_turn, get_action, list_actions, propose, record
from functions.journal.service.spending import count_alone, count_spend, log_spend, spending
from functions.journal.service.turning import redo, take_back, undo

__all__ = [
    "Books",
    "Meter",
    "Read",
    "Row",
    "Rows",
    "actions_of_turn",
    "audit_trail",
    "count_alone",
    "count_spend",
    "fresh_key",
    "get_action",
    "list_actions",
    "log_denial",
    "log_spend",
    "metered",
    "propose",
    "proposing_row",
    "put_action",
    "record",
    "redo",
    "reference",
    "render",
    "row_of",
    "spending",
    "take_back",
    "tampering",
    "unasked_row",
    "unasked_rows",
    "undo",
]
