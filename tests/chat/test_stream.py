"""The answer as server-sent events, and what a broken connection may do about it."""

import json
import time
from typing import Any

import pytest
from werkzeug.test import TestResponse

from functions.chat.api import streaming
from tests.chat.talking import Talker, body_of


def events_of(text: str) -> list[tuple[str, Any]]:
    """Names and data of the events, without comments."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def streamed(talker: Talker, msg: str, **headers: str) -> tuple[TestResponse, list[tuple[str, Any]]]:
    answered = talker.ask("POST", "/api/chat/stream/", json={"msg": msg}, headers=headers)
    return answered, events_of(answered.text)


def test_a_stream_tells_tools_words_actions_and_the_whole_answer(talker: Talker) -> None:
    answered, events = streamed(talker, "I spent 500 DZD at a coffee shop")
    assert answered.headers["Content-Type"].startswith("text/event-stream")
    names = [name for name, _ in events]
    assert names[:2] == ["tool", "tool"]
    assert names[-1] == "done"
    tools = [data for name, data in events if name == "tool"]
    assert tools == [
        {"agent": "chatbot", "tool": "record_expense", "state": "started"},
        {"agent": "chatbot", "tool": "record_expense", "state": "finished"},
    ]
    done = events[-1][1]
    assert "".join(data["text"] for name, data in events if name == "delta") == done["msg"]
    assert [data for name, data in events if name == "action"] == done["actions"]
    assert len(talker.entries()) == 1


def test_a_long_answer_comes_in_several_pieces(talker: Talker) -> None:
    for title in ("Groceries", "Transport", "Pets", "Gifts"):
        talker.ground.budget(talker.uid, title, 100_000)
    _, events = streamed(talker, "Show my budgets")
    assert sum(name == "delta" for name, _ in events) > 2


def test_a_denied_tool_is_told_as_denied(talker: Talker) -> None:
    talker.ground.budget(talker.uid, "Groceries", 100_000)
    _, events = streamed(talker, "delete the Groceries budget")
    assert ("tool", {"agent": "chatbot", "tool": "delete_budget", "state": "denied"}) in events


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"msg": ""}, 400, "invalid_field"),
        ({"msg": "x", "uid": "y"}, 400, "unknown_field"),
        (["x"], 400, "invalid_json"),
    ],
)
def test_what_is_refused_before_it_starts_is_an_http_problem(talker: Talker, body: Any, status: int, code: str) -> None:
    answered = talker.ask("POST", "/api/chat/stream/", json=body)
    assert (answered.status_code, body_of(answered)["code"]) == (status, code)
    assert answered.headers["Content-Type"] == "application/problem+json"


def test_sent_again_with_its_key_it_gives_the_answer_alone_and_does_nothing_twice(talker: Talker) -> None:
    _, first = streamed(talker, "taxi 300 DZD", **{"Idempotency-Key": "one"})
    answered, again = streamed(talker, "taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert again == [first[-1]]
    assert answered.headers["Idempotent-Replay"] == "true"
    assert len(talker.entries()) == 1


def test_who_hangs_up_finds_the_turn_done(talker: Talker) -> None:
    answered = talker.ask(
        "POST", "/api/chat/stream/", json={"msg": "taxi 300 DZD"}, headers={"Idempotency-Key": "one"}, buffered=False
    )
    answered.close()  # as the server does when nobody listens any more
    _, again = streamed(talker, "taxi 300 DZD", **{"Idempotency-Key": "one"})
    assert [name for name, _ in again] == ["done"]
    assert len(talker.entries()) == 1


def test_a_fault_in_the_middle_is_an_error_event_and_the_turn_is_closed(
    talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.chat.repository import messages

    def broken(*_: Any) -> None:
        raise RuntimeError("the store of messages is gone")

    with monkeypatch.context() as patch:
        patch.setattr(messages, "add", broken)
        _, events = streamed(talker, "Hello!", **{"Idempotency-Key": "one"})
    assert events[-1][0] == "error"
    assert events[-1][1]["code"] == "internal"
    assert "gone" not in json.dumps(events)
    _, again = streamed(talker, "Hello!", **{"Idempotency-Key": "one"})
    assert again[-1][0] == "done"


def test_a_slow_turn_sends_signs_of_life(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "KEEP_ALIVE_S", 0.05)
    talker.model.script.load({"mode": "script", "queue": [{"body": {"text": "Good morning."}, "delay_ms": 600}]})
    answered, events = streamed(talker, "Hello!")
    assert answered.text.startswith(": ")
    assert events[-1][1]["msg"] == "Good morning."


def test_events_come_before_the_end(talker: Talker) -> None:
    """The tool is told while the words are still to be made."""
    slow = {"body": {"text": "You have them."}, "delay_ms": 800, "when": {"agent": "chatbot", "call": 2}}
    talker.model.script.load({"mode": "script", "queue": [slow]})
    talker.ground.budget(talker.uid, "Groceries", 100_000)
    answered = talker.ask("POST", "/api/chat/stream/", json={"msg": "Show my budgets"}, buffered=False)
    chunks = [(time.monotonic(), chunk if isinstance(chunk, str) else chunk.decode()) for chunk in answered.response]
    first = next(at for at, chunk in chunks if "started" in chunk)
    last = next(at for at, chunk in chunks if "done" in chunk)
    assert last - first > 0.5
