"""An in-memory store with Firestore's semantics, with the surface of the google client that our code uses.

Its contract tests run the same assertions against the emulator, so what the simulation shows holds for the real store.
"""

from tests.simulation.store.client import Client
from tests.simulation.store.documents import Documents, Stored, Written

__all__ = ["Client", "Documents", "Stored", "Written"]
