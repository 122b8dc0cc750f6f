"""A stream through the whole stack: events arrive while the answer is made, and nothing happens twice."""

import time
from collections.abc import Iterator

import pytest
import requests

from tests.dev.stack.process_of_stack import RunningStack
from tests.journeys.people import Person, sign_up

pytestmark = pytest.mark.xdist_group("journeys")


def lines(person: Person, msg: str, key: str) -> Iterator[tuple[float, str]]:
    """Lines of a stream with the moments at which they came."""
    with person.call(
        "POST", "/api/chat/stream/", json={"msg": msg}, headers={"Idempotency-Key": key}, stream=True
    ) as answered:
        assert answered.status_code == 200
        for line in answered.iter_lines(decode_unicode=True):
            yield time.monotonic(), line


def test_tools_are_told_before_the_words_are_made(stack: RunningStack, model: str) -> None:
    person = sign_up(stack.url)
    slow = {"body": {"text": "There are none."}, "delay_ms": 1500, "when": {"agent": "chatbot", "call": 2}}
    requests.post(model, json={"mode": "script", "queue": [slow]}, timeout=10).raise_for_status()
    came = list(lines(person, "Any new notifications?", "one"))
    started = next(at for at, line in came if '"started"' in line)
    done = next(at for at, line in came if line == "event: done")
    assert done - started > 1


def test_a_broken_connection_is_taken_up_by_the_same_key(stack: RunningStack) -> None:
    person = sign_up(stack.url)
    for _, line in lines(person, "taxi 300 DZD", "one"):
        if '"started"' in line:
            break  # the connection is closed here
    deadline = time.monotonic() + 30
    while True:
        again = person.call(
            "POST", "/api/chat/stream/", json={"msg": "taxi 300 DZD"}, headers={"Idempotency-Key": "one"}
        )
        if again.status_code != 409 or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    assert again.status_code == 200
    assert [line for line in again.text.split("\n") if line.startswith("event")][-1] == "event: done"
    assert len(person.get("/api/expenses/")) == 1
