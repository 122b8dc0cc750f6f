"""A group of routes as one HTTP function: sign-in, strict bodies, problems and one JSON form for all of them."""

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Any

import functions_framework
import simplejson
from flask import Flask, Request, Response, g, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.exceptions import RequestEntityTooLarge as BodyTooLarge

from shared import logs
from shared.clock import system_clock
from shared.config import config
from shared.context import Context
from shared.errors import InvalidInput, UnsupportedMedia
from shared.gcp import outbox
from shared.gcp.idempotency import Replayed, RequestKey, request_key, sign_up_key
from shared.web import auth, cors, limits, problems
from shared.web.strict_json import parse_object

MAX_JSON = 1_000_000
MAX_UPLOAD = 11_000_000  # a file of 10 MB and the form around it
_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
_WRITES = {"POST", "PATCH", "PUT", "DELETE"}


class _StrictRequest(Request):
    def get_json(self, *_: Any, **__: Any) -> Any:
        if self.mimetype != "application/json":
            raise UnsupportedMedia("Send the body as application/json.")
        self.max_content_length = MAX_JSON
        return parse_object(self.get_data(cache=True))


class _App(OpenAPI):
    request_class = _StrictRequest


def make_app(title: str) -> OpenAPI:
    """An app for one endpoint group; its routes are declared with flask-openapi3 in `functions/<feature>/api.py`."""
    auth.refuse_unsafe_start()
    logs.configure()
    app = _App(
        __name__,
        info=Info(title=title, version=config().version),
        security_schemes={"firebase": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        validation_error_status=400,
        validation_error_callback=lambda error: problems.render(problems.of_validation(error)),
        doc_ui=False,
    )
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD
    app.url_map.strict_slashes = False
    app.before_request(lambda: _before(app))
    app.after_request(_after)
    app.register_error_handler(Replayed, _replay)
    app.register_error_handler(Exception, lambda error: problems.render(problems.of_exception(error)))
    return app


def _before(app: Flask) -> Response | None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(12)
    if (asked := cors.preflight()) is not None:
        return asked
    fault: HTTPException | None = request.routing_exception
    if isinstance(fault, MethodNotAllowed):
        raise fault
    view = app.view_functions.get(request.endpoint or "")
    uid = None if auth.marked(view, auth.PUBLIC) else auth.sign_in().uid
    limits.check(auth.marked(view, limits.LIMIT), uid)
    limit = MAX_UPLOAD if request.mimetype == "multipart/form-data" else MAX_JSON
    if (request.content_length or 0) > limit:
        raise BodyTooLarge
    return None


def _after(response: Response) -> Response:
    if response.status_code >= 400 and (key := g.get("key")):
        key.release()  # nothing was done: a repetition need not wait
    if response.status_code == 204:
        response.headers.pop("Content-Type", None)  # of nothing
    response.headers["X-Request-Id"] = g.get("request_id", "")
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    cors.mark(response)
    limits.mark(response)
    return response


def _replay(replayed: Replayed) -> Response:
    response = Response(replayed.body, replayed.status, content_type="application/json")
    if replayed.etag:
        response.set_etag(replayed.etag)
    response.headers["Idempotent-Replay"] = "true"
    return response


def dumps(value: object) -> str:
    """Our JSON: decimals are printed exactly as numbers, with the digits that their currency has."""
    return simplejson.dumps(value, use_decimal=True, ensure_ascii=False)


def answer(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(dumps(value), status, content_type="application/json")


def context() -> Context:
    """The use case's context for this request. Raises Replayed when its key was answered before."""
    now, given = system_clock(), _given_key()
    body = _fingerprint() if given else ""
    key = g.key = request_key(g.uid, f"{request.method} {request.path.rstrip('/')}", given, body, now)
    key.replay()
    auth.refuse_unless_replayed()
    return Context(g.uid, now, key, g.request_id, request.headers.get("Accept-Language"))


def _given_key() -> str | None:
    given = request.headers.get("Idempotency-Key") if request.method in _WRITES else None
    if given is not None and not _KEY.fullmatch(given):
        raise InvalidInput("An Idempotency-Key is 1 to 255 visible ASCII characters.")
    return given


def sign_up(address: str, said: str, secret: str) -> RequestKey | None:
    """The guard of a sign-up with a key, by address; `said` is the rest of the request. Raises Replayed."""
    if (given := _given_key()) is None:
        return None
    key: RequestKey = sign_up_key(address, given, _digest(said.encode()), secret, system_clock())
    g.key = key
    key.replay()
    return key


def _fingerprint() -> str:
    """What the body says: of a form its parts, for each client and each try divides them by another boundary."""
    if request.mimetype != "multipart/form-data":
        return _digest(request.get_data(cache=True))
    parts = [(name, _digest(value.encode())) for name, value in request.form.items(multi=True)]
    for name, file in request.files.items(multi=True):
        parts.append((f"file {name}", _digest(file.stream.read())))
        file.stream.seek(0)
    return _digest(repr(sorted(parts)).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def http_function(name: str, app: Flask) -> Callable[[Request], Any]:
    """The Cloud Function that serves an app. Its `__name__` is the deployed name: the framework looks it up by both."""

    def serve(outer: Request) -> Any:
        with outbox.settling_later() as settle, app.request_context(outer.environ):
            response = app.full_dispatch_request()
        response.call_on_close(settle)  # once the client has the whole answer
        return response

    serve.__name__ = serve.__qualname__ = name
    functions_framework.http(serve)
    return serve
