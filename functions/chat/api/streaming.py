"""The answer as it is made: server-sent events, and what a repetition of the request gets of them."""

import contextvars
import queue
import threading
from collections.abc import Generator, Iterator, Mapping
from typing import Any

from flask import Response

from functions.chat import service
from functions.chat.api.app import app
from functions.chat.api.messages import TAG, kept, utterance
from functions.chat.api.shapes import DESCRIBED_BODY, reply_out
from functions.chat.models.talk import Reply, TurnBegun
from functions.chat.rules.reply import pieces
from shared.ai.events import Event, ToolDenied, ToolFinished, ToolStarted
from shared.context import Context
from shared.gcp.idempotency import Replayed, RequestKey
from shared.web.app import context, dumps
from shared.web.limits import limited
from shared.web.problems import body_of, of_exception
from shared.web.shapes import SIGNED_IN

Steps = Generator[Event | TurnBegun, None, Reply]
EVENT_STREAM = "text/event-stream"
KEEP_ALIVE_S = 15.0
_ENDS_WITHIN_S = 40.0
_STATES: Mapping[type, str] = {ToolStarted: "started", ToolFinished: "finished", ToolDenied: "denied"}
_STREAM: dict[str, Any] = {
    "description": "`delta` {text}, `tool` {agent, tool, state}, `action` {Action}, then `done` {the reply} or `error` "
    "{problem}; a comment line at least every 15 s",
    "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
}


@app.post(
    "/api/chat/stream/",
    tags=TAG,
    summary="The same, told as it happens",
    description="Server-sent events. A request that is refused before it starts is answered by a problem. With "
    "the same `Idempotency-Key` it can be sent again after a broken connection: nothing is done twice, and what was "
    "answered comes as `done` alone.",
    security=SIGNED_IN,
    responses={200: _STREAM},
    openapi_extensions=DESCRIBED_BODY,
)
@limited("ai")
def stream() -> Response:
    try:
        asked = context()
    except Replayed as before:
        return _replayed(before)
    steps = service.converse(asked, utterance(), kept)
    try:
        next(steps)  # all that may refuse the turn comes before it begins, and before the stream does
    except Replayed as before:
        return _replayed(before)
    return Response(_told(asked, steps), content_type=EVENT_STREAM)


def _replayed(before: Replayed) -> Response:
    response = Response(_event("done", before.body), content_type=EVENT_STREAM)
    response.headers["Idempotent-Replay"] = "true"
    return response


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def _told(asked: Context, steps: Steps) -> Iterator[str]:
    """The events of a turn that has begun. It is led to its end also when nobody listens any more."""
    came: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def work() -> None:
        for event in _events(asked, steps):
            came.put(event)
        came.put(None)

    thread = threading.Thread(target=contextvars.copy_context().run, args=(work,), name="chat-turn", daemon=True)
    thread.start()
    try:
        while True:
            try:
                event = came.get(timeout=KEEP_ALIVE_S)
            except queue.Empty:
                yield ": still at work\n\n"
                continue
            if event is None:
                return
            yield event
    finally:
        thread.join(_ENDS_WITHIN_S)  # the instance may sleep once the request is over


def _events(asked: Context, steps: Steps) -> Iterator[str]:
    try:
        reply = yield from _tools(steps)
    except Replayed as before:  # another try with this key was faster
        yield _event("done", before.body)
        return
    except Exception as error:  # noqa: BLE001 - each becomes a problem, as it does for any other route
        if isinstance(asked.guard, RequestKey):
            asked.guard.release()
        yield _event("error", dumps(body_of(of_exception(error), asked.request_id)))
        return
    for piece in pieces(reply.msg):
        yield _event("delta", dumps({"text": piece}))
    for action in reply.actions:
        yield _event("action", dumps(action))
    yield _event("done", dumps(reply_out(reply)))


def _tools(steps: Steps) -> Generator[str, None, Reply]:
    while True:
        try:
            event = next(steps)
        except StopIteration as stop:
            reply: Reply = stop.value
            return reply
        if isinstance(event, ToolStarted | ToolFinished | ToolDenied):
            yield _event("tool", dumps({"agent": event.agent, "tool": event.tool, "state": _STATES[type(event)]}))
