"""The order in which calls of one answer are carried out: reads together, changes alone and in their order."""

import threading
import time
from contextvars import ContextVar
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.gemini.server import GeminiServer
from shared.ai.errors import ModelUnavailable
from shared.ai.perform import perform
from shared.ai.waiting import side_by_side
from tests.shared.ai.clerk import CLERK, Desk, outcomes, parts, read, responses, serve, turn_of, words, write
from tests.shared.ai.conftest import Bodies


def test_reads_of_one_answer_run_at_the_same_time(server: GeminiServer) -> None:
    together = threading.Barrier(3, timeout=20)  # each waits inside its tool until all three are in theirs
    turn = turn_of(Desk(on={title: lambda _: together.wait() and None for title in "abc"}))
    serve(server, turn, parts(read("a"), read("b"), read("c")), words())
    assert outcomes(turn) == [("look_up", "done")] * 3


def test_results_stay_with_their_calls_whichever_read_is_first(server: GeminiServer, bodies: Bodies) -> None:
    first = threading.Event()

    def waits(_: Any) -> None:
        assert first.wait(20)

    turn = turn_of(Desk(on={"slow": waits, "quick": lambda _: first.set()}))
    serve(server, turn, parts(read("slow", id="s"), read("quick", id="q")), words())
    assert [(one["id"], one["response"]["output"]["title"]) for one in responses(bodies[1])] == [
        ("s", "slow"),
        ("q", "quick"),
    ]
    assert turn.identity.log[-1] == "look_up slow ends"


def test_work_beside_sees_the_context_of_its_caller() -> None:
    request: ContextVar[str] = ContextVar("request")
    request.set("mine")
    assert side_by_side([request.get, request.get], 5) == ["mine", "mine"]


def _groups(kinds: list[bool]) -> list[list[int]]:
    """Places of neighbouring reads together, of each change alone, worked out the plain way."""
    groups: list[list[int]] = []
    for at, reads in enumerate(kinds):
        if reads and at and kinds[at - 1]:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_no_change_runs_beside_anything_and_groups_keep_their_order(kinds: list[bool]) -> None:
    from google.genai import types

    turn = turn_of()
    made = [
        types.FunctionCall(
            name="look_up" if reads else "put_down", args={"title": str(at)} | ({} if reads else {"minor": 1})
        )
        for at, reads in enumerate(kinds)
    ]
    list(perform(made, CLERK, turn, "m", takes_final=False))
    log = iter(turn.identity.log)
    for group in _groups(kinds):
        entries = [next(log).split()[1:] for _ in range(2 * len(group))]
        assert sorted(entries) == sorted([str(at), word] for at in group for word in ("begins", "ends"))


def test_a_read_that_outlasts_the_turn_is_ignored_and_its_siblings_are_not_begun(server: GeminiServer) -> None:
    release, late = threading.Event(), threading.Event()

    def hangs(_: Any) -> None:
        release.wait(30)
        late.set()

    turn = turn_of(Desk(on={"hangs": hangs}), seconds=1.5)
    start = time.monotonic()
    with pytest.raises(ModelUnavailable, match="timeout"):
        serve(server, turn, parts(read("hangs"), read("quick"), write("after"), read("later")), words())
    assert time.monotonic() - start < 10
    expected = [
        ("look_up", "over_budget"),
        ("look_up", "done"),
        ("put_down", "over_budget"),
        ("look_up", "over_budget"),
    ]
    assert outcomes(turn) == expected
    release.set()
    assert late.wait(20)
    assert outcomes(turn) == expected
    assert "put_down after begins" not in turn.identity.log
