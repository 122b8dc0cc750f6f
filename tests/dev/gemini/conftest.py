"""A local model per test, and the real client that speaks to it."""

from collections.abc import Iterator

import pytest
from google.genai import Client, types

from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import gemini_server


@pytest.fixture
def server() -> Iterator[GeminiServer]:
    with gemini_server() as running:
        yield running


@pytest.fixture
def client(server: GeminiServer) -> Client:
    return Client(vertexai=False, api_key="k", http_options=types.HttpOptions(base_url=server.url))
