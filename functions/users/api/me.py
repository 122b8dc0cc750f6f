"""Routes of the signed-in person."""

from itertools import chain

from flask import Response, g
from flask_openapi3.models.tag import Tag

from functions.users import service
from functions.users.api.app import app
from functions.users.api.shapes import DELETION_STARTED, DeletionStarted, Export, UserChange, UserOut, tag_of, user_out
from shared.clock import system_clock
from shared.web.app import answer, context, dumps
from shared.web.auth import checked_afresh, closed_may, ends_sessions
from shared.web.etags import STALE, IfMatch, expecting
from shared.web.shapes import SIGNED_IN

_TAG = [Tag(name="users")]


@app.get("/api/users/me/", tags=_TAG, summary="The signed-in person", security=SIGNED_IN, responses={200: UserOut})
def me() -> Response:
    user = service.get_user(g.uid)
    response = answer(user_out(user))
    response.set_etag(tag_of(user))
    return response


@app.patch(
    "/api/users/me/",
    tags=_TAG,
    summary="Change names and profile",
    description="Fields that are not sent stay. The three objects merge key by key and null removes. The currency is "
    "the preferred one, else that of the location, else the default; it governs the amounts of the same request, and "
    "figures that were said in another currency are forgotten. Each change is an Action that can be undone.",
    security=SIGNED_IN,
    responses={200: UserOut, 412: STALE},
)
def change_me(header: IfMatch, body: UserChange) -> Response:  # noqa: ARG001
    changes = body.model_dump(exclude_unset=True)
    user = service.change_user(
        context(), changes, lambda made: (200, dumps(user_out(made)), tag_of(made)), expects=expecting(tag_of)
    )
    response = answer(user_out(user))
    response.set_etag(tag_of(user))
    return response


@app.delete(
    "/api/users/me/",
    tags=_TAG,
    summary="Close the account and remove everything that is held of the person",
    description="Needs a sign-in of the last five minutes, else `recent_sign_in_required`. From the answer on nothing "
    "of the person is written any more; the removal follows within minutes, and the user name becomes free. The answer "
    "names what outlives it, unread, until it expires.",
    security=SIGNED_IN,
    responses={202: DeletionStarted},
)
@closed_may
def delete_me() -> Response:
    service.request_deletion(context(), g.identity, lambda: (202, dumps(DELETION_STARTED)))
    return answer(DELETION_STARTED, 202)


@app.post(
    "/api/users/me/sign-out-everywhere/",
    tags=_TAG,
    summary="End every session of the person, this one too",
    description="Older tokens are refused at once for writes and for the export, within five minutes for reads. A "
    "token of the same second is old.",
    security=SIGNED_IN,
    responses={204: None},
)
@ends_sessions
def sign_out_everywhere() -> Response:
    service.sign_out_everywhere(context(), lambda: (204, ""))
    return Response("", 204)


@app.get(
    "/api/users/me/export/",
    tags=_TAG,
    summary="Everything that is held of the person",
    description="One JSON document, sent while it is read. Amounts are whole numbers of the smallest unit of their "
    "currency. Receipts are links that work for five minutes. The last member is `complete`: a text without it was "
    "cut off.",
    security=SIGNED_IN,
    responses={200: Export},
)
@checked_afresh
def export_me() -> Response:
    parts = service.export_user(g.uid, system_clock(), dumps)
    first = next(parts)  # what cannot be read at all is a problem, not half an answer
    response = Response(chain([first], parts), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="ai-on-export.json"'
    return response
