"""Routes of Actions: what was done for the person, what waits for them, and what it cost."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from flask import Response
from flask_openapi3.models.tag import Tag

from functions.chat.api.action_shapes import (
    ActionOut,
    ActionPath,
    ActionsOut,
    ActionsQuery,
    Decided,
    Scope,
    UsageOut,
    kept_all,
    kept_one,
    tag_of,
)
from functions.chat.api.app import app
from functions.chat.service import acting, confirming, toolbox, undoing
from functions.journal import service as journal
from functions.journal.models import Action
from shared.clock import rfc3339
from shared.web.app import answer, context
from shared.web.paging import moment, name, page_of, position_of, with_next
from shared.web.shapes import SIGNED_IN

_TAG = [Tag(name="actions", description="What was changed, by whom, and how to take it back")]
_MILLION = Decimal(1_000_000)


@app.get(
    "/api/chat/actions/",
    tags=_TAG,
    summary="Actions, newest first",
    security=SIGNED_IN,
    responses={200: ActionsOut},
)
def list_actions(query: ActionsQuery) -> Response:
    page, asked = page_of(), context()
    last = position_of(page, moment, name)
    after = None if last is None else (last[0], last[1])
    found = acting.list_actions(asked.uid, asked.now, query.status, after, page.limit + 1)
    more, found = len(found) > page.limit, found[: page.limit]
    position = (rfc3339(found[-1].created_at), found[-1].id) if more else None
    return with_next(answer([journal.render(one) for one in found]), position)


@app.get("/api/chat/actions/<id>/", tags=_TAG, summary="One action", security=SIGNED_IN, responses={200: ActionOut})
def get_action(path: ActionPath) -> Response:
    asked = context()
    return _shown(acting.get_action(asked.uid, path.id, asked.now))


@app.post(
    "/api/chat/actions/<id>/confirm/",
    tags=_TAG,
    summary="Confirm or decline what waits",
    description="Within five minutes and once. What is done is exactly what was shown.",
    security=SIGNED_IN,
    responses={200: ActionOut},
)
def confirm_action(path: ActionPath, body: Decided) -> Response:
    if not body.confirm:
        return _shown(confirming.decline(context(), path.id, kept_one))
    return _shown(confirming.confirm(context(), path.id, toolbox.tools(), kept_one, toolbox.speaker))


@app.post(
    "/api/chat/actions/<id>/undo/",
    tags=_TAG,
    summary="Take an action back, or all of its turn",
    description="`id` may also be a turn's. All of it or nothing: 409 `undo_blocked` tells what is in the way.",
    security=SIGNED_IN,
    responses={200: ActionsOut},
)
def undo_action(path: ActionPath, body: Scope) -> Response:
    return _turned(undoing.undo, path, body)


@app.post(
    "/api/chat/actions/<id>/redo/",
    tags=_TAG,
    summary="Make an undone action anew, or all of its turn",
    security=SIGNED_IN,
    responses={200: ActionsOut},
)
def redo_action(path: ActionPath, body: Scope) -> Response:
    return _turned(undoing.redo, path, body)


@app.get(
    "/api/chat/usage/",
    tags=_TAG,
    summary="What the month has cost so far",
    security=SIGNED_IN,
    responses={200: UsageOut},
)
def usage() -> Response:
    asked = context()
    found = journal.spending(asked.uid, asked.now)
    told: Mapping[str, object] = {
        "period": found.month,
        "tokens": found.tokens,
        "cost_usd": Decimal(found.micros) / _MILLION,
        "cap_usd": Decimal(found.cap_micros) / _MILLION,
    }
    return answer(told)


def _shown(action: Action) -> Response:
    response = answer(journal.render(action))
    response.set_etag(tag_of(action))
    return response


def _turned(turn: Callable[..., tuple[Action, ...]], path: ActionPath, body: Scope) -> Response:
    """Undo and redo have one shape: an Action or a turn, and all that became of it."""
    return answer([journal.render(one) for one in turn(context(), path.id, body.scope, kept_all)])
