"""Fixtures of tests over the real store."""

from collections.abc import Iterator

import pytest

from shared.config import config
from tests.dev.fcm.conftest import Fcm, fcm_process
from tests.ground import Ground, ground, store

__all__ = ["fcm", "fcm_process", "ground", "store"]


@pytest.fixture
def fcm(fcm_process: Fcm, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fcm]:
    """The stand-in of FCM, that our functions push to."""
    assert ground.published == []
    fcm_process.forget()
    monkeypatch.setenv("FCM_EMULATOR_HOST", fcm_process.host)
    config.cache_clear()
    yield fcm_process
    config.cache_clear()
