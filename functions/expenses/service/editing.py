"""Change, delete and restore an expense: each one commit of its next version, the totals, the event and the Action."""

from collections.abc import Callable
from dataclasses import replace

from functions.expenses.rules import summaries
from functions.expenses.service.entering import books_of
from functions.expenses.service.fields import OF_BUDGETS, Books, Sent, with_fields
from functions.expenses.service.learning import learn, words_of
from functions.expenses.service.recording import object_name
from functions.expenses.service.wording import spoken
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from shared.context import Context
from shared.errors import Conflict, InvalidInput, NotFound
from shared.gcp import storage
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept
from shared.ids import is_id

Answer = Callable[[Entry], Kept]
# Refuses an entry that is not the one that the client has seen (If-Match); None: whatever it is.
Expected = Callable[[Entry], None] | None


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
        journal.record(context, commit, "edit_expense", summaries.of_change(books.language, before, change), [change])
        context.finish(commit, lambda: answer(after))
        if before.receipt and before.receipt.stored and after.receipt and not after.receipt.stored:
            storage.remove(object_name(context.uid, before.receipt.id))
        return after

    return context.attempt(attempt)


def remove_expense(context: Context, expense_id: str, expected: Expected, answer: Callable[[], Kept]) -> None:
    """Delete an expense; it can be restored. Raises NotFound, also of one that is deleted already, and Stale."""
    _check_id(expense_id)

    def attempt() -> None:
        read, commit = _found(context, expense_id, expected), context.commit()
        change = ledger.remove(context, commit, read)
        journal.record(context, commit, "delete_expense", summaries.gone(spoken(context), read.entry), [change])
        context.finish(commit, answer)

    context.attempt(attempt)


def restore_expense(context: Context, expense_id: str, answer: Answer) -> Entry:
    """Bring a deleted expense back as it was. Raises NotFound, and Conflict when it is not deleted."""
    _check_id(expense_id)

    def attempt() -> Entry:
        read, commit = ledger.Read(context.uid, expense_id), context.commit()
        change = ledger.restore(context, commit, read)
        after = _next(context, read.entry, ledger.with_fields(read.entry, change.after or {}))
        journal.record(context, commit, "restore_expense", summaries.back(spoken(context), after), [change])
        context.finish(commit, lambda: answer(after))
        return after

    return context.attempt(attempt)


def _next(context: Context, before: Entry, after: Entry) -> Entry:
    """The next version, as the ledger writes it and the answer shows it."""
    return replace(after, version=before.version + 1, updated_at=context.now)


def _taught(context: Context, commit: Commit, entry: Entry) -> None:
    """A category that a person corrects is learned in the same commit."""
    words = words_of(entry.product_name, entry.merchant, [item.name for item in entry.items])
    if words and entry.category_name:
        learn(context, commit, words, entry.category_name)


def _check_id(expense_id: str) -> None:
    if not is_id(expense_id, "exp"):
        raise NotFound("There is no such expense.")


def _found(context: Context, expense_id: str, expected: Expected) -> ledger.Read:
    read = ledger.read_entry(context.uid, expense_id)
    if expected is not None:
        expected(read.entry)
    return read


def _changed(before: Entry, sent: Sent, books: Books) -> Entry:
    after = with_fields(before, sent, books)
    if "status" in sent:
        after = replace(after, status="posted")
    if after.status == "posted" and after.receipt:
        # One that is not to be kept was there only until it was read or entered by hand.
        after = replace(after, receipt=replace(after.receipt, stored=after.receipt.stored and after.receipt.keep))
    if after.status == "pending":
        raise Conflict("This receipt is still being read; send its amount and the status posted to enter it yourself.")
    if after.status == "posted" and after.minor is None:
        raise InvalidInput.of("amount", "An amount is needed to post this expense.", "invalid_amount")
    return after
