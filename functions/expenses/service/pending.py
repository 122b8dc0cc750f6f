"""Read the receipts that wait since the model was down, or might not be asked for the person any more."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from functions.budget import service as budgets
from functions.expenses.models import Reading, ReceivedFile, Submission
from functions.expenses.rules import summaries
from functions.expenses.service.entries import Origin, entry_of
from functions.expenses.service.learning import learned
from functions.expenses.service.reading import Surroundings, read
from functions.expenses.service.recording import object_name
from functions.expenses.service.wording import spoken
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Receipt
from functions.users import service as users
from shared import logs
from shared.clock import next_midnight
from shared.context import Context
from shared.errors import NotFound
from shared.gcp import storage
from shared.gcp.firestore import AlreadyDone, Contended
from shared.gcp.idempotency import Processed
from shared.period import period_of, today_in

_CONSUMER = "read_pending_receipts"
_AT_ONCE = 20
_FAILURES = 3
# Ends that belong to this receipt and not to the moment: waiting longer would not help.
_OF_THIS_RECEIPT = {"blocked", "max_tokens", "empty", "malformed_call", "not_finished"}


def read_pending(now: datetime) -> None:
    """Read what still waits, the longest waiting first; stops when the model does not answer three times in a row."""
    failures = 0
    for uid, entry_id in ledger.pending_entries(_AT_ONCE, now):
        try:
            guard = Processed(uid, _CONSUMER, f"{entry_id}_{now.timestamp():.0f}", now)
            failures = 0 if read_pending_receipt(Context(uid, now, guard), entry_id) else failures + 1
        except (AlreadyDone, NotFound):
            continue  # read by another, or gone together with its account
        if failures == _FAILURES:
            return


def read_pending_receipt(context: Context, entry_id: str) -> bool:
    """Read one waiting receipt and put its expenses into the ledger. False when the model is still down.

    Nothing is asked of Pub/Sub then: the schedule tries again until it works, so an outage makes no dead letters. Where
    no model may be asked for this person any more, the receipt stands back until tomorrow, behind those of others.
    """
    found = ledger.Read(context.uid, entry_id)
    entry, receipt = found.entry, found.entry.receipt
    if entry.status != "pending" or receipt is None:
        return True
    try:
        file = _file(context.uid, receipt)
    except NotFound:  # restored after its file was swept, or read by another in this moment
        _settle(
            journal.Meter(context),
            found,
            (_unreadable(replace(entry, receipt=replace(receipt, stored=False)), context.now),),
        )
        return True
    with journal.metered(context) as meter:
        return _read(meter, found, receipt, file)


def _read(meter: journal.Meter, found: ledger.Read, receipt: Receipt, file: ReceivedFile) -> bool:
    from shared.ai.errors import ModelAnswerInvalid, ModelUnavailable

    context, entry = meter.context, found.entry
    profile = users.get_user(context.uid).profile
    day = today_in(entry.created_at, profile["time_zone"])
    standings = budgets.standings_in(context.uid, period_of(day, profile["period_start_day"]))
    titles = tuple(one.budget.title for one in standings)
    submission = Submission(entry.description, file, receipt.keep)
    try:
        reading = read(meter, submission, Surroundings(day, entry.currency, titles, learned(context.uid)))
    except ModelUnavailable as error:
        if meter.is_capped:
            return _stand_back(context, found)
        if error.reason not in _OF_THIS_RECEIPT:
            return False
        reading = Reading(())
    except ModelAnswerInvalid:
        reading = Reading(())
    origin = Origin(
        context.uid,
        entry.id,
        context.now,
        profile["period_start_day"],
        submission,
        replace(receipt, stored=receipt.keep),
        entry.possible_duplicate_of,
    )
    read_ones = tuple(entry_of(one, rank, origin, standings) for rank, one in enumerate(reading.expenses))
    is_settled = _settle(meter, found, read_ones or (_unreadable(entry, context.now),))
    # Whoever was faster may have read nothing in it: then a person has to look at the file.
    if is_settled and not receipt.keep and read_ones:
        storage.remove(object_name(context.uid, receipt.id))
    return True


def _stand_back(context: Context, found: ledger.Read) -> bool:
    """Have a receipt wait until tomorrow (UTC): then there is a new day's allowance, or perhaps a higher cap."""
    commit = context.commit()
    ledger.stand_back(commit, found, next_midnight(context.now))
    with suppress(Contended):  # somebody has changed it, or read it
        context.finish(commit)
    return True


def _settle(meter: journal.Meter, found: ledger.Read, entries: tuple[Entry, ...]) -> bool:
    """Keep a reading. False when another one was faster."""
    context, waiting = meter.context, found.entry
    first = replace(entries[0], id=waiting.id, created_at=waiting.created_at)
    commit = context.commit()
    settled = ledger.settle(context, commit, found, (first, *entries[1:]))
    by_worker = replace(context, agent=_CONSUMER)
    journal.record(by_worker, commit, "read_receipt", summaries.of_new(spoken(context), (first, *entries[1:])), settled)
    meter.stage(commit)
    try:
        context.finish(commit)
    except Contended:
        meter.unstage()
        logs.info("receipt.read_twice")  # whoever was faster settled it
        return False
    return True


def _unreadable(entry: Entry, now: datetime) -> Entry:
    """The model is there but finds no amount: the person has to look."""
    return replace(entry, status="needs_review", updated_at=now)


def _file(uid: str, receipt: Receipt) -> ReceivedFile:
    return ReceivedFile(storage.read(object_name(uid, receipt.id)), receipt.content_type, receipt.pages, receipt.sha256)
