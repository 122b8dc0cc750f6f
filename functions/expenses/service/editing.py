"""Change, delete and restore an expense: each one commit of its next version, the totals, the event and the Action."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from functions.expenses.service import wording
from functions.expenses.service.entering import books_of
from functions.expenses.service.fields import OF_BUDGETS, Books, Sent, with_fields
from functions.expenses.service.recording import object_name
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from shared.context import Context
from shared.errors import Conflict, InvalidInput, NotFound, Stale
from shared.gcp import storage
from shared.gcp.firestore import Commit
from shared.ids import is_id

Answer = Callable[[Entry], tuple[int, str]]
T = TypeVar("T")
# Whether the entry is the one that the client has seen (If-Match); None: whatever it is.
Expected = Callable[[Entry], bool] | None


def change_expense(context: Context, expense_id: str, sent: Sent, expected: Expected, answer: Answer) -> Entry:
    """Write the fields that were sent, on top of whatever others wrote meanwhile; `status` accepts a review.

    Raises NotFound, InvalidInput, Stale when it is not the expected one, Conflict while its receipt waits to be read.
    """
    _check_id(expense_id)
    books = books_of(context, bool(OF_BUDGETS & sent.keys()))

    def attempt() -> Entry:
        read = _found(context, expense_id, expected)
        before, commit = read.entry, context.commit()
        after = _changed(before, sent, books)
        if after == before:
            context.finish(commit, lambda: answer(before))
            return before
        after = _next(context, before, after)
        change = ledger.edit(context, commit, read, after)
        if after.category_name and after.budget_id != before.budget_id:
            _taught(context, commit, after)
        journal.record(context, commit, "edit_expense", wording.of_change(before, change), [change])
        context.finish(commit, lambda: answer(after))
        if before.status == "pending" and before.receipt and not before.receipt.keep:
            storage.remove(object_name(context.uid, before.receipt.id))  # it was kept only until it was read
        return after

    return context.retried(attempt)


def remove_expense(context: Context, expense_id: str, expected: Expected, answer: Callable[[], Any]) -> None:
    """Delete an expense; it can be restored. Raises NotFound, also of one that is deleted already, and Stale."""
    _check_id(expense_id)

    def attempt() -> None:
        read, commit = _found(context, expense_id, expected), context.commit()
        change = ledger.remove(context, commit, read)
        journal.record(context, commit, "delete_expense", f"{wording.told(read.entry)} deleted", [change])
        context.finish(commit, answer)

    context.retried(attempt)


def restore_expense(context: Context, expense_id: str, answer: Answer) -> Entry:
    """Bring a deleted expense back as it was. Raises NotFound, and Conflict when it is not deleted."""
    _check_id(expense_id)

    def attempt() -> Entry:
        read, commit = ledger.Read(context.uid, expense_id), context.commit()
        change = ledger.restore(context, commit, read)
        after = _next(context, read.entry, replace(read.entry, **(change.after or {})))
        journal.record(context, commit, "restore_expense", f"{wording.told(after)} restored", [change])
        context.finish(commit, lambda: answer(after))
        return after

    return context.retried(attempt)


def _next(context: Context, before: Entry, after: Entry) -> Entry:
    """The next version, as the ledger writes it and the answer shows it."""
    return replace(after, version=before.version + 1, updated_at=context.now)


def _taught(context: Context, commit: Commit, entry: Entry) -> None:
    """A category that a person corrects is learned in the same commit: `learning.learn` joins here."""


def _check_id(expense_id: str) -> None:
    if not is_id(expense_id, "exp"):
        raise NotFound("There is no such expense.")


def _found(context: Context, expense_id: str, expected: Expected) -> ledger.Read:
    read = ledger.read_entry(context.uid, expense_id)
    if expected is not None and not expected(read.entry):
        raise Stale("This expense was changed meanwhile; please look at it again.")
    return read


def _changed(before: Entry, sent: Sent, books: Books) -> Entry:
    after = with_fields(before, sent, books)
    if "status" in sent:
        after = replace(after, status="posted")
    if before.status == "pending" and after.receipt:
        after = replace(after, receipt=replace(after.receipt, stored=after.receipt.keep))
    if after.status == "pending":
        raise Conflict("This receipt is still being read; send its amount and the status posted to enter it yourself.")
    if after.status == "posted" and after.minor is None:
        raise InvalidInput.of("amount", "An amount is needed to post this expense.", "invalid_amount")
    return after
