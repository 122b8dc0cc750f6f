"""Somebody new before the onboarding function, over the real store; with and without a model."""

from collections.abc import Iterator

import pytest

from shared.ai import reach
from shared.config import config
from tests.ground import Ground, ground, store
from tests.onboarding.people import Newcomer
from tests.shared.ai.conftest import GOOGLE, server

__all__ = ["ground", "server", "store"]


@pytest.fixture
def newcomer(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Newcomer:
    """Somebody who asks as the test has configured: with the fixture `server` there is a model."""
    return Newcomer(ground, monkeypatch)


@pytest.fixture
def no_model(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither a key nor Vertex: the model cannot be asked."""
    for name in (*GOOGLE, "GEMINI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    config.cache_clear()
    reach.reset()
    yield
    config.cache_clear()
    reach.reset()
