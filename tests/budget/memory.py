"""The ground of tests on the store in memory: as strict as the real one, which its own tests show, and much faster."""

from collections.abc import Iterator

import pytest

from shared.config import config
from shared.events import decode
from shared.gcp import firestore, pubsub
from tests.ground import Ground
from tests.simulation.store import Client, Documents


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    """Somewhere to stand on without an emulator, and without a model."""
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "memory")
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    config.cache_clear()
    client, found = Client(Documents()), Ground()
    monkeypatch.setattr(firestore, "_client", lambda *_: client)
    monkeypatch.setattr(pubsub, "publish", lambda _topic, data, _attributes: found.published.append(decode(data)))
    yield found
    config.cache_clear()


__all__ = ["memory"]
