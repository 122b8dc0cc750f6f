"""What is kept of a conversation: the messages that people see, and the little that a model is told again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

Role = Literal["user", "model"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is shown: clean text. `actions` are identifiers, `queries` the questions that were answered."""

    id: str
    role: Role
    msg: str
    created_at: datetime
    actions: tuple[str, ...] = ()
    queries: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn as a later one is told of it: words only, and none that came out of files, memos or imports.

    `done` is one line of what was changed. `turn` names the turn while it has something to be taken back.
    """

    user: str
    model: str
    done: str = ""
    turn: str = ""

    @property
    def size(self) -> int:
        return len(self.user) + len(self.model)


@dataclass(frozen=True, slots=True)
class Memory:
    """The last turns, the oldest first, and a summary of those before them."""

    window: tuple[Exchange, ...] = ()
    summary: str = ""

    @property
    def last_change(self) -> str | None:
        """The latest turn that changed something, or asked to, and was not taken back by talking."""
        return next((one.turn for one in reversed(self.window) if one.turn), None)

    def without(self, turn: str) -> "Memory":
        """The memory once this turn was taken back."""
        kept = (replace(one, turn="") if one.turn == turn else one for one in self.window)
        return replace(self, window=tuple(kept))


@dataclass(frozen=True, slots=True)
class Lock:
    """Who is at work: the turn, the request that it belongs to, and until when it may be."""

    turn_id: str
    request: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of a person's conversation. `unfinished` has, by request, the turns that ended without an answer, so
    that a repetition of the request goes on under the same turn and does nothing twice. `last_at` is the time of the
    latest message: the next one is later, whatever the clocks of two instances say."""

    memory: Memory = field(default_factory=Memory)
    lock: Lock | None = None
    unfinished: Mapping[str, str] = field(default_factory=dict)
    last_at: datetime | None = None
