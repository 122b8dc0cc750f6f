"""Record what somebody says or photographs: one commit of key, entries, totals and events."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from functions.budget import service as budgets
from functions.budget.models import Standing
from functions.expenses.models import Prepared, Reading, Recorded, Submission
from functions.expenses.rules import summaries
from functions.expenses.service.entries import Origin, entry_of, unread_entry
from functions.expenses.service.learning import learned
from functions.expenses.service.reading import Surroundings, read
from functions.expenses.service.wording import spoken
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Duplicate, Entry, Receipt
from functions.users import service as users
from shared.context import Context
from shared.errors import TooMany, Unprocessable
from shared.events import ReceiptPending
from shared.gcp import storage
from shared.ids import derived_id
from shared.language import Language
from shared.period import Period, period_of, today_in

Answer = Callable[[Recorded], tuple[int, str]]


def record_expense(
    context: Context, submission: Submission, answer: Answer, on_read: Callable[[Prepared], None] | None = None
) -> Recorded:
    """Record the expenses of a message or a receipt. `answer` makes what a repetition of the request will get.

    With the model down a message is read by rules and a receipt is kept to be read later (`pending`). `on_read` is
    told what was read of a receipt, before anything is committed. Raises Unprocessable `nothing_recognised`, TooMany
    `cost_cap_reached` where only a model might have read it and none may be asked any more, and what the store and the
    bucket raise; then nothing was recorded.
    """
    context.claim()
    desk = _desk(context)
    origin = _origin(context, submission, desk)
    with journal.metered(context) as meter:
        return _committed(meter, _read(meter, submission, origin, desk, on_read), desk, answer)


def prepare(context: Context, submission: Submission) -> Prepared | None:
    """Read a receipt and keep its file, and record nothing; None where nothing can be read. Raises AgentError."""
    found: list[Prepared] = []
    desk = _desk(context)
    try:
        with journal.metered(context) as meter:
            _read(meter, submission, _origin(context, submission, desk), desk, found.append)
    except Unprocessable:
        return None
    return found[0] if found else None


def record_prepared(context: Context, prepared: Prepared, answer: Answer) -> Recorded:
    """Record exactly what was read before. Asks no model."""
    context.claim()
    desk = _desk(context)
    twins = ledger.same_receipt(context.uid, prepared.receipt.sha256)
    duplicates = tuple(Duplicate(twin.id, "same receipt") for twin in twins)
    submission = Submission(prepared.message)
    origin = Origin(context.uid, context.work, context.now, desk.start_day, submission, prepared.receipt, duplicates)
    with journal.metered(context) as meter:
        return _committed(meter, _recorded(Reading(prepared.expenses), origin, desk), desk, answer)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What holds for the person while something is recorded."""

    around: Surroundings
    language: Language
    start_day: int
    keeps: bool
    period: Period
    standings: Sequence[Standing]


def _desk(context: Context) -> _Desk:
    profile = users.get_user(context.uid).profile
    today, start_day = today_in(context.now, profile["time_zone"]), profile["period_start_day"]
    period = period_of(today, start_day)
    standings = budgets.standings_in(context.uid, period, start_day=start_day)
    titles = tuple(one.budget.title for one in standings)
    around = Surroundings(today, profile["currency"], titles, learned(context.uid))
    return _Desk(around, spoken(context, profile), start_day, profile["keep_receipts"], period, standings)


def _committed(meter: journal.Meter, recorded: Recorded, desk: _Desk, answer: Answer) -> Recorded:
    told = tuple(alerts(desk.standings, recorded.entries, desk.period, desk.language))
    recorded, context = replace(recorded, alerts=told), meter.context
    commit = context.commit()
    made = ledger.post(context, commit, recorded.entries)
    journal.record(context, commit, "record_expense", summaries.of_new(desk.language, recorded.entries), made)
    for entry in recorded.entries:
        if entry.status == "pending" and entry.receipt:
            event = ReceiptPending(
                uid=context.uid, cause=context.cause, expense_id=entry.id, receipt_id=entry.receipt.id
            )
            commit.emit(event, context.now)
    meter.stage(commit)
    context.finish(commit, lambda: answer(recorded))
    return recorded


def object_name(uid: str, receipt_id: str) -> str:
    """Where a receipt is in the bucket."""
    return f"users/{uid}/receipts/{receipt_id}"


