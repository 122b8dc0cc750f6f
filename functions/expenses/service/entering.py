"""Record entries that a person writes field by field: all of them in one commit, or none. No model is asked."""

from collections.abc import Callable, Sequence

from functions.budget import service as budgets
from functions.expenses.rules import summaries
from functions.expenses.service.fields import OF_BUDGETS, Books, Sent, with_fields
from functions.expenses.service.wording import spoken
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Entry
from functions.users import service as users
from shared.context import Context
from shared.errors import FieldError, InvalidInput, TooLarge
from shared.ids import derived_id
from shared.period import period_of, today_in

Answer = Callable[[Sequence[Entry]], tuple[int, str]]
_MOST_ERRORS = 50
# A repetition's answer is kept in one document, which holds 1 MiB.
_LONGEST_ANSWER = 900_000


def record_entries(context: Context, rows: Sequence[Sent], answer: Answer) -> list[Entry]:
    """Record entries as they were written. Raises InvalidInput with every wrong entry's first error, and TooLarge."""
    books = books_of(context, any(OF_BUDGETS & row.keys() for row in rows))
    entries: list[Entry] = []
    errors: list[FieldError] = []
    for rank, row in enumerate(rows):
        try:
            entries.append(with_fields(_blank(context, books, rank), row, books, f"entries.{rank}."))
        except InvalidInput as error:
            errors += error.errors
    if errors:
        raise _refused(errors)
    kept = answer(entries)
    if len(kept[1].encode()) > _LONGEST_ANSWER:
        raise TooLarge("These are too many at once; please send them in smaller parts.")
    commit = context.commit()
    made = ledger.post(context, commit, entries)
    journal.record(context, commit, "record_entries", summaries.of_new(books.language, entries), made)
    context.finish(commit, lambda: kept)
    return entries


def books_of(context: Context, with_budgets: bool) -> Books:
    """What fields are checked against; one read, and one for each budget when those are asked for."""
    profile = users.get_user(context.uid).profile
    known = budgets.all_budgets(context.uid) if with_budgets else ()
    today = today_in(context.now, profile["time_zone"])
    return Books(today, profile["currency"], profile["period_start_day"], spoken(context, profile), known)


def _blank(context: Context, books: Books, rank: int) -> Entry:
    """What stands where nothing is said: an expense of today in the person's currency, without a category."""
    return Entry(
        id=derived_id("exp", context.uid, context.work, str(rank)),
        kind="expense",
        product_name="",
        minor=None,
        currency=books.currency,
        date=books.today,
        period_start=period_of(books.today, books.start_day).key,
        created_at=context.now,
        updated_at=context.now,
        status="posted",
        source="manual",
    )


def _refused(errors: Sequence[FieldError]) -> InvalidInput:
    if len(errors) == 1:
        return InvalidInput(errors[0].detail, errors[0].code, tuple(errors))
    detail = "Nothing was recorded: some entries have fields that are wrong."
    return InvalidInput(detail, errors[0].code, tuple(errors[:_MOST_ERRORS]))
