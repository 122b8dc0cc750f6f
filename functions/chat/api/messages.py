"""Routes of messages: say something, look back, start anew."""

from typing import Any

from flask import Response, request
from flask_openapi3.models.tag import Tag
from pydantic import ValidationError

from functions.chat import service
from functions.chat.api.app import app
from functions.chat.api.shapes import (
    DESCRIBED_BODY,
    FORM,
    Cleared,
    HistoryOut,
    MessageIn,
    PageQuery,
    ReplyOut,
    message_out,
    reply_out,
)
from functions.chat.models.talk import Reply, Utterance
from functions.expenses.models import ReceivedFile
from shared.clock import rfc3339
from shared.errors import FieldError, InvalidInput
from shared.web.app import answer, context, dumps
from shared.web.limits import limited
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.problems import of_validation
from shared.web.shapes import SIGNED_IN

TAG = [Tag(name="chat", description="Everything by talking")]
_CLEARED = {"message": "Chat history cleared successfully"}
_FIELDS = {"msg", "file"}


@app.post(
    "/api/chat/",
    tags=TAG,
    summary="Say something, or send a receipt, and get the answer",
    description="Send words as JSON, or a receipt (JPEG, PNG, WEBP or PDF, up to 10 MB) as a form. A second message "
    "while one is answered waits up to 10 s, then it is refused.",
    security=SIGNED_IN,
    responses={200: ReplyOut},
    openapi_extensions=DESCRIBED_BODY,
)
@limited("ai")
def say() -> Response:
    asked = context()  # a repetition is answered before its file is opened again
    return answer(reply_out(service.answer_message(asked, utterance(), kept)))


@app.get(
    "/api/chat/history/",
    tags=TAG,
    summary="The conversation, from the latest page backwards",
    description="The first page holds the latest messages, the next one those before; each is oldest first.",
    security=SIGNED_IN,
    responses={200: HistoryOut},
)
def look_back(query: PageQuery) -> Response:  # noqa: ARG001 - described; read by `page_of`
    page = page_of()
    before: Any = position_of(page, moment, name)
    found, more = service.list_messages(context(), before, page.limit)
    position = (rfc3339(found[0].created_at), found[0].id) if more else None
    return with_next(answer([message_out(one) for one in found]), position)


@app.post(
    "/api/chat/reset/",
    tags=TAG,
    summary="Forget the conversation; what it changed stays",
    security=SIGNED_IN,
    responses={200: Cleared},
)
def reset() -> Response:
    service.reset(context(), lambda: (200, dumps(_CLEARED)))
    return answer(_CLEARED)


def kept(reply: Reply) -> tuple[int, str]:
    """What a repetition of the request gets."""
    return 200, dumps(reply_out(reply))


def utterance() -> Utterance:
    """What this request says. Raises InvalidInput, and what a file that cannot be taken raises."""
    if request.mimetype != FORM:
        return Utterance(_words(request.get_json()))
    if unknown := sorted({*request.form, *request.files} - _FIELDS):
        detail = "This field is not known."
        raise InvalidInput(
            detail, "unknown_field", tuple(FieldError(name[:200], "unknown_field", detail) for name in unknown)
        )
    if any(len(form.getlist(name)) > 1 for form in (request.form, request.files) for name in form):
        raise InvalidInput("Send each field once: one file at a time.")
    if "file" in request.form or "msg" in request.files:
        raise InvalidInput.of("file", "Send `file` as a file, and `msg` as text.")
    said = request.form.get("msg", "")
    words = _words({"msg": said}) if said.strip() or "file" not in request.files else ""
    return Utterance(words, _file() if "file" in request.files else None)


def _words(body: Any) -> str:
    try:
        return MessageIn.model_validate(body).msg
    except ValidationError as error:
        raise of_validation(error) from None


def _file() -> ReceivedFile:
    from shared.web.uploads import clean

    upload = clean(request.files["file"].read())
    return ReceivedFile(upload.data, upload.content_type, upload.pages, upload.sha256)
