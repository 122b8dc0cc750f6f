"""The local Gemini-protocol server: `python -m dev.gemini.server --port N`.

POST /{version}/models/{id}:{generateContent|streamGenerateContent|countTokens}, GET /{version}/models[/{id}], the
same below Vertex's /projects/…/locations/…/publishers/google; GET /healthz; /script/ for tests (docs/local-model.md).
"""

import argparse
import json
import math
import os
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dev.gemini import engine, protocol
from dev.gemini.body import agent_of, field, parse_body
from dev.gemini.protocol import Json, Refusal, Route
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.models import check_route, listing, model_resource
from dev.gemini.protocol.refusal import check_key
from dev.gemini.protocol.responses import own_answer
from dev.gemini.protocol.streaming import Answer, as_stream, refused
from dev.gemini.protocol.tokens import count_response
from dev.gemini.protocol.validation import check_call
from dev.gemini.script import Script
from dev.gemini.script.playing import played

MAX_BODY = 100 * 1024 * 1024


class GeminiServer(ThreadingHTTPServer):
    """One server with its own script."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int) -> None:
        super().__init__((host, port), _Handler)
        self.script = Script()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no event."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ai-on-gemini"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: GeminiServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is the base class's)
        """Quiet: what people wrote does not belong in a log."""

    def do_GET(self) -> None:
        """Health, script, models."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Model calls and the script."""
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = 0
        if not 0 <= length <= MAX_BODY:
            self.close_connection = True
            self._send(refused(Refusal(413, "Request payload size exceeds the limit.")))
            return
        self._answer(self.rfile.read(length))

    def do_DELETE(self) -> None:
        """The script, reset."""
        self.do_POST()

    def _answer(self, raw: bytes) -> None:
        try:
            answer = self._dispatch(raw)
        except Refusal as refusal:
            answer = refused(refusal)
        except Exception as error:  # noqa: BLE001 (the fault of a reader is answered as the service answers its own)
            answer = refused(Refusal(500, f"An internal error has occurred: {type(error).__name__}"))
        self._send(answer)

    def _dispatch(self, raw: bytes) -> Answer:
        url = urlsplit(self.path)
        path = url.path.rstrip("/")
        if path == "/healthz":
            return Answer(200, {"status": "ok"})
        if path in {"/script", "/script/requests"}:
            return Answer(200, self._script(path, raw))
        route = protocol.route_of(url.path)
        if route is None:
            raise Refusal(404, "The requested URL was not found.")
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        check_key(self.headers.get("x-goog-api-key") or query.get("key"))
        check_route(route)
        if route.model is None:
            return Answer(200, listing(route, query.get("pageSize"), query.get("pageToken")))
        if route.method is None:
            return Answer(200, model_resource(route.model, vertex=route.vertex))
        if self.command != "POST":
            raise Refusal(405, "The method is not allowed here.")
        return self._asked(route, route.model, parse_body(raw), sse=query.get("alt") == "sse")

    def _script(self, path: str, raw: bytes) -> Json:
        script = self.server.script
        if path == "/script/requests":
            if self.command != "GET":
                raise Refusal(405, "What was asked can only be read; DELETE /script/ forgets it.")
            return script.record.told()
        if self.command == "DELETE":
            script.reset()
        elif self.command == "POST":
            script.load(parse_body(raw))
        return script.state()

    def _asked(self, route: Route, model: str, body: Json, *, sse: bool) -> Answer:
        """The answer to a model call, refused or not; noted in the script's record."""
        counted = field(body, "generateContentRequest")
        body = counted if route.method == "countTokens" and isinstance(counted, dict) else body
        try:
            answer = self._call(route, ModelCall(body, model, route.vertex), sse=sse)
        except Refusal as refusal:
            answer = refused(refusal)
        about = {"agent": agent_of(body), "model": model, "method": route.method, "version": route.version}
        self.server.script.record.note({**about, "vertex": route.vertex}, body, answer.status)
        return answer

    def _call(self, route: Route, call: ModelCall, *, sse: bool) -> Answer:
        check_call(call)
        counting, stream = route.method == "countTokens", route.method == "streamGenerateContent"
        item = self.server.script.next_for(call, engine.agent_of(call.body), speaks=not counting)
        if item is not None:
            time.sleep(item.get("delay_ms", 0) / 1000)
            answer = played(item, call, stream=stream)
        elif counting:
            return Answer(200, count_response(call.body, vertex=call.vertex))
        else:
            answer = Answer(200, own_answer(engine.answer(call), call))
        return as_stream(answer, sse=sse, family=call.family) if stream else answer

    def _send(self, answer: Answer) -> None:
        body = answer.encoded()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if answer.cut:
            body = body[: len(body) // 2]
            self.close_connection = True
        step = math.ceil(len(body) / 10) if answer.drip_ms else max(1, len(body))
        for at in range(0, len(body), max(1, step)):
            time.sleep(answer.drip_ms / 1000)
            self.wfile.write(body[at : at + step])
            self.wfile.flush()


def _check_ocr() -> None:
    """Refuse to start when the program that should read pictures is not there, and say what to do."""
    from dev.gemini.reading.ocr import OcrMissingError, chosen

    try:
        chosen()
    except OcrMissingError as error:
        raise SystemExit(str(error)) from None


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    if os.environ.get("OCR"):
        _check_ocr()
    server = GeminiServer(options.host, options.port)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(json.dumps({"ready": server.url}), flush=True)
    server.serve_forever(poll_interval=0.2)
    server.server_close()


if __name__ == "__main__":
    main()
