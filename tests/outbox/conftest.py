"""Fixtures of tests over the real store."""

from tests.ground import ground, store

__all__ = ["ground", "store"]
