"""Calls of a model: which are carried out, with what, and what the model is answered."""

import json
import logging
from typing import Any

import pytest

from dev.gemini.body import field
from dev.gemini.server import GeminiServer
from shared.ai.audit import fingerprint
from tests.shared.ai.asking import asked
from tests.shared.ai.clerk import (
    Desk,
    Titled,
    call,
    outcomes,
    parts,
    read,
    responses,
    serve,
    turn_of,
    words,
    write,
)
from tests.shared.ai.conftest import Bodies

SECRET = "word-of-a-person"


def test_the_tools_are_declared_with_their_schemas(server: GeminiServer, bodies: Bodies) -> None:
    assert serve(server, turn_of(), words("Hello.")) == "Hello."
    (tools,) = bodies[0]["tools"]
    declared = tools["functionDeclarations"]
    assert [one["name"] for one in declared] == ["look_up", "put_down", "tear_up"]
    assert declared[0]["description"] == "Looks a title up. Use it when one is named."
    assert field(declared[0], "parametersJsonSchema") == Titled.model_json_schema()
    assert bodies[0]["toolConfig"]["functionCallingConfig"]["mode"] == "AUTO"
    assert "responseMimeType" not in bodies[0]["generationConfig"]


def test_a_call_is_carried_out_and_its_result_goes_back(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    assert serve(server, turn, parts(read("tea")), words("Tea it is.")) == "Tea it is."
    assert turn.identity.log == ["look_up tea begins", "look_up tea ends"]
    asked_first, said, _ = bodies[1]["contents"]
    assert asked_first == bodies[0]["contents"][0]
    assert said["parts"][0]["functionCall"]["name"] == "look_up"
    assert responses(bodies[1]) == [{"name": "look_up", "response": {"output": {"title": "tea"}}}]


def test_several_steps_follow_each_other(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    serve(server, turn, parts(read("a")), parts(write("b")), parts(read("c")), words())
    assert [entry for entry in turn.identity.log if entry.endswith("begins")] == [
        "look_up a begins",
        "put_down b begins",
        "look_up c begins",
    ]
    assert len(bodies[3]["contents"]) == 7


def test_every_call_gets_one_response_by_its_id_and_in_order(server: GeminiServer, bodies: Bodies) -> None:
    made = [read("a", id="c1"), read("b"), call("nothing", {}), read("d", id="c1"), write("e", id="c2")]
    serve(server, turn_of(), parts(*made), words())
    told = responses(bodies[1])
    assert [one.get("id") for one in told] == ["c1", None, None, "c1", "c2"]
    assert [one["name"] for one in told] == ["look_up", "look_up", "nothing", "look_up", "put_down"]
    assert [one["response"].get("output", {}).get("title") for one in told if "output" in one["response"]] == [
        "a",
        "b",
        "d",
        "e",
    ]


def test_text_beside_a_call_is_not_shown(server: GeminiServer) -> None:
    answer = parts({"text": "Let me look."}, read("a"), {"text": "Soon."})
    assert serve(server, turn_of(), answer, words("Here.")) == "Here."


@pytest.mark.parametrize(
    "name", ["nothing", "Look_up", "LOOK_UP", "look_up ", "look\u200b_up", "__import__", "lооk_up", "", None]
)
def test_a_tool_of_another_name_is_not_carried_out(server: GeminiServer, bodies: Bodies, name: str | None) -> None:
    turn = turn_of()
    serve(server, turn, parts(call(name, {"title": "a"})), words())
    assert turn.identity.log == []
    assert outcomes(turn) == [("unknown", "invalid")]
    assert "look_up, put_down, tear_up" in responses(bodies[1])[0]["response"]["error"]


@pytest.mark.parametrize(
    "args",
    [
        None,
        {},
        {"title": "a"},
        {"title": "a", "minor": -1},
        {"title": "a", "minor": True},
        {"title": "a", "minor": "1"},
        {"title": "a", "minor": 1.5},
        {"title": "a", "minor": None},
        {"title": "a", "minor": float("nan")},
        {"title": "a", "minor": float("inf")},
        {"title": ["a"], "minor": 1},
        {"title": {"a": 1}, "minor": 1},
        {"title": 7, "minor": 1},
        {"title": "a", "minor": 1, "uid": "other"},
        {"title": "a", "Minor": 1},
        {"title": "a", "minor": 1, "confirm": True},
        {"title": "x" * 5_000, "minor": 1},
    ],
)
def test_arguments_that_are_not_as_declared_do_nothing(server: GeminiServer, bodies: Bodies, args: Any) -> None:
    turn = turn_of()
    serve(server, turn, parts(call("put_down", args)), words())
    assert turn.identity.log == []
    assert outcomes(turn) == [("put_down", "invalid")]
    told = responses(bodies[1])[0]["response"]
    assert set(told) == {"error"}
    assert "Nothing was done" in told["error"]


def test_arguments_of_four_kilobytes_are_the_most(server: GeminiServer, bodies: Bodies) -> None:
    room = 4 * 1024 - len('{"title":""}')
    for length, outcome in ((room, "done"), (room + 1, "invalid")):
        turn = turn_of()
        serve(server, turn, parts(read("x" * length)), words())
        assert outcomes(turn) == [("look_up", outcome)]
    assert "4096 bytes" in responses(bodies[3])[0]["response"]["error"]


def test_half_a_surrogate_pair_is_no_text(server: GeminiServer) -> None:
    turn = turn_of()
    escaped = json.dumps(parts(write("half \ud83d"))["body"])  # a string is sent as it is
    assert serve(server, turn, {"body": escaped}, words("Half.")) == "Half."
    assert outcomes(turn) == [("put_down", "invalid")]
    escaped = json.dumps(words("Half \ud83d.")["body"])
    assert serve(server, turn, {"body": escaped}) == "Half ?."


def test_a_megabyte_of_arguments_is_refused(server: GeminiServer) -> None:
    turn = turn_of()
    assert serve(server, turn, parts(read("x" * 1_000_000)), words("No.")) == "No."
    assert outcomes(turn) == [("look_up", "invalid")]


def test_a_name_that_is_no_text_is_an_answer_of_no_use(server: GeminiServer) -> None:
    turn = turn_of()
    assert serve(server, turn, parts(call(7, {"title": "a"})), words("Again.")) == "Again."
    assert turn.identity.log == []


def test_what_a_tool_raises_is_not_told(
    server: GeminiServer, bodies: Bodies, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Any) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(logging.getLogger("ai-on"), "propagate", True)
    turn = turn_of(Desk(on={"a": broken}))
    with caplog.at_level(logging.WARNING, logger="ai-on"):
        serve(server, turn, parts(read("a"), write("a")), words())
    assert outcomes(turn) == [("look_up", "failed"), ("put_down", "failed")]
    assert all("did not work" in one["response"]["error"] for one in responses(bodies[1]))
    assert SECRET not in json.dumps(bodies[1])
    assert "a tool failed" in caplog.text
    assert SECRET not in caplog.text


def test_a_result_that_is_too_large_or_no_json_is_told_as_such(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(Desk(on={"large": lambda _: "x" * 100_000, "odd": lambda _: object()}))
    serve(server, turn, parts(read("large"), read("odd"), read("fine")), words())
    assert [outcome for _, outcome in outcomes(turn)] == ["failed", "failed", "done"]
    assert "Ask for less" in responses(bodies[1])[0]["response"]["error"]


def test_a_call_in_an_answer_that_did_not_finish_is_not_carried_out(server: GeminiServer) -> None:
    for finish in ("MAX_TOKENS", "SAFETY", "OTHER"):
        turn = turn_of()
        with pytest.raises(Exception, match="unavailable"):
            serve(server, turn, parts(write("a"), finish=finish))
        assert turn.identity.log == []
        assert outcomes(turn) == [("put_down", "invalid")]


@pytest.mark.parametrize("finish", ["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"])
def test_a_malformed_call_in_the_middle_of_a_turn_is_repaired(
    server: GeminiServer, bodies: Bodies, finish: str
) -> None:
    turn = turn_of()
    broken = {"body": {"candidates": [{"finishReason": finish}]}}
    assert serve(server, turn, parts(read("a")), broken, parts(read("b")), words("Both.")) == "Both."
    assert outcomes(turn) == [("look_up", "done")] * 2
    assert "could not be read" in bodies[2]["contents"][-1]["parts"][0]["text"]
    assert asked(server) == 4


def test_each_attempt_leaves_a_record_without_words(server: GeminiServer) -> None:
    turn = turn_of()
    serve(server, turn, parts(read(SECRET), call(SECRET, {"title": SECRET})), words())
    unknown, done = turn.audit
    assert (done.agent, done.tool, done.effect, done.model, done.depth) == (
        "clerk",
        "look_up",
        "read",
        "gemini-2.5-flash",
        0,
    )
    assert (done.arguments_sha256, done.arguments_bytes) == fingerprint({"title": SECRET})
    assert done.result_bytes == len(json.dumps({"title": SECRET}, separators=(",", ":")))
    assert unknown.effect is None
    assert SECRET not in repr(turn.audit)


def test_the_same_arguments_have_the_same_fingerprint_however_they_are_ordered() -> None:
    assert fingerprint({"a": 1, "b": "é"}) == fingerprint({"b": "é", "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    assert fingerprint({"a": float("nan")})[1] > 0
