"""HTTP: paths, keys, authority, CORS, and bodies in JSON or as a form."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dev.identity.accounts import Accounts
from dev.identity.admin import BY_ADMINISTRATORS
from dev.identity.faults import Fault
from dev.identity.methods import BY_CLIENTS, Body

MAX_BODY_BYTES = 1 << 20
_PREFIX = re.compile(r"^/(identitytoolkit|securetoken)\.googleapis\.com(?=/)")
_ADMIN_PATH = re.compile(r"/v1/projects/([^/]+)/(accounts(?::\w+)?)")
_CERTIFICATES = ("/certificates", "/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com")


class IdentityServer(ThreadingHTTPServer):
    """Serves the accounts of one project; one thread a connection."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], accounts: Accounts) -> None:
        self.accounts = accounts
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: IdentityServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        path = self._path()
        if path == "/healthz":
            self._answer(200, {"status": "ok"})
        elif path in _CERTIFICATES:
            caching = {"Cache-Control": "public, max-age=3600, must-revalidate, no-transform"}
            self._answer(200, self.server.accounts.key.certificates, caching)
        else:
            self._answer(404, Fault("NOT_FOUND", 404).body())

    def do_POST(self) -> None:
        try:
            answer = self._call(self._body())
        except Fault as fault:
            self._answer(fault.status, fault.body())
        else:
            self._answer(200, answer)

    def do_OPTIONS(self) -> None:
        asked = self.headers.get("Access-Control-Request-Headers", "authorization, content-type")
        self._answer(
            204, None,
            {
                "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
                "Access-Control-Allow-Headers": asked,
                "Access-Control-Max-Age": "3600",
            },
        )  # fmt: skip

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Quiet: a line would carry the API key, and addresses say who signs in."""

    def _call(self, body: Body) -> Body:
        path, accounts = self._path(), self.server.accounts
        if admin := _ADMIN_PATH.fullmatch(path):
            method = BY_ADMINISTRATORS.get(admin[2])
            if method:
                self._require_administrator(admin[1])
                return method(accounts, body)
        elif method := BY_CLIENTS.get(path.removeprefix("/v1/")):
            self._require_key()
            return method(accounts, body)
        raise Fault("NOT_FOUND", 404)

    def _path(self) -> str:
        return _PREFIX.sub("", urlsplit(self.path).path)

    def _require_administrator(self, project: str) -> None:
        if self.headers.get("Authorization") != "Bearer owner":
            raise Fault("Request had invalid authentication credentials.", 401)
        if project != self.server.accounts.project:
            raise Fault("PROJECT_NOT_FOUND")

    def _require_key(self) -> None:
        """Any key will do here; a call without one would fail in production."""
        in_url = parse_qs(urlsplit(self.path).query).get("key")
        if not in_url and not self.headers.get("X-Goog-Api-Key"):
            raise Fault("The request is missing a valid API key.", 403)

    def _body(self) -> Body:
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= MAX_BODY_BYTES or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            raise Fault("INVALID_REQUEST_BODY", 413 if length > MAX_BODY_BYTES else 400)
        raw = self.rfile.read(length)
        try:
            if "form" in self.headers.get("Content-Type", ""):
                return {name: values[0] for name, values in parse_qs(raw.decode()).items()}
            body = json.loads(raw or b"{}")
        except (ValueError, RecursionError):
            raise Fault("INVALID_REQUEST_BODY") from None
        if not isinstance(body, dict):
            raise Fault("INVALID_REQUEST_BODY")
        return body

    def _answer(self, status: int, body: Body | dict[str, str] | None, extra: dict[str, str] | None = None) -> None:
        raw = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        for name, value in (extra or {"Cache-Control": "no-store"}).items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
