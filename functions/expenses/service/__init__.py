"""Use cases of expenses: record words and receipts, read what waited, look things up."""

from functions.expenses.service.finding import Search, find_expenses, get_expense, receipt_link
from functions.expenses.service.learning import learn, learned, words_of
from functions.expenses.service.pending import read_pending, read_pending_receipt
from functions.expenses.service.recording import record_expense

__all__ = [
    "Search",
    "find_expenses",
    "get_expense",
    "learn",
    "learned",
    "read_pending",
    "read_pending_receipt",
    "receipt_link",
    "record_expense",
    "words_of",
]
