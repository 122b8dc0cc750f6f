"""The real client over HTTP against the local model, configured as a deployed function is."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from dev.gemini.server import GeminiServer
from shared.ai import reach
from shared.config import config
from tests.dev.gemini.running import gemini_server

GOOGLE = ("GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_GENAI_USE_ENTERPRISE", "GEMINI_API_VERSION")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GeminiServer]:
    """A local model that this test alone speaks to; the process forgets it afterwards."""
    with gemini_server() as running:
        for name in GOOGLE:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("GEMINI_API_KEY", "test-key")
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", running.url)
        monkeypatch.setenv("MODELS_FLASH", "gemini-2.5-flash,gemini-3.5-flash-lite")
        config.cache_clear()
        reach.reset()
        yield running
    config.cache_clear()
    reach.reset()


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[httpx2.Request]:
    """The requests that leave for the model from here on, as they go over the wire."""
    seen: list[httpx2.Request] = []
    handle_request = httpx2.HTTPTransport.handle_request

    def noting(transport: httpx2.HTTPTransport, request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return handle_request(transport, request)

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", noting)
    return seen


class Bodies:
    """The JSON bodies of requests, in order."""

    def __init__(self, requests: list[httpx2.Request]) -> None:
        self._requests = requests

    def __len__(self) -> int:
        return len(self._requests)

    def __getitem__(self, at: int) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._requests[at].read())
        return found

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter([self[at] for at in range(len(self))])


@pytest.fixture
def bodies(requests: list[httpx2.Request]) -> Bodies:
    """The bodies that leave for the model from here on."""
    return Bodies(requests)
