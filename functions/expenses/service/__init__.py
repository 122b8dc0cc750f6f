"""Use cases of expenses: record words, receipts and written entries, change them, read what waited, look things up."""

from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.query.reading import read_question
from functions.expenses.service.editing import Expected, change_expense, remove_expense, restore_expense
from functions.expenses.service.entering import record_entries
from functions.expenses.service.fields import converted
from functions.expenses.service.finding import Search, find_expenses, get_expense, receipt_link
from functions.expenses.service.learning import learn, learned, words_of
from functions.expenses.service.pending import read_pending, read_pending_receipt
from functions.expenses.service.pricing import Price, prices_in
from functions.expenses.service.querying import answer_question, run_plan
from functions.expenses.service.recording import prepare, record_expense, record_prepared
from functions.expenses.service.said import amounts_said, amounts_spent, says_to_change, statements_in
from functions.expenses.service.scoping import Scope, is_whole, read_scope, whole_scope
from functions.expenses.service.sweeping import sweep_receipts
from functions.expenses.service.understanding import amounts_in, states_income, states_spending, title_in

__all__ = [
    "Expected",
    "Price",
    "Scope",
    "Search",
    "amounts_in",
    "amounts_said",
    "amounts_spent",
    "answer_question",
    "change_expense",
    "converted",
    "find_amounts",
    "find_expenses",
    "get_expense",
    "is_whole",
    "learn",
    "learned",
    "prepare",
    "prices_in",
    "read_pending",
    "read_pending_receipt",
    "read_question",
    "read_scope",
    "receipt_link",
    "record_entries",
    "record_expense",
    "record_prepared",
    "remove_expense",
    "restore_expense",
    "run_plan",
    "says_to_change",
    "statements_in",
    "states_income",
    "states_spending",
    "sweep_receipts",
    "title_in",
    "whole_scope",
    "words_of",
]
