"""The script: what tests put into the model's mouth comes out in order, per agent, and then the engine is back."""

import json
import os
import signal
import subprocess
import sys
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

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


def ask(server: GeminiServer, text: str = "hi", path: str = CALL, **more: Any) -> str:
    """The text of the answer, however it is streamed; `engine` when nobody scripted it."""
    body = {"contents": [{"parts": [{"text": text}]}], **more}
    answer = json.loads(send(server.url + path, body, "POST")[1])
    said = str(answer["candidates"][0]["content"]["parts"][0]["text"])
    return "engine" if said.startswith("This is the local model") else said


def test_an_item_waits_for_its_words_in_a_message_or_in_a_result(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "found"}, "when": {"text": "grocer"}, "times": 2}]})
    history = [
        {"parts": [{"text": "x"}]},
        {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}}}]},
        {"parts": [{"functionResponse": {"name": "f", "response": {"merchant": "épicerie grocer"}}}]},
    ]
    assert [ask(server, "hello"), ask(server, "my grocer's")] == ["engine", "found"]
    assert ask(server, contents=history) == "found"


def test_an_item_waits_for_a_function_that_is_offered(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "found"}, "when": {"tool": "pay"}}]})
    other, pay = ([{"function_declarations": [{"name": name}]}] for name in ("pays", "pay"))
    assert [ask(server), ask(server, tools=other), ask(server, tools=pay)] == ["engine", "engine", "found"]


def test_an_item_waits_for_its_model(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "found"}, "when": {"model": "gemini-2.5-pro"}}]})
    assert [ask(server), ask(server, path=CALL.replace("flash", "pro"))] == ["engine", "found"]


def test_an_item_waits_for_the_nth_request_of_its_agent(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "third of b"}, "when": {"agent": "b", "call": 3}}]})
    told = [call(server, agent)[1] for agent in ("b", "a", "b", "a", "b", "b")]
    assert [one == "third of b" for one in told] == [False, False, False, False, True, False]


def test_an_item_may_play_always(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": {"text": "again"}, "times": "always"}, {"body": {"text": "never"}}]})
    assert [ask(server) for _ in range(5)] == ["again"] * 5
    state = json.loads(send(server.url + "/script/")[1])
    assert (state["left"], state["queue"][0]) == (2, {"body": {"text": "again"}, "times": "always"})


def test_scripted_parts_are_signed_as_the_model_signs_and_a_whole_answer_is_left_alone(server: GeminiServer) -> None:
    parts = [{"functionCall": {"name": "f", "args": {}}}] * 2
    whole = {"candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP"}]}
    post(server, {"queue": [{"body": {"parts": parts}}, {"body": whole}]})
    three = CALL.replace("2.5-flash", "3-flash-preview")
    body = {"contents": [{"parts": [{"text": "x"}]}]}
    first, second = (json.loads(send(server.url + three, body, "POST")[1]) for _ in range(2))
    assert ["thoughtSignature" in part for part in first["candidates"][0]["content"]["parts"]] == [True, False]
    assert second == whole


def test_tokens_are_counted_while_answers_wait_but_not_while_the_model_is_down(server: GeminiServer) -> None:
    count = CALL.replace("generateContent", "countTokens")
    body = {"contents": [{"parts": [{"text": "hi"}]}]}
    post(server, {"queue": [{"body": {"text": "mine"}}, {"status": 500}]})
    assert send(server.url + count, body, "POST")[0] == 500
    assert json.loads(send(server.url + count, body, "POST")[1])["totalTokens"] == 1
    assert ask(server) == "mine"
    post(server, {"mode": "down"})
    assert send(server.url + count, body, "POST")[0] == 503


def test_a_body_that_is_text_goes_out_as_it_is_and_headers_go_with_it(server: GeminiServer) -> None:
    post(server, {"queue": [{"body": "{half", "headers": {"Retry-After": "7"}}]})
    request = Request(server.url + CALL, data=b'{"contents": [{"parts": [{"text": "hi"}]}]}')
    with urlopen(request, timeout=10) as answer:
        assert (answer.read(), answer.headers["Retry-After"]) == (b"{half", "7")


def test_a_body_that_is_a_list_is_the_events_of_a_stream(server: GeminiServer) -> None:
    events = [{"candidates": [{"content": {"parts": [{"text": piece}]}}]} for piece in ("a", "b")]
    post(server, {"queue": [{"body": events}]})
    path = CALL.replace("generateContent", "streamGenerateContent?alt=sse")
    _, text = send(server.url + path, {"contents": [{"parts": [{"text": "hi"}]}]}, "POST")
    assert [json.loads(line.removeprefix("data: ")) for line in text.split("\r\n\r\n") if line] == events


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
        {"queue": [{"when": {"agnet": "a"}}]},
        {"queue": [{"when": {"call": "1"}}]},
        {"queue": [{"when": {"call": True}}]},
        {"queue": [{"times": "often"}]},
        {"queue": [{"cut": "yes"}]},
        {"queue": [{"headers": []}]},
        {"queue": [{"error": 500}]},
        {"queue": [{"body": {"parts": ["x"]}}]},
        {"queue": [{"hostile": "no_such_thing"}]},
        {"queue": [{"body": {"text": "x"}, "hostile": "garbage_json"}]},
        {"queue": [{"body": {"text": "new"}}, {"statu": 500}]},
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
