"""A turn whose model changes in the middle: signatures stay with their model, and no step is lost."""

import json
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.conversation import CALLS_MADE
from shared.config import config
from tests.shared.ai.asking import Verdict, asked
from tests.shared.ai.clerk import JUDGE, MODEL_3, call, outcomes, parts, read, serve, turn_of, words, write
from tests.shared.ai.conftest import Bodies

SIGN, OTHER = "c2lnbmF0dXJl", "b3RoZXI="
FLASH = "gemini-2.5-flash"
DOWN = {"status": 503, "times": 3}


def of(requests: Any) -> list[str]:
    """The models that were asked."""
    return [request.url.path.rpartition("/")[2].partition(":")[0] for request in requests]


def test_within_a_model_every_part_goes_back_verbatim(server: GeminiServer, bodies: Bodies) -> None:
    made = [
        {"text": "I think.", "thought": True, "thoughtSignature": OTHER},
        read("a", id="c1", sign=SIGN),
        read("b", id="c2"),
        {"text": "", "thoughtSignature": OTHER},
    ]
    serve(server, turn_of(), parts(*made), parts(read("c", sign=OTHER)), words())
    assert bodies[1]["contents"][1]["parts"] == made
    assert bodies[2]["contents"][1]["parts"] == made
    assert bodies[2]["contents"][3]["parts"] == [read("c", sign=OTHER)]


def test_another_model_is_told_what_was_done_in_one_text(server: GeminiServer, bodies: Bodies, requests: Any) -> None:
    turn = turn_of()
    first = parts({"text": "Moment."}, read("a", sign=SIGN), write("b", 7))
    assert serve(server, turn, first, DOWN, words("Two things are done.")) == "Two things are done."
    assert of(requests) == [FLASH] * 4 + [MODEL_3]
    (asked_turn,) = bodies[4]["contents"]
    assert asked_turn["parts"][:-1] == bodies[0]["contents"][0]["parts"]
    label, _, told = asked_turn["parts"][-1]["text"].partition("\n")
    assert label + "\n" == CALLS_MADE
    assert json.loads(told) == [
        {"function": "look_up", "arguments": {"title": "a"}, "result": {"output": {"title": "a"}}},
        {"function": "put_down", "arguments": {"title": "b", "minor": 7}, "result": {"output": {"title": "b"}}},
    ]
    assert "functionCall" not in json.dumps(bodies[4]["contents"])
    assert SIGN not in json.dumps(bodies[4])
    assert outcomes(turn) == [("look_up", "done"), ("put_down", "done")]


def test_the_new_model_stays_and_gets_its_own_steps_verbatim(
    server: GeminiServer, bodies: Bodies, requests: Any
) -> None:
    own = read("b", sign=OTHER)
    serve(server, turn_of(), parts(read("a", sign=SIGN)), DOWN, parts(own), parts(read("c", sign=OTHER)), words())
    assert of(requests) == [FLASH] * 4 + [MODEL_3] * 3
    last = bodies[6]["contents"]
    assert [turn["role"] for turn in last] == ["user", "model", "user", "model", "user"]
    assert last[1]["parts"] == [own]
    assert SIGN not in json.dumps(last)


def test_back_and_forth_loses_no_step(server: GeminiServer, bodies: Bodies, requests: Any) -> None:
    queue = [parts(read("a", sign=SIGN)), DOWN, parts(read("b", sign=OTHER)), DOWN, words()]
    serve(server, turn_of(), *queue)
    assert of(requests)[-1] == FLASH
    text = bodies[len(bodies) - 1]["contents"][0]["parts"][-1]["text"]
    assert [step["arguments"]["title"] for step in json.loads(text.partition("\n")[2])] == ["a", "b"]
    assert OTHER not in json.dumps(bodies[len(bodies) - 1])


def test_words_and_repairs_stay_words(server: GeminiServer, bodies: Bodies) -> None:
    wrong = parts({"text": "hm", "thought": True}, {"text": "Tea, twice.", "thoughtSignature": SIGN})
    good = {"body": {"json": {"word": "tea", "count": 2}}}
    assert serve(server, turn_of(), parts(read("a")), wrong, DOWN, good, agent=JUDGE) == Verdict(word="tea", count=2)
    last = bodies[len(bodies) - 1]["contents"]
    assert [turn["role"] for turn in last] == ["user", "model", "user"]
    assert last[1]["parts"] == [{"text": "Tea, twice."}]
    assert "refused by a check" in last[2]["parts"][0]["text"]


def test_a_final_answer_that_failed_is_told_to_the_successor_as_well(server: GeminiServer, bodies: Bodies) -> None:
    wrong = parts(call("final_answer", {"word": "tea"}))
    good = {"body": {"json": {"word": "tea", "count": 2}}}
    serve(server, turn_of(), wrong, DOWN, good, agent=JUDGE)
    last = bodies[len(bodies) - 1]
    assert "count: Field required" in last["contents"][0]["parts"][-1]["text"]
    assert last["generationConfig"]["responseMimeType"] == "application/json"


def test_a_model_that_is_gone_in_the_middle_is_replaced_for_good(
    server: GeminiServer, requests: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(server, turn_of(), parts(read("a", sign=SIGN)), {"status": 404}, words())
    serve(server, turn_of(), words())
    assert of(requests) == [FLASH, FLASH, MODEL_3, MODEL_3]
    assert asked(server) == 4
    monkeypatch.setenv("MODELS_FLASH", FLASH)
    config.cache_clear()
