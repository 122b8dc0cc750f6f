"""The gate: asked before everything that changes something, and nothing happens without it."""

from typing import Any

from pydantic import BaseModel

from dev.gemini.server import GeminiServer
from shared.ai.runner import Denied, Turn
from shared.ai.tool import Tool
from shared.ai.turn import Allowed, only_reads
from tests.shared.ai.clerk import (
    Amount,
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

ALL = [read("a"), write("b", 5), call("tear_up", {"title": "c"})]


def test_by_itself_it_lets_reads_through_and_nothing_else(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(gate=only_reads)
    serve(server, turn, parts(*ALL), words())
    assert outcomes(turn) == [("look_up", "done"), ("put_down", "denied"), ("tear_up", "denied")]
    assert "Nothing may be changed" in responses(bodies[1])[2]["response"]["error"]


def test_it_is_asked_with_the_validated_arguments_and_who_asks(server: GeminiServer, bodies: Bodies) -> None:
    asked: list[tuple[Any, str, BaseModel]] = []

    def gate(turn: Turn[Desk], tool: Tool, arguments: BaseModel) -> Denied | None:
        asked.append((turn.path, tool.name, arguments))
        return Denied("Only with the person's word.") if tool.effect == "destructive" else None

    turn = turn_of(gate=gate)
    serve(server, turn, parts(*ALL), words())
    assert asked == [
        (("clerk",), "put_down", Amount(title="b", minor=5)),
        (("clerk",), "tear_up", Titled(title="c")),
    ]
    assert outcomes(turn) == [("look_up", "done"), ("put_down", "done"), ("tear_up", "denied")]
    assert responses(bodies[1])[2]["response"] == {"error": "Only with the person's word."}
    assert not any(entry.startswith("tear_up") for entry in turn.identity.log)


def test_a_call_that_the_gate_does_itself_is_not_done_beside_it(server: GeminiServer, bodies: Bodies) -> None:
    def doing(turn: Turn[Desk], tool: Tool, arguments: BaseModel) -> Allowed | None:
        return Allowed(lambda: tool(turn, Amount(title="approved", minor=1)))

    turn = turn_of(gate=doing)
    serve(server, turn, parts(write("a", 5)), words())
    assert turn.identity.log == ["put_down approved begins", "put_down approved ends"]
    assert outcomes(turn) == [("put_down", "done")]
    assert responses(bodies[1])[0]["response"] == {"output": {"title": "approved"}}


def test_it_is_asked_only_when_the_call_before_is_done(server: GeminiServer) -> None:
    def once(turn: Turn[Desk], tool: Tool, arguments: BaseModel) -> Denied | None:
        return Denied("One is enough.") if "put_down a ends" in turn.identity.log else None

    turn = turn_of(gate=once)
    serve(server, turn, parts(write("a"), write("b")), words())
    assert outcomes(turn) == [("put_down", "done"), ("put_down", "denied")]


def test_a_gate_that_breaks_lets_nothing_through(server: GeminiServer, bodies: Bodies) -> None:
    def broken(turn: Turn[Desk], tool: Tool, arguments: BaseModel) -> Denied | None:
        raise RuntimeError("secret")

    turn = turn_of(gate=broken)
    serve(server, turn, parts(write("a")), words())
    assert turn.identity.log == []
    assert outcomes(turn) == [("put_down", "failed")]
    assert "secret" not in str(bodies[1])


def test_invalid_calls_do_not_reach_it(server: GeminiServer) -> None:
    def never(turn: Turn[Desk], tool: Tool, arguments: BaseModel) -> Denied | None:
        raise AssertionError("asked")

    turn = turn_of(gate=never)
    serve(server, turn, parts(call("put_down", {"title": "a"}), read("b")), words())
    assert outcomes(turn) == [("put_down", "invalid"), ("look_up", "done")]


def test_a_tool_may_refuse_in_words_of_its_own(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    serve(server, turn, parts(call("tear_up", {"title": "nobody's"})), words())
    assert outcomes(turn) == [("tear_up", "denied")]
    assert responses(bodies[1])[0]["response"] == {"error": "There is no such title."}
