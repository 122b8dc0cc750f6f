"""An agent whose answer is a call: words are refused, one done call ends the run, and none has to follow it."""

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.errors import ModelAnswerInvalid, ModelUnavailable
from tests.shared.ai.asking import Verdict, asked
from tests.shared.ai.clerk import TOOLS, call, outcomes, parts, read, serve, turn_of, words, write
from tests.shared.ai.conftest import Bodies, bodies, requests, server

__all__ = ["bodies", "requests", "server"]
PORTER = Agent("porter", str, "You answer by a call.", TOOLS, answers_by_call=True)


def test_the_model_has_to_call_and_is_asked_once(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(model_calls=2)
    assert serve(server, turn, parts(read("a")), words(), agent=PORTER) == ""
    assert (turn.identity.log, asked(server)) == (["look_up a begins", "look_up a ends"], 1)
    assert bodies[0]["toolConfig"]["functionCallingConfig"]["mode"] == "ANY"


def test_every_call_of_the_answer_is_carried_out(server: GeminiServer) -> None:
    turn = turn_of(model_calls=2)
    serve(server, turn, parts(read("a"), write("b"), call("nothing", {})), agent=PORTER)
    assert outcomes(turn) == [("unknown", "invalid"), ("look_up", "done"), ("put_down", "done")]


def test_words_are_refused_and_may_be_mended(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(model_calls=2)
    assert serve(server, turn, words(), parts(read("a")), agent=PORTER) == ""
    assert "call of one of the functions" in bodies[1]["contents"][-1]["parts"][0]["text"]


def test_words_for_ever_are_no_answer(server: GeminiServer) -> None:
    with pytest.raises(ModelAnswerInvalid):
        serve(server, turn_of(), *[words()] * 5, agent=PORTER)


def test_the_last_call_of_the_budget_may_still_be_done(server: GeminiServer) -> None:
    turn = turn_of(model_calls=2)
    assert serve(server, turn, parts(call("look_up", {})), parts(write("b")), agent=PORTER) == ""
    assert outcomes(turn) == [("look_up", "invalid"), ("put_down", "done")]


def test_calls_that_are_never_done_end_with_the_budget(server: GeminiServer) -> None:
    turn = turn_of(model_calls=2)
    with pytest.raises(ModelUnavailable, match="over_budget"):
        serve(server, turn, *[parts(call("look_up", {}))] * 3, agent=PORTER)
    assert (turn.identity.log, asked(server)) == ([], 2)


def test_it_has_tools_and_no_other_output() -> None:
    for tools, output in (((), str), (TOOLS, Verdict)):
        with pytest.raises(ValueError, match="answers by a call"):
            Agent("porter", output, "You answer by a call.", tools, answers_by_call=True)
