"""Routes of expenses."""

from typing import Any

from flask import Response, request
from flask_openapi3.models.tag import Tag
from pydantic import ValidationError

from functions.expenses import service
from functions.expenses.api.entry_shapes import EntriesIn, ExpenseChange
from functions.expenses.api.shapes import (
    DESCRIBED_BODY,
    ExpenseOut,
    ExpensePath,
    ExpenseQuery,
    ExpensesOut,
    Message,
    Processed,
    ReceiptLink,
    etag_of,
    expense_out,
    processed_out,
    search_of,
)
from functions.expenses.models import ReceivedFile, Recorded, Submission
from functions.ledger.models import Entry
from shared.clock import rfc3339
from shared.errors import FieldError, InvalidInput
from shared.gcp.idempotency import Kept
from shared.web.app import answer, context, dumps, http_function, make_app
from shared.web.etags import STALE, IfMatch, expecting
from shared.web.limits import limited
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.problems import of_validation
from shared.web.shapes import SIGNED_IN

app = make_app("AI-On expenses")
_TAG = [Tag(name="expenses", description="What was spent, said in words or photographed")]
_FORM = "multipart/form-data"
_FIELDS = {"message", "keep_receipt", "file"}


@app.post(
    "/api/expenses/",
    tags=_TAG,
    summary="Record expenses from words or a receipt",
    description="Send words as JSON, or a receipt (JPEG, PNG, WEBP or PDF, up to 10 MB) as a form. A receipt that the "
    "model cannot read now is kept, answered with 202 and status `pending`, and read later.",
    security=SIGNED_IN,
    responses={201: Processed, 202: Processed},
    openapi_extensions=DESCRIBED_BODY,
)
@limited("ai")
def record_expenses() -> Response:
    asked = context()  # a repetition is answered before its file is opened again
    recorded = service.record_expense(asked, _submission(), _kept)
    return answer(processed_out(recorded), _status(recorded))


def _kept(recorded: Recorded) -> tuple[int, str]:
    return _status(recorded), dumps(processed_out(recorded))


def _status(recorded: Recorded) -> int:
    return 202 if recorded.is_pending else 201


def _submission() -> Submission:
    if request.mimetype != _FORM:
        return Submission(_message(request.get_json()))
    sent = {*request.form, *request.files}
    if unknown := sorted(sent - _FIELDS):
        detail = "This field is not known."
        errors = tuple(FieldError(name[:200], "unknown_field", detail) for name in unknown)
        raise InvalidInput(detail, "unknown_field", errors)
    if any(len(form.getlist(name)) > 1 for form in (request.form, request.files) for name in form):
        raise InvalidInput("Send each field once: one receipt at a time.")
    if "file" in request.form or {"message", "keep_receipt"} & {*request.files}:
        raise InvalidInput.of("file", "Send `file` as a file, and the other fields as text.")
    words = request.form.get("message", "").strip()
    message = _message({"message": words}) if words else None
    if "file" not in request.files:
        if message is None:
            raise InvalidInput.of("file", "Send a receipt as `file`, or a `message`.")
        return Submission(message)
    return Submission(message, _file(), _keep())


def _message(body: Any) -> str:
    try:
        return Message.model_validate(body).message
    except ValidationError as error:
        raise of_validation(error) from None


def _keep() -> bool | None:
    said = request.form.get("keep_receipt")
    if said is None:
        return None
    if said not in {"true", "false"}:
        raise InvalidInput.of("keep_receipt", "Send `true` or `false`.")
    return said == "true"


def _file() -> ReceivedFile:
    from shared.web.uploads import clean

    upload = clean(request.files["file"].read())
    return ReceivedFile(upload.data, upload.content_type, upload.pages, upload.sha256)


@app.get(
    "/api/expenses/",
    tags=_TAG,
    summary="Expenses, newest first",
    security=SIGNED_IN,
    responses={200: ExpensesOut},
)
def list_expenses(query: ExpenseQuery) -> Response:
    page = page_of()
    after: Any = position_of(page, str, moment, name)
    found, more = service.find_expenses(context(), search_of(query), after, page.limit)
    position = (more[0], rfc3339(more[1]), more[2]) if more else None
    return with_next(answer([expense_out(entry) for entry in found]), position)


@app.get("/api/expenses/<id>/", tags=_TAG, summary="One expense", security=SIGNED_IN, responses={200: ExpenseOut})
def get_expense(path: ExpensePath) -> Response:
    entry = service.get_expense(context(), path.id)
    return _shown(entry)


@app.post(
    "/api/expenses/entries/",
    tags=_TAG,
    summary="Record entries that are written field by field",
    description="Up to 100 expenses, refunds, incomes or adjustments; all of them are recorded, or none. No model "
    "reads them. What is not said: an expense of today, in the profile's currency, without a category.",
    security=SIGNED_IN,
    responses={201: ExpensesOut},
)
def record_entries(body: EntriesIn) -> Response:
    rows = [entry.sent() for entry in body.entries]
    entries = service.record_entries(context(), rows, lambda made: (201, dumps([expense_out(entry) for entry in made])))
    return answer([expense_out(entry) for entry in entries], 201)


@app.patch(
    "/api/expenses/<id>/",
    tags=_TAG,
    summary="Change an expense",
    description="Only what is sent changes; every former state is kept. With `If-Match` it is refused when somebody "
    "else changed the expense meanwhile. In another currency the same figures stand, and a former rate falls away.",
    security=SIGNED_IN,
    responses={200: ExpenseOut, 412: STALE},
)
def change_expense(path: ExpensePath, header: IfMatch, body: ExpenseChange) -> Response:  # noqa: ARG001
    return _shown(service.change_expense(context(), path.id, body.sent(), expecting(etag_of), _kept_entry))


@app.delete(
    "/api/expenses/<id>/",
    tags=_TAG,
    summary="Delete an expense; it can be restored",
    security=SIGNED_IN,
    responses={204: None, 412: STALE},
)
def remove_expense(path: ExpensePath, header: IfMatch) -> Response:  # noqa: ARG001
    service.remove_expense(context(), path.id, expecting(etag_of), lambda: (204, ""))
    return Response("", 204)


@app.post(
    "/api/expenses/<id>/restore/",
    tags=_TAG,
    summary="Bring a deleted expense back",
    security=SIGNED_IN,
    responses={200: ExpenseOut},
)
def restore_expense(path: ExpensePath) -> Response:
    return _shown(service.restore_expense(context(), path.id, _kept_entry))


def _shown(entry: Entry) -> Response:
    response = answer(expense_out(entry))
    response.set_etag(etag_of(entry))
    return response


def _kept_entry(entry: Entry) -> Kept:
    return 200, dumps(expense_out(entry)), etag_of(entry)


@app.get(
    "/api/expenses/<id>/receipt/",
    tags=_TAG,
    summary="A link to the receipt, good for five minutes",
    security=SIGNED_IN,
    responses={200: ReceiptLink},
)
def get_receipt(path: ExpensePath) -> Response:
    link = service.receipt_link(context(), path.id)
    return answer({"url": link.url, "expires_at": rfc3339(link.expires_at)})


expenses = http_function("expenses", app)
