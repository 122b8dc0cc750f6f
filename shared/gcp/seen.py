"""A guard for consumers against events that come late: `users/{uid}/seen/{consumer}_{entity}` holds the newest version.

Nobody relies on the order of events. A consumer whose effect depends on the state of one entity reads the mark, leaves
what is not newer, and writes the mark in the commit of its effect.
"""

from datetime import datetime

from shared.gcp.firestore import Commit, get, user


class Seen:
    """The newest version of an entity that a consumer has worked on, and the write that fails when that changed."""

    def __init__(self, uid: str, consumer: str, entity: str) -> None:
        """One read. Raises Unavailable."""
        self._snapshot = get(user(uid).collection("seen").document(f"{consumer}_{entity}"))
        stored = self._snapshot.to_dict() or {}
        self.version: int | None = stored.get("version")

    def is_stale(self, version: int) -> bool:
        """Whether this version, or a newer one, was worked on before: acknowledge the event without effect."""
        return self.version is not None and self.version >= version

    def write(self, commit: Commit, version: int, at: datetime) -> None:
        """Put the mark into the commit of the effect; it is Contended when another event was faster."""
        if self.is_stale(version):
            raise ValueError("an event that is not newer has no effect")
        stored = {"version": version, "at": at}
        if self._snapshot.exists:
            commit.update(self._snapshot, stored)
        else:
            commit.create(self._snapshot.reference, stored)
