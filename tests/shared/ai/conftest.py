"""The real client over HTTP against the local model, configured as a deployed function is."""

from collections.abc import Iterator

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
