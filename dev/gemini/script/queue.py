"""The script of one server: its mode, its queue, and what was asked.

    POST /script/    {"mode": "engine|script|down", "queue": [item…]}   what is not named stays; a queue replaces
    GET /script/     {"mode", "left", "queue", "calls": {agent: count}}
    GET /script/requests   what was asked, oldest first
    DELETE /script/  back to the engine; counts and requests are forgotten

Items are played in order, each for the first call that it suits; when none suits, the engine answers. `down` answers
503 and keeps the queue.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, get_args

from dev.gemini.body import UNKNOWN
from dev.gemini.protocol.call import ModelCall
from dev.gemini.protocol.refusal import Json, Refusal
from dev.gemini.script.items import ALWAYS, checked, is_fault, suits
from dev.gemini.script.record import Record

Mode = Literal["engine", "script", "down"]
DOWN: Json = {"status": 503, "error": {"status": "UNAVAILABLE", "message": "The model is overloaded."}}


@dataclass(slots=True)
class Script:
    """The script of one server. Safe to use from its threads."""

    mode: Mode = "engine"
    queue: list[Json] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    record: Record = field(default_factory=Record)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def load(self, body: Json) -> None:
        """Take a mode and a queue. Raises Refusal (400) and changes nothing when either is not understood."""
        mode, queue = body.get("mode", self.mode), body.get("queue")
        unknown = set(body) - {"mode", "queue"}
        if mode not in get_args(Mode) or unknown:
            raise Refusal(400, "The script takes mode (engine, script, down) and queue.")
        items = None if queue is None else checked(queue)
        with self._lock:
            self.mode = mode
            if items is not None:
                self.queue = items

    def reset(self) -> None:
        """As at the start."""
        with self._lock:
            self.mode = "engine"
            self.queue = []
            self.calls.clear()
            self.record.clear()

    def next_for(self, call: ModelCall, agent: str = UNKNOWN, *, speaks: bool = True) -> Json | None:
        """Count a call of this agent and take the item that is due for it; None: the engine answers.

        A call that does not make the model speak (countTokens) takes faults only.
        """
        with self._lock:
            self.calls[agent] += 1
            if self.mode == "down":
                return DOWN
            for at, item in enumerate(self.queue):
                if (speaks or is_fault(item)) and suits(item, call, self.calls[agent]):
                    return self._taken(at)
            return None

    def _taken(self, at: int) -> Json:
        item = self.queue[at]
        playing = dict(item)
        item["played"] += 1
        if item["times"] != ALWAYS:
            item["times"] -= 1
            if item["times"] <= 0:
                del self.queue[at]
        return playing

    def state(self) -> Json:
        """What GET tells. `left` counts an item that plays always as one."""
        with self._lock:
            left = sum(1 if item["times"] == ALWAYS else item["times"] for item in self.queue)
            queue = [{key: value for key, value in item.items() if key != "played"} for item in self.queue]
            return {"mode": self.mode, "left": left, "queue": queue, "calls": dict(self.calls)}
