"""Fixtures of tests of the gate: over the real store, and over the one in memory."""

from tests.budget.memory import memory
from tests.ground import ground, store

__all__ = ["ground", "memory", "store"]
