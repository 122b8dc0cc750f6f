"""What tests put into the model's mouth: queued answers and faults, and a model that is down.

    POST /script/    {"mode": "engine|script|down", "queue": [item…]}   what is not named stays; a queue replaces
    GET /script/     {"mode", "left", "queue", "calls": {agent: count}}
    DELETE /script/  back to the engine; counts are forgotten

An item: `status` (200), `body` (a GenerateContentResponse, or {"text"}, {"json"}, or a string sent as it is) or
`error` (a status name or {"message","status","details"}), `delay_ms`, `times` (1), `when` {"agent"},
`cut` (true: the connection breaks in the middle of the body), `drip_ms` (a pause before each tenth of the body),
`headers`. Items are played in order, each for the
first call that it suits; when none suits, the engine answers. `down` answers 503 and keeps the queue.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from dev.gemini.protocol import Json, Refusal

Mode = Literal["engine", "script", "down"]
_KEYS = {"status", "body", "error", "delay_ms", "times", "when", "cut", "drip_ms", "headers"}
DOWN: Json = {"status": 503, "error": {"status": "UNAVAILABLE", "message": "The model is overloaded."}}


@dataclass(slots=True)
class Script:
    """The script of one server. Safe to use from its threads."""

    mode: Mode = "engine"
    queue: list[Json] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def load(self, body: Json) -> None:
        """Take a mode and a queue. Raises Refusal (400) and changes nothing when either is not understood."""
        mode, queue = body.get("mode", self.mode), body.get("queue")
        unknown = set(body) - {"mode", "queue"}
        if mode not in get_args(Mode) or unknown:
            raise Refusal(400, "The script takes mode (engine, script, down) and queue.")
        items = None if queue is None else _checked(queue)
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

    def next_for(self, agent: str) -> Json | None:
        """Count a call of this agent and take the item that is due for it; None: the engine answers."""
        with self._lock:
            self.calls[agent] += 1
            if self.mode == "down":
                return DOWN
            for at, item in enumerate(self.queue):
                wanted = (item.get("when") or {}).get("agent")
                if wanted is not None and wanted != agent:
                    continue
                item["times"] -= 1
                if item["times"] <= 0:
                    del self.queue[at]
                return dict(item)
            return None

    def state(self) -> Json:
        """What GET tells."""
        with self._lock:
            left = sum(item["times"] for item in self.queue)
            return {
                "mode": self.mode,
                "left": left,
                "queue": [dict(item) for item in self.queue],
                "calls": dict(self.calls),
            }


def _checked(queue: Any) -> list[Json]:
    if not isinstance(queue, list):
        raise Refusal(400, "queue is a list of items.")
    items: list[Json] = []
    for item in queue:
        if not isinstance(item, dict) or set(item) - _KEYS:
            raise Refusal(400, f"An item of the queue takes {', '.join(sorted(_KEYS))}.")
        times, status = item.get("times", 1), item.get("status", 200)
        delays = item.get("delay_ms", 0), item.get("drip_ms", 0)
        numbers = all(isinstance(n, int) and not isinstance(n, bool) for n in (times, status, *delays))
        if not numbers or times < 1 or min(delays) < 0 or not 200 <= status <= 599:
            raise Refusal(400, "times, delay_ms, drip_ms and status are whole numbers in their range.")
        if not all(isinstance(item.get(name) or {}, dict) for name in ("when", "headers")):
            raise Refusal(400, "when and headers are objects.")
        items.append({**item, "times": times})
    return items
