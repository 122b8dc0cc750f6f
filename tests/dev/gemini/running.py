"""The local model on a free port, for the tests that speak to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from dev.gemini.server import GeminiServer


@contextmanager
def gemini_server() -> Iterator[GeminiServer]:
    """A server that runs in a thread until the block ends."""
    server = GeminiServer("127.0.0.1", 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def send(url: str, body: Any = None, method: str | None = None, **headers: str) -> tuple[int, str]:
    """Status and text of one request; a body is sent as JSON, bytes as they are."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = Request(url, data=data, method=method, headers={"Content-Type": "application/json", **headers})
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()
