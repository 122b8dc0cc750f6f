"""The stream of an answer as an app hears it, whole or until the connection breaks, and what must hold of it."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.simulation.world import Broken

KIND = "text/event-stream"
_ENDS = {"done", "error"}
Event = tuple[str, str]  # its name, and its data as JSON


@dataclass(frozen=True, slots=True)
class Broke:
    """The connection broke before the end was heard."""

    events: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a stream that was heard to its end comes to, as another answer would have told it."""

    status_code: int
    body: str
    headers: dict[str, str]

    def get_data(self, *, as_text: bool) -> str:
        assert as_text
        return self.body


def heard(response: Any, hears: int | None) -> Broke | Heard:
    """Hear a stream, at most so many events of it. Raises Broken for what is no stream of an answer."""
    events: list[Event] = []
    for event in _events(response.response):
        if len(events) == hears:
            response.close()
            return Broke(len(events))
        events.append(event)
    response.close()
    names = [name for name, _ in events]
    if not names or names[-1] not in _ENDS or _ENDS & set(names[:-1]):
        raise Broken(f"a stream has the events {names}")
    (name, text), told = events[-1], json.loads(events[-1][1])
    if name == "error":
        again = {"Retry-After": "1"} if told["code"] == "in_progress" else {}
        return Heard(told["status"], text, again)
    replayed = "Idempotent-Replay" in response.headers
    if replayed and names != ["done"]:
        raise Broken(f"a repetition was told more than its end: {names}")
    _tells_its_end([(name, json.loads(text)) for name, text in events[:-1]], told)
    return Heard(200, text, {"Idempotent-Replay": "true"} if replayed else {})


def _events(chunks: Iterable[str | bytes]) -> Iterator[Event]:
    for chunk in chunks:
        text = chunk.decode() if isinstance(chunk, bytes) else chunk
        if not text.startswith(":"):  # else it is nothing but a sign of life
            head, data = text.rstrip("\n").split("\n")
            yield head.removeprefix("event: "), data.removeprefix("data: ")


def _tells_its_end(events: list[tuple[str, Any]], done: Any) -> None:
    """The pieces are the answer, the actions are its actions, and each tool that started has ended."""
    pieces = [told["text"] for name, told in events if name == "delta"]
    actions = [told["id"] for name, told in events if name == "action"]
    if pieces and ("".join(pieces) != done["msg"] or actions != [one["id"] for one in done["actions"]]):
        raise Broken(f"a stream told {pieces} and {actions}, and ended in {done}")
    at_work: Counter[Any] = Counter()
    for name, told in events:
        if name == "tool":
            at_work[told["agent"], told["tool"]] += {"started": 1, "finished": -1, "denied": 0}[told["state"]]
    if left := [one for one, count in at_work.items() if count]:
        raise Broken(f"a stream ended while {left} was at work: {events}")
