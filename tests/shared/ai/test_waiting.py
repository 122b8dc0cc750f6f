"""Waiting no longer than there is time, and leaving nothing behind that goes on reading."""

import threading
from collections.abc import Generator

import pytest

from shared.ai.answer import merged, read_answer
from shared.ai.failures import CallFailed
from shared.ai.waiting import pumped, side_by_side, within


def test_a_source_that_nobody_reads_any_more_is_closed_at_its_next_piece() -> None:
    more, closed = threading.Event(), threading.Event()
    read_on: list[bool] = []

    def source() -> Generator[int, None, None]:
        try:
            yield 1
            more.wait(20)
            yield 2
            read_on.append(True)
        finally:
            closed.set()

    pieces = pumped(20, source)
    assert next(pieces) == 1
    pieces.close()  # type: ignore[attr-defined]
    more.set()
    assert closed.wait(20)
    assert read_on == []


def test_a_source_that_is_silent_for_too_long_is_a_timeout() -> None:
    silent = threading.Event()

    def source() -> Generator[int, None, None]:
        yield 1
        silent.wait(20)
        yield 2

    pieces = pumped(0.5, source)
    assert next(pieces) == 1
    with pytest.raises(CallFailed, match="timeout"):
        next(pieces)
    silent.set()


def test_a_failure_in_the_middle_comes_after_the_pieces_before_it() -> None:
    def source() -> Generator[int, None, None]:
        yield 1
        raise CallFailed("connection")

    pieces = pumped(20, source)
    assert next(pieces) == 1
    with pytest.raises(CallFailed, match="connection"):
        next(pieces)


def test_work_that_takes_too_long_is_left_behind_and_the_rest_is_kept() -> None:
    never = threading.Event()

    def hangs() -> str:
        never.wait(20)
        return "late"

    assert side_by_side([hangs, lambda: "done"], 1) == [None, "done"]
    with pytest.raises(CallFailed, match="timeout"):
        within(0.2, hangs)
    never.set()


def test_a_result_of_none_is_a_result_of_a_call() -> None:
    assert within(20, lambda: None) is None


def test_the_last_end_of_a_stream_counts() -> None:
    from google.genai import types

    def piece(end: types.FinishReason) -> types.GenerateContentResponse:
        content = types.Content(role="model", parts=[types.Part(text="x")])
        return types.GenerateContentResponse(candidates=[types.Candidate(content=content, finish_reason=end)])

    whole = read_answer(merged([piece(types.FinishReason.STOP), piece(types.FinishReason.SAFETY)]))
    assert (whole.text, whole.end) == ("xx", "blocked")
