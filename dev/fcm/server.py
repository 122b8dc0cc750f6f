"""HTTP: what firebase-admin calls, and what people and tests look at.

- `POST /v1/projects/{project}/messages:send`: as FCM; takes the authority that local servers take, `Bearer owner`
- `GET /messages/?token=`: what was pushed, the oldest first
- `POST /script/` {"token", "error", "times"?, "retry_after"?}: let a token fail
- `DELETE /script/`: forget messages and script
"""

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dev.fcm.messages import Body, Fault, Messages

_MOST_BYTES = 1 << 20


class FcmServer(ThreadingHTTPServer):
    """Serves one project; one thread a connection."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], messages: Messages) -> None:
        self.messages = messages
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: FcmServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/healthz":
            self._answer(200, {"status": "ok"})
        elif address.path in {"/messages/", "/"}:
            token = parse_qs(address.query).get("token", [None])[0]
            self._answer(200, {"messages": self.server.messages.kept(token)})
        else:
            self._answer(404, _not_found().body)

    def do_POST(self) -> None:
        try:
            answer = self._call(self._body())
        except Fault as fault:
            self._answer(fault.code, fault.body, fault.headers)
        else:
            self._answer(200, answer)

    def do_DELETE(self) -> None:
        if urlsplit(self.path).path != "/script/":
            self._answer(404, _not_found().body)
            return
        self.server.messages.forget()
        self._answer(200, {})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Quiet: whoever wants to know asks /messages/."""

    def _call(self, body: Body) -> Body:
        path, messages = urlsplit(self.path).path, self.server.messages
        if path == "/script/":
            return messages.script(body)
        project = path.removeprefix("/v1/projects/").removesuffix("/messages:send")
        if path != f"/v1/projects/{project}/messages:send" or "/" in project:
            raise _not_found()
        if self.headers.get("Authorization") != "Bearer owner":
            raise Fault(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        if messages.project not in {project, "*"}:
            raise Fault(403, "PERMISSION_DENIED", "Permission denied on this project.")
        return messages.send(body)

    def _body(self) -> Body:
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > _MOST_BYTES:
            self.close_connection = True
            raise Fault(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit.")
        try:
            body = json.loads(self.rfile.read(int(length)) or b"{}")
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise Fault(400, "INVALID_ARGUMENT", "Invalid JSON payload received.")
        return body

    def _answer(self, status: int, body: Body, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        raw = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(raw)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)


def _not_found() -> Fault:
    return Fault(404, "NOT_FOUND", "Method not found.")
