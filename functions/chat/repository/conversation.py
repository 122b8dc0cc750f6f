"""The state of a person's conversation: one document, `users/{uid}/chat/conversation`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from functions.chat.models.conversation import Conversation, Exchange, Lock, Memory
from shared.gcp.firestore import Commit, Document, client, get, user


def _ref(uid: str) -> Any:
    return user(uid).collection("chat").document("conversation")


class Read:
    """A read conversation, and the writes that fail when somebody else wrote in between."""

    def __init__(self, uid: str) -> None:
        self.snapshot = get(_ref(uid))
        self.conversation = _conversation(self.snapshot.to_dict() or {})

    def close(self, commit: Commit, memory: Memory, last_at: datetime | None) -> None:
        """Put what is remembered into the commit that ends a turn; the lock is open then."""
        commit.update(self.snapshot, {**_memory(memory), "lock": None, "last_at": last_at})


@dataclass(slots=True)
class Taking:
    """Guards the commit that changes who is at work: it holds only while the document is as it was read."""

    found: Read
    lock: Lock | None
    unfinished: Mapping[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> Any:
        return self.found.snapshot.reference

    def write(self, batch: Any) -> None:
        """Write the lock."""
        stored = {"lock": None if self.lock is None else asdict(self.lock), "unfinished": dict(self.unfinished)}
        if not self.found.snapshot.exists:
            batch.create(self.ref, {**_memory(Memory()), **stored})
            return
        option = client().write_option(last_update_time=self.found.snapshot.update_time)
        batch.update(self.ref, stored, option=option)

    def is_done(self, stored: Document) -> bool:
        """Whether the document has this very lock: only its acknowledgement was lost then."""
        return _conversation(stored).lock == self.lock


def _memory(memory: Memory) -> dict[str, Any]:
    return {"window": [asdict(one) for one in memory.window], "summary": memory.summary}


def _conversation(stored: Document) -> Conversation:
    lock = stored.get("lock")
    return Conversation(
        Memory(tuple(Exchange(**row) for row in stored.get("window", ())), stored.get("summary", "")),
        Lock(lock["turn_id"], lock["request"], lock["until"]) if lock else None,
        stored.get("unfinished", {}),
        stored.get("last_at"),
    )
