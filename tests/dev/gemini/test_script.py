"""The script: what tests put into the model's mouth comes out in order, per agent, and then the engine is back."""

import json
import os
import signal
import subprocess
import sys
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import send

CALL = "/v1beta/models/gemini-2.5-flash:generateContent"


def post(server: GeminiServer, body: Any) -> tuple[int, Any]:
    status, text = send(server.url + "/script/", body, "POST")
    return status, json.loads(text)


def call(server: GeminiServer, agent: str | None = None) -> tuple[int, str]:
    """Status and the text of the answer, or the status name of the error."""
    body: dict[str, Any] = {"contents": [{"parts": [{"text": "hi"}]}]}
    if agent:
        body["systemInstruction"] = {"parts": [{"text": f"Agent: {agent}\nDo it."}]}
    status, text = send(server.url + CALL, body, "POST")
    answer = json.loads(text)
    if status != 200:
        return status, answer["error"]["status"]
    return status, answer["candidates"][0]["content"]["parts"][0]["text"]


def test_the_queue_plays_in_order_and_then_the_engine_answers(server: GeminiServer) -> None:
    queue = [{"body": {"text": "one"}, "times": 2}, {"status": 429}, {"body": {"json": {"a": 1}}}]
    assert post(server, {"mode": "script", "queue": queue})[1]["left"] == 4
    told = [call(server) for _ in range(5)]
    assert told[:4] == [(200, "one"), (200, "one"), (429, "RESOURCE_EXHAUSTED"), (200, '{"a": 1}')]
    assert told[4][1].startswith("This is the local model")


def test_a_queue_is_played_in_engine_mode_too(server: GeminiServer) -> None:
    post(server, {"mode": "engine", "queue": [{"body": {"text": "mine"}}]})
    assert call(server)[1] == "mine"


def test_an_item_waits_for_its_agent(server: GeminiServer) -> None:
    queue = [{"body": {"text": "for b"}, "when": {"agent": "b"}}, {"body": {"text": "for all"}}]
    post(server, {"mode": "script", "queue": queue})
    assert [call(server, "a")[1], call(server, "b")[1]] == ["for all", "for b"]
    state = json.loads(send(server.url + "/script/")[1])
    assert (state["left"], state["calls"]) == (0, {"a": 1, "b": 1})


def test_down_is_down_until_it_is_up_again(server: GeminiServer) -> None:
    post(server, {"mode": "down", "queue": [{"body": {"text": "later"}}]})
    assert [call(server), call(server)] == [(503, "UNAVAILABLE")] * 2
    assert send(server.url + "/healthz")[0] == 200
    assert post(server, {"mode": "script"})[1]["left"] == 1
    assert call(server) == (200, "later")


def test_delete_forgets_everything(server: GeminiServer) -> None:
    post(server, {"mode": "down", "queue": [{"status": 500}]})
    call(server)
    assert send(server.url + "/script/", method="DELETE")[0] == 200
    assert json.loads(send(server.url + "/script/")[1]) == {"mode": "engine", "left": 0, "queue": [], "calls": {}}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"error": "UNAVAILABLE"}, (503, "UNAVAILABLE")),
        ({"error": {"code": 500, "status": "INTERNAL", "message": "x"}}, (500, "INTERNAL")),
        ({"status": 403}, (403, "PERMISSION_DENIED")),
        ({"status": 404, "error": {"message": "gone"}}, (404, "NOT_FOUND")),
        ({"status": 400, "body": {"error": {"status": "MINE"}}}, (400, "MINE")),
    ],
)
def test_faults_can_be_told_in_several_ways(server: GeminiServer, item: dict[str, Any], told: tuple[int, str]) -> None:
    post(server, {"queue": [item]})
    assert call(server) == told


@pytest.mark.parametrize(
    "body",
    [
        {"mode": "fast"},
        {"queue": {}},
        {"queue": ["x"]},
        {"queue": [{"times": 0}]},
        {"queue": [{"delay_ms": -1}]},
        {"queue": [{"status": "500"}]},
        {"queue": [{"statu": 500}]},
        {"queue": [{"when": "a"}]},
        {"other": 1},
        [],
    ],
)
def test_a_script_that_is_not_understood_changes_nothing(server: GeminiServer, body: Any) -> None:
    post(server, {"mode": "script", "queue": [{"body": {"text": "kept"}}]})
    assert post(server, body)[0] == 400
    assert call(server)[1] == "kept"


def test_a_cut_answer_never_arrives_whole(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "x" * 4000}, "cut": True}]})
    with pytest.raises(Exception, match="IncompleteRead"):
        call(server)


def test_the_process_says_where_it_listens_and_ends_when_told() -> None:
    command = [sys.executable, "-m", "dev.gemini.server", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout
        url = json.loads(process.stdout.readline())["ready"]
        with urlopen(url + "/healthz", timeout=10) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        with pytest.raises(URLError):
            urlopen(url + "/healthz", timeout=2)
