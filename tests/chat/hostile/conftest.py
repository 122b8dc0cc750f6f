"""The stage of a case: the store in memory, and one local model for all cases behind Google's own client."""

from collections.abc import Iterator

import pytest

from dev.gemini.server import GeminiServer
from shared.ai import reach
from shared.config import config
from tests.budget.memory import memory
from tests.chat.hostile.bench import Stage
from tests.dev.gemini.running import gemini_server
from tests.ground import Ground

__all__ = ["memory", "stage"]


@pytest.fixture(scope="session")
def model() -> Iterator[GeminiServer]:
    with gemini_server() as running:
        yield running


@pytest.fixture
def stage(memory: Ground, model: GeminiServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A store with two people in it; the model has forgotten the case before."""
    for name in ("GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI", "GEMINI_API_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GEMINI_API_KEY", "test-key")
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", model.url)
    config.cache_clear()
    reach.reset()
    model.script.reset()
    yield Stage(memory, monkeypatch, model)
    config.cache_clear()
    reach.reset()
