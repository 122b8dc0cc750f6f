"""JSON over HTTP to our own parts on the loopback; light enough for a supervisor that must start at once."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit


class Refused(RuntimeError):
    """A part answered with an error status."""

    def __init__(self, method: str, url: str, status: int, body: str) -> None:
        super().__init__(f"{method} {url} answered {status}: {body[:300]}")
        self.status = status


def call(method: str, url: str, body: object | None = None, timeout: float = 30.0) -> Any:
    """Send JSON, get JSON. Raises Refused for 400 and above, OSError when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=timeout)
    try:
        data = None if body is None else json.dumps(body)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, data, {"Content-Type": "application/json"} if data else {})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", errors="replace")
    finally:
        connection.close()
    if answer.status >= 400:
        raise Refused(method, url, answer.status, text)
    return json.loads(text) if text.strip().startswith(("{", "[")) else None