def _origin(context: Context, submission: Submission, desk: _Desk) -> Origin:
    keep, start_day = desk.keeps if submission.keep is None else submission.keep, desk.start_day
    key, file = context.work, submission.file
    if file is None:
        return Origin(context.uid, key, context.now, start_day, submission)
    twins = ledger.same_receipt(context.uid, file.sha256)
    receipt = Receipt(
        # Called after the key alone: a try after a crash writes the object anew instead of leaving one behind.
        derived_id("rcp", context.uid, context.guard.ref.id),
        file.content_type,
        file.pages,
        file.sha256,
        stored=keep,
        keep=keep,
    )
    duplicates = tuple(Duplicate(twin.id, "same receipt") for twin in twins)
    return Origin(context.uid, key, context.now, start_day, submission, receipt, duplicates)


def _read(
    meter: journal.Meter,
    submission: Submission,
    origin: Origin,
    desk: _Desk,
    on_read: Callable[[Prepared], None] | None,
) -> Recorded:
    from shared.ai.errors import AgentError

    if origin.receipt and origin.receipt.keep:
        _store(origin)  # before anything that may fail, so that the receipt cannot be lost once it was taken
    try:
        reading = read(meter, submission, desk.around)
    except AgentError:
        return replace(_postponed(origin, desk.around), capped=meter.is_capped)
    if not reading.expenses:
        if origin.receipt and origin.receipt.keep:
            storage.remove(object_name(origin.uid, origin.receipt.id))
        _refuse_capped(meter)
        raise Unprocessable(_nothing(submission), "nothing_recognised")
    if on_read and origin.receipt:
        on_read(Prepared(submission.message, reading.expenses, origin.receipt))
    return _recorded(reading, origin, desk)


def _refuse_capped(meter: journal.Meter) -> None:
    if meter.spent and meter.is_capped:
        now = meter.context.now
        wait = math.ceil((meter.spent.resumes_at(now) - now).total_seconds())
        detail = "Your assistant's allowance is used up for now; fixed rules found no amount in this message."
        raise TooMany(
            f"{detail} Please write what you bought and how much it was.", "cost_cap_reached", retry_after=wait
        )


def _recorded(reading: Reading, origin: Origin, desk: _Desk) -> Recorded:
    entries = tuple(entry_of(one, rank, origin, desk.standings) for rank, one in enumerate(reading.expenses))
    notes = tuple(
        summaries.rounded(desk.language, one.written, one.amount, one.currency)
        for one in reading.expenses
        if one.written is not None
    )
    return Recorded(entries, degraded=reading.degraded, notes=notes)


def _store(origin: Origin) -> None:
    file, receipt = origin.submission.file, origin.receipt
    if file and receipt:
        storage.put(object_name(origin.uid, receipt.id), file.data, file.content_type)


def _postponed(origin: Origin, around: Surroundings) -> Recorded:
    """A receipt that the model could not read now: it is kept until it was, also against `keep`."""
    assert origin.receipt is not None  # noqa: S101 - words never wait
    if not origin.receipt.keep:
        _store(origin)
    waiting = replace(origin, receipt=replace(origin.receipt, stored=True))
    return Recorded((unread_entry(waiting, around.today, around.currency),), degraded=True)


def _nothing(submission: Submission) -> str:
    if submission.file:
        return "No amount could be read on this receipt; please send a sharper photo, or write what you spent."
    return "No amount was found in this message; please write what you bought and how much it was."


def alerts(standings: Sequence[Standing], entries: Iterable[Entry], period: Period, language: Language) -> list[str]:
    """A sentence for each budget that the entries touch and that is over with them, in the current period.

    The totals are those read before the commit, so that the answer can be stored in it.
    """
    moved: dict[str, int] = {}
    for entry in entries:
        if entry.status != "posted" or entry.date not in period:
            continue
        currency, shares = ledger.counted(entry)
        for share in shares:
            standing = next((one for one in standings if one.budget.id == share.budget_id), None)
            if standing and entry.kind != "income" and standing.budget.currency == currency:
                change = -share.minor if entry.kind == "refund" else share.minor
                moved[standing.budget.id] = moved.get(standing.budget.id, 0) + change
    sentences = (
        budgets.overspending(budgets.standing_of(one.budget, one.period, one.spent + moved[one.budget.id]), language)
        for one in standings
        if one.budget.id in moved
    )
    return [sentence for sentence in sentences if sentence]
