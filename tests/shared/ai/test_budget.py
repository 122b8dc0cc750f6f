"""What one turn may use, and how it ends when that is used up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.gemini.server import GeminiServer
from shared.ai.budget import DEPTH, MODEL_CALLS, SECONDS, TOOL_CALLS, Budget, Limits
from shared.ai.errors import ModelUnavailable
from shared.ai.runner import Request, run
from shared.ai.usage import CallUsage, Usage
from tests.shared.ai.asking import GOOD, asked
from tests.shared.ai.clerk import CLERK, call, outcomes, parts, read, responses, serve, turn_of, words, write
from tests.shared.ai.conftest import Bodies


def mode(body: dict[str, object]) -> object:
    """How functions may be called in a request."""
    told: dict[str, dict[str, object]] = body["toolConfig"]  # type: ignore[assignment]
    return told["functionCallingConfig"]["mode"]


def test_the_limits_are_those_that_are_promised() -> None:
    assert (TOOL_CALLS, DEPTH) == (8, 2)
    assert SECONDS <= 30
    assert Limits() == Limits(MODEL_CALLS, 8, Limits().tokens, SECONDS, 2)


@pytest.mark.parametrize("kind", [read, write])
def test_of_ten_thousand_calls_eight_are_carried_out_and_all_are_answered(
    server: GeminiServer, bodies: Bodies, kind: object
) -> None:
    turn = turn_of(seconds=60)
    made = [kind(str(at)) for at in range(10_000)]  # type: ignore[operator]
    assert serve(server, turn, parts(*made), words("Enough.")) == "Enough."
    assert len(turn.identity.log) == 2 * 8
    assert len(responses(bodies[1])) == len(turn.audit) == 10_000
    assert sum(outcome == "done" for _, outcome in outcomes(turn)) == 8


def test_calls_that_come_to_nothing_count_as_well(server: GeminiServer) -> None:
    turn = turn_of()
    made = [call("nothing")] * 5 + [call("look_up", {"title": 1})] * 3 + [read("late")]
    serve(server, turn, parts(*made), words())
    assert turn.identity.log == []
    assert outcomes(turn)[-1] in {("look_up", "over_budget"), ("look_up", "invalid")}
    assert ("look_up", "over_budget") in outcomes(turn)


def test_a_model_that_never_stops_is_stopped_and_asked_once_for_words(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    eight = [parts(read(str(at))) for at in range(8)]
    assert serve(server, turn, *eight, words("Eight are looked up.")) == "Eight are looked up."
    assert [mode(body) for body in bodies] == ["AUTO"] * 8 + ["NONE"]
    assert len(turn.identity.log) == 16


def test_a_model_that_calls_even_then_comes_to_a_defined_end(server: GeminiServer) -> None:
    turn = turn_of()
    with pytest.raises(ModelUnavailable, match="over_budget"):
        serve(server, turn, *[parts({"text": "And"}, read("a"))] * 20)
    assert asked(server) == 9
    assert [outcome for _, outcome in outcomes(turn)] == ["done"] * 8 + ["over_budget"]


def test_the_last_call_of_a_model_is_for_words(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(model_calls=2)
    assert serve(server, turn, parts(read("a")), words("That is all.")) == "That is all."
    assert [mode(body) for body in bodies] == ["AUTO", "NONE"]


def test_no_call_is_made_beyond_the_model_calls(server: GeminiServer) -> None:
    turn = turn_of(model_calls=2)
    serve(server, turn, words())
    serve(server, turn, words())
    with pytest.raises(ModelUnavailable, match="over_budget"):
        serve(server, turn, words())
    assert asked(server) == 2


def test_tokens_are_counted_over_the_turn_and_end_it(server: GeminiServer) -> None:
    turn = turn_of(tokens=1_000)
    costly = parts(read("a"))
    costly["body"]["usageMetadata"] = {"promptTokenCount": 900, "candidatesTokenCount": 60, "thoughtsTokenCount": 40}
    with pytest.raises(ModelUnavailable, match="over_budget"):
        serve(server, turn, costly, words())
    assert asked(server) == 1
    assert outcomes(turn) == [("look_up", "over_budget")]


def test_no_time_is_no_request_also_in_a_turn(server: GeminiServer) -> None:
    with pytest.raises(ModelUnavailable, match="timeout"):
        serve(server, turn_of(seconds=0), words())
    assert asked(server) == 0


def test_one_turn_may_run_several_agents_after_each_other(server: GeminiServer) -> None:
    turn = turn_of()
    for _ in range(2):
        serve(server, turn, parts(*[read("a")] * 4), words())
    with pytest.raises(ModelUnavailable, match="over_budget"):
        serve(server, turn, parts(read("b")), words("x"))
    assert turn.identity.log.count("look_up a begins") == 8
    assert "look_up b begins" not in turn.identity.log


def test_a_given_turn_has_its_own_deadline(server: GeminiServer) -> None:
    with pytest.raises(ValueError, match="deadline"):
        run(CLERK, Request("x"), turn=turn_of(), deadline_s=1)


def test_without_a_turn_nothing_may_be_changed(server: GeminiServer, bodies: Bodies) -> None:
    server.script.load({"mode": "script", "queue": [parts(write("a"), call("tear_up", {"title": "a"})), words("No.")]})
    assert run(CLERK, Request("x"), deadline_s=10).output == "No."
    assert all("Nothing may be changed" in json.dumps(one) for one in responses(bodies[1]))


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3))
def test_a_budget_gives_what_it_has_and_no_more(model_calls: int, tool_calls: int, kept: int) -> None:
    budget = Budget(Limits(model_calls=model_calls, tool_calls=tool_calls, seconds=60))
    assert sum(budget.take_tool_call() for _ in range(20)) == tool_calls
    taken = max(0, model_calls - kept)
    for _ in range(taken):
        budget.take_model_call(kept)
    with pytest.raises(ModelUnavailable, match="over_budget"):
        budget.take_model_call(kept)


@given(st.lists(st.integers(0, 1_000), max_size=6), st.integers(1, 3_000))
def test_tokens_end_a_budget_when_they_are_used_up(used: list[int], limit: int) -> None:
    budget = Budget(Limits(tokens=limit, seconds=60))
    for tokens in used:
        budget.spend(CallUsage("a", "m", Usage(calls=1, prompt=tokens)))
    assert budget.ended() == (sum(used) >= limit)
    assert budget.usage().prompt == sum(used)


def test_a_good_answer_is_not_held_up_by_what_it_used(server: GeminiServer) -> None:
    turn = turn_of(tokens=1)
    assert serve(server, turn, GOOD)
    assert turn.usage.tokens > 1
