"""Fixtures of tests over the real store and the local model."""

from tests.ground import ground, store
from tests.shared.ai.conftest import server

__all__ = ["ground", "server", "store"]
