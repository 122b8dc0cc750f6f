"""Fixtures: the real store beside the one in memory."""

from tests.ground import store

__all__ = ["store"]
