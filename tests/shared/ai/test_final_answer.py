"""Structured answers beside tools: a call of `final_answer` on 2.5, JSON mode on later families."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.errors import ModelAnswerInvalid, ModelUnavailable
from shared.ai.runner import Request, run
from shared.config import config
from tests.shared.ai.asking import Verdict, asked
from tests.shared.ai.clerk import JUDGE, MODEL_3, call, outcomes, parts, read, responses, serve, turn_of, write
from tests.shared.ai.conftest import Bodies

VERDICT = {"word": "tea", "count": 2}
TEA = Verdict(word="tea", count=2)
SIGN = "c2lnbmF0dXJl"


def final(args: Any = VERDICT, **more: Any) -> dict[str, Any]:
    return call("final_answer", args, **more)


def calling(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = body["toolConfig"]["functionCallingConfig"]
    return found


@pytest.fixture
def family_3(monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Iterator[None]:
    monkeypatch.setenv("MODELS_FLASH", MODEL_3)
    config.cache_clear()
    yield
    config.cache_clear()


def test_on_2_5_the_answer_is_a_call_whose_parameters_are_the_schema(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    assert serve(server, turn, parts(read("a")), parts(final()), agent=JUDGE) == TEA
    names = [one["name"] for one in bodies[0]["tools"][0]["functionDeclarations"]]
    assert names == ["look_up", "put_down", "tear_up", "final_answer"]
    assert calling(bodies[0]) == {"mode": "ANY"}
    assert "responseMimeType" not in bodies[0]["generationConfig"]
    assert outcomes(turn) == [("look_up", "done")]


def test_a_final_answer_that_is_wrong_is_repaired_in_its_response(server: GeminiServer, bodies: Bodies) -> None:
    wrong = parts(final({"word": "tea", "count": -1}, id="f1"))
    assert serve(server, turn_of(), wrong, parts(final()), agent=JUDGE) == TEA
    (told,) = responses(bodies[1])
    assert (told["id"], told["name"]) == ("f1", "final_answer")
    assert "count: Input should be greater than or equal to 0" in told["response"]["error"]


@pytest.mark.parametrize("args", [None, {}, {"word": "tea", "count": float("nan")}])
def test_repairs_of_a_final_answer_end(server: GeminiServer, args: Any) -> None:
    with pytest.raises(ModelAnswerInvalid):
        serve(server, turn_of(), *[parts(final(args))] * 5, agent=JUDGE)
    assert asked(server) == 3


def test_half_a_surrogate_pair_is_no_answer(server: GeminiServer) -> None:
    escaped = json.dumps(parts(final({"word": "\ud83d", "count": 1}))["body"])  # a string is sent as it is
    assert serve(server, turn_of(), {"body": escaped}, parts(final()), agent=JUDGE) == TEA


def test_an_answer_before_all_calls_returned_is_not_taken(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    early = parts(read("a"), final({"word": "early", "count": 1}), write("b"))
    assert serve(server, turn, early, parts(final()), agent=JUDGE) == TEA
    assert [one["name"] for one in responses(bodies[1])] == ["look_up", "final_answer", "put_down"]
    assert "Nothing was taken" in responses(bodies[1])[1]["response"]["error"]
    assert outcomes(turn) == [("look_up", "done"), ("put_down", "done")]


def test_two_answers_at_once_are_none(server: GeminiServer, bodies: Bodies) -> None:
    assert serve(server, turn_of(), parts(final(), final()), parts(final()), agent=JUDGE) == TEA
    assert len(responses(bodies[1])) == 2


def test_when_no_call_is_left_only_the_answer_may_be_called(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(tool_calls=1)
    late = parts(read("late"), final())
    assert serve(server, turn, parts(read("a")), late, agent=JUDGE) == TEA
    assert calling(bodies[1]) == {"mode": "ANY", "allowedFunctionNames": ["final_answer"]}
    assert outcomes(turn) == [("look_up", "done"), ("look_up", "over_budget")]


def test_a_wrong_answer_with_calls_when_none_is_left_answers_each(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(tool_calls=0)
    assert serve(server, turn, parts(read("late"), final({"word": 1})), parts(final()), agent=JUDGE) == TEA
    assert [one["name"] for one in responses(bodies[1])] == ["look_up", "final_answer"]


def test_a_check_speaks_to_a_final_answer_too(server: GeminiServer) -> None:
    server.script.load({"mode": "script", "queue": [parts(final({"word": "x", "count": 2})), parts(final())]})
    found = run(
        JUDGE, Request("x"), turn=turn_of(), check=lambda one: [] if one.word == "tea" else ["word: must be tea"]
    )
    assert (found.output, found.calls) == (TEA, 2)


@pytest.mark.usefixtures("family_3")
class TestLaterFamilies:
    def test_json_mode_stands_beside_the_tools(self, server: GeminiServer, bodies: Bodies) -> None:
        answer = {"body": {"json": VERDICT}}
        assert serve(server, turn_of(), parts(read("a", sign=SIGN)), answer, agent=JUDGE) == TEA
        assert bodies[0]["generationConfig"]["responseJsonSchema"] == Verdict.model_json_schema()
        assert len(bodies[0]["tools"][0]["functionDeclarations"]) == 3
        assert calling(bodies[0]) == {"mode": "AUTO"}

    def test_when_no_call_is_left_none_may_be_made(self, server: GeminiServer, bodies: Bodies) -> None:
        turn = turn_of(tool_calls=1)
        serve(server, turn, parts(read("a", sign=SIGN)), {"body": {"json": VERDICT}}, agent=JUDGE)
        assert calling(bodies[1]) == {"mode": "NONE"}

    def test_final_answer_is_no_function_there(self, server: GeminiServer) -> None:
        turn = turn_of()
        made = parts(final(sign=SIGN))
        assert serve(server, turn, made, {"body": {"json": VERDICT}}, agent=JUDGE) == TEA
        assert outcomes(turn) == [("unknown", "invalid")]

    def test_text_that_is_no_answer_is_repaired(self, server: GeminiServer) -> None:
        assert serve(server, turn_of(), {"body": {"text": "tea"}}, {"body": {"json": VERDICT}}, agent=JUDGE) == TEA


def test_words_where_a_call_was_due_are_judged_as_the_answer(server: GeminiServer) -> None:
    assert serve(server, turn_of(), {"body": {"json": VERDICT}}, agent=JUDGE) == TEA
    assert serve(server, turn_of(), {"body": {"text": "Tea."}}, parts(final()), agent=JUDGE) == TEA


def test_an_answer_without_anything_has_a_defined_end(server: GeminiServer) -> None:
    with pytest.raises(ModelUnavailable, match="empty"):
        serve(server, turn_of(), parts(read("a")), parts(), agent=JUDGE)
