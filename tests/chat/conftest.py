"""Somebody who talks, over the real store, with the local model behind Google's own client."""

from collections.abc import Iterator

import pytest

from dev.gemini.server import GeminiServer
from shared.ai import reach
from shared.config import config
from tests.chat.talking import Talker
from tests.dev.gemini.running import gemini_server
from tests.ground import Ground, ground, store

__all__ = ["ground", "model", "store", "talker"]


@pytest.fixture
def model(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[GeminiServer]:
    """A local model that this test alone speaks to."""
    with gemini_server() as running:
        for name in ("GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI", "GEMINI_API_VERSION"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("GEMINI_API_KEY", "test-key")
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", running.url)
        config.cache_clear()
        reach.reset()
        yield running
    config.cache_clear()
    reach.reset()


@pytest.fixture
def talker(ground: Ground, model: GeminiServer, monkeypatch: pytest.MonkeyPatch) -> Talker:
    return Talker(ground, monkeypatch, model)
