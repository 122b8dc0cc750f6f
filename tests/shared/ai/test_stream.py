"""Answers as they are made: what is handed out when, and that nothing is asked again after that."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.events import Done, Event, Failed, TextDelta, ToolDenied, ToolFinished, ToolStarted
from shared.ai.runner import ModelUnavailable, Request, run, stream
from shared.ai.turn import Turn, only_reads
from tests.shared.ai.asking import AGENT, GOOD, Verdict, asked, retry_info
from tests.shared.ai.clerk import CLERK, Desk, call, parts, read, turn_of, words, write

WRITER = Agent("writer", str, "You write.")
LONG = "All is well. " * 30


def pieces(*texts: str, finish: str | None = "STOP", **more: Any) -> dict[str, Any]:
    """A stream of these pieces of text; the end stands on the last."""
    events: list[dict[str, Any]] = [
        {"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "index": 0}], **more}
        for text in texts
    ]
    if finish:
        events[-1]["candidates"][0]["finishReason"] = finish
    return {"body": events}


def broken(*texts: str) -> dict[str, Any]:
    """A stream that ends in an error of the service."""
    item = pieces(*texts, finish=None)
    item["body"].append({"error": {"code": 503, "status": "UNAVAILABLE", "message": "word-of-a-person"}})
    return item


def told(
    server: GeminiServer,
    *queue: dict[str, Any],
    agent: Agent[Any] = WRITER,
    turn: Turn[Any] | None = None,
    check: Callable[[Any], Sequence[str]] | None = None,
    deadline_s: float | None = None,
) -> list[Event]:
    """All events of an answer to this script."""
    server.script.load({"mode": "script", "queue": list(queue)})
    return list(stream(agent, Request("hello"), turn=turn, check=check, deadline_s=deadline_s))


def deltas(events: Sequence[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, TextDelta)]


def failure(events: Sequence[Event]) -> Failed:
    assert isinstance(events[-1], Failed)
    assert not any(isinstance(event, Done | Failed) for event in events[:-1])
    return events[-1]


def test_text_comes_in_its_pieces_and_the_run_holds_the_whole(server: GeminiServer) -> None:
    events = told(server, pieces("All ", "is ", "well."))
    assert deltas(events) == ["All ", "is ", "well."]
    assert isinstance(events[-1], Done)
    assert events[-1].run.output == "All is well."


def test_the_deadline_is_kept_between_pieces_which_are_handed_out_until_then(server: GeminiServer) -> None:
    told(server, pieces("The first call loads the client."))
    events = told(server, {**pieces(*[LONG] * 20), "drip_ms": 800}, deadline_s=3.5)
    assert 0 < len(deltas(events)) < 20
    assert str(failure(events).error) == "the model is unavailable: timeout"


def test_thoughts_are_not_handed_out(server: GeminiServer) -> None:
    item = pieces("x", "Tea.")
    item["body"][0]["candidates"][0]["content"]["parts"] = [{"text": "Hm.", "thought": True}]
    assert deltas(told(server, item)) == ["Tea."]


def test_usage_is_that_of_the_last_event(server: GeminiServer) -> None:
    item = pieces("a", "b", usageMetadata={"promptTokenCount": 10, "candidatesTokenCount": 1})
    item["body"][-1]["usageMetadata"] = {"promptTokenCount": 10, "candidatesTokenCount": 7}
    done = told(server, item)[-1]
    assert isinstance(done, Done)
    assert (done.run.usage.prompt, done.run.usage.output, done.run.calls) == (10, 7, 1)


class TestNothingIsReplayedOnceTextWasGiven:
    @pytest.mark.parametrize("item", [broken("All "), {**pieces(*[LONG] * 4), "cut": True}], ids=["error", "cut"])
    def test_a_stream_that_breaks_is_the_end(self, server: GeminiServer, item: dict[str, Any]) -> None:
        events = told(server, item, pieces("Again."))
        assert deltas(events)
        assert failure(events).text_given
        assert asked(server) == 1
        assert "word-of-a-person" not in repr(failure(events).error)

    @pytest.mark.parametrize(
        ("finish", "reason"),
        [
            ("SAFETY", "blocked"),
            ("MAX_TOKENS", "max_tokens"),
            ("MALFORMED_FUNCTION_CALL", "malformed_call"),
            ("OTHER", "not_finished"),
            (None, "not_finished"),
        ],
    )
    def test_an_end_that_is_no_answer_is_the_end(self, server: GeminiServer, finish: str | None, reason: str) -> None:
        found = failure(told(server, pieces("All ", "is", finish=finish), pieces("Again.")))
        assert isinstance(found.error, ModelUnavailable)
        assert (found.error.reason, found.text_given, asked(server)) == (reason, True, 1)

    def test_before_that_a_fault_is_survived(self, server: GeminiServer) -> None:
        assert deltas(told(server, {"status": 503}, broken(""), retry_info("0.1s"), pieces("Well."))) == ["Well."]
        assert asked(server) == 4

    def test_a_successor_may_answer_before_that(self, server: GeminiServer) -> None:
        done = told(server, {"status": 404}, pieces("Well."))[-1]
        assert isinstance(done, Done)
        assert done.run.model == "gemini-3.5-flash-lite"


class TestTextInWhichToolsCouldStillBeCalled:
    def test_is_held_back_until_the_answer_ended_without_a_call(self, server: GeminiServer) -> None:
        looks = {"body": [*pieces("Let me look.", finish=None)["body"], parts(read("a"))["body"]]}
        events = told(server, looks, pieces("It ", "is ", "tea."), agent=CLERK, turn=turn_of())
        assert deltas(events) == ["It is tea."]
        assert events[:2] == [ToolStarted("clerk", "look_up"), ToolFinished("clerk", "look_up", "done")]

    def test_is_asked_for_again_when_it_breaks_because_nobody_saw_it(self, server: GeminiServer) -> None:
        events = told(server, broken("It "), pieces("It ", "is tea."), agent=CLERK, turn=turn_of())
        assert deltas(events) == ["It is tea."]
        assert asked(server) == 2

    def test_goes_out_live_once_no_call_is_left(self, server: GeminiServer) -> None:
        turn = turn_of(tool_calls=1)
        events = told(server, parts(read("a")), pieces("It ", "is ", "tea."), agent=CLERK, turn=turn)
        assert deltas(events) == ["It ", "is ", "tea."]

    def test_a_call_after_that_is_not_carried_out(self, server: GeminiServer) -> None:
        turn = turn_of(tool_calls=0)
        item = {"body": [*pieces("It is ", finish=None)["body"], parts(write("a"))["body"]]}
        events = told(server, item, agent=CLERK, turn=turn)
        assert isinstance(events[-1], Done)
        assert turn.identity.log == []


def test_tools_are_told_as_they_start_finish_and_are_denied(server: GeminiServer) -> None:
    made = parts(read("a"), write("b"), call("tear_up", {"title": "nobody's"}), call("nothing"))
    events = told(server, made, words(), agent=CLERK, turn=turn_of(gate=only_reads))
    assert events[:4] == [
        ToolStarted("clerk", "look_up"),
        ToolFinished("clerk", "look_up", "done"),
        ToolDenied("clerk", "put_down"),
        ToolDenied("clerk", "tear_up"),
    ]


def test_a_tool_whose_gate_breaks_starts_before_it_finishes(server: GeminiServer) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    events = told(server, parts(write("b")), words(), agent=CLERK, turn=turn_of(gate=broken))
    assert events[:2] == [ToolStarted("clerk", "put_down"), ToolFinished("clerk", "put_down", "failed")]


def test_a_stream_that_breaks_lists_what_was_done(server: GeminiServer) -> None:
    turn = turn_of()
    found = failure(
        told(server, parts(read("a"), write("b"), call("nothing")), {"status": 400}, agent=CLERK, turn=turn)
    )
    assert [(record.tool, record.effect) for record in found.tools] == [("look_up", "read"), ("put_down", "write")]
    assert not found.text_given
    turn = turn_of(tool_calls=1)
    found = failure(told(server, parts(write("b")), broken("Wrote "), agent=CLERK, turn=turn))
    assert [record.tool for record in found.tools] == ["put_down"]
    assert found.text_given


def test_a_model_that_is_not_there_is_an_event_and_no_exception(server: GeminiServer) -> None:
    server.script.load({"mode": "down"})
    (found,) = stream(WRITER, Request("x"), deadline_s=10)
    assert isinstance(found, Failed)
    assert not found.text_given


def test_a_check_sees_the_text_before_anybody_does(server: GeminiServer) -> None:
    def check(text: str) -> list[str]:
        return ["the figure is not a fact"] if "42" in text else []

    events = told(server, pieces("It is ", "42."), pieces("It is ", "well."), check=check)
    assert deltas(events) == ["It is well."]


def test_an_answer_in_a_model_is_handed_over_whole(server: GeminiServer) -> None:
    events = told(server, {"body": {"text": "no"}}, GOOD, agent=AGENT)
    assert [type(event) for event in events] == [Done]
    assert isinstance(events[0], Done)
    assert events[0].run.output == Verdict(word="tea", count=2)


def test_an_empty_stream_has_a_defined_end(server: GeminiServer) -> None:
    items: tuple[dict[str, Any], ...] = ({"body": []}, pieces(""))
    for item in items:
        assert str(failure(told(server, item)).error) == "the model is unavailable: empty"


def test_whoever_turns_away_begins_nothing_more(server: GeminiServer) -> None:
    turn = turn_of()
    server.script.load({"mode": "script", "queue": [parts(write("a"), write("b")), words()]})
    events: Iterator[Event] = stream(CLERK, Request("x"), turn=turn)
    assert next(events) == ToolStarted("clerk", "put_down")
    assert next(events) == ToolFinished("clerk", "put_down", "done")
    events.close()  # type: ignore[attr-defined]
    assert turn.identity.log == ["put_down a begins", "put_down a ends"]


def test_the_answer_is_the_same_whole_or_in_pieces(server: GeminiServer) -> None:
    queue = [parts(read("a"), write("b")), words("It is tea.")]
    done = told(server, *queue, agent=CLERK, turn=turn_of())[-1]
    assert isinstance(done, Done)
    server.script.load({"mode": "script", "queue": queue})
    turn = turn_of(Desk())
    assert run(CLERK, Request("hello"), turn=turn).output == done.run.output
