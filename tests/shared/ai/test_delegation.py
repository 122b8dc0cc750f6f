"""Agents that ask agents: the same person, budget and gate, and not too deep."""

from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.agent import Agent
from shared.ai.errors import ModelUnavailable
from shared.ai.runner import Denied, Request, Turn, run
from shared.ai.tool import tool
from tests.shared.ai.clerk import (
    CLERK,
    TOOLS,
    Desk,
    Titled,
    allow,
    call,
    outcomes,
    parts,
    read,
    responses,
    turn_of,
    words,
    write,
)
from tests.shared.ai.conftest import Bodies

AGENTS: dict[str, Agent[str]] = {}


@tool("read")
def consult(turn: Turn[Desk], arguments: Titled) -> dict[str, Any]:
    """Asks another agent that only looks things up. Use it for its subject."""
    return {"answer": turn.delegate(AGENTS[arguments.title], Request("for you")).output}


@tool("write")
def commission(turn: Turn[Desk], arguments: Titled) -> dict[str, Any]:
    """Asks another agent that may change things. Use it for its subject."""
    return {"answer": turn.delegate(AGENTS[arguments.title], Request("for you")).output}


for name in ("chat", "lead", "expert", "fourth"):
    AGENTS[name] = Agent(name, str, "You help.", (consult, commission, *TOOLS))


def to(agent: str, how: str = "commission") -> dict[str, Any]:
    return call(how, {"title": agent})


def converse(server: GeminiServer, turn: Turn[Desk], **script: list[dict[str, Any]]) -> str:
    """What `chat` answers when each agent plays its part of the script."""
    queue = [{**item, "when": {"agent": name}} for name, items in script.items() for item in items]
    server.script.load({"mode": "script", "queue": queue})
    return run(AGENTS["chat"], Request("hello"), turn=turn).output


def test_a_delegate_works_in_the_same_turn_one_deeper(server: GeminiServer) -> None:
    turn = turn_of()
    said = converse(
        server, turn, chat=[parts(to("lead")), words("All done.")], lead=[parts(write("a")), words("Wrote it.")]
    )
    assert said == "All done."
    assert turn.identity.log == ["put_down a begins", "put_down a ends"]
    assert [(record.agent, record.tool, record.depth) for record in turn.audit] == [
        ("lead", "put_down", 1),
        ("chat", "commission", 0),
    ]
    assert turn.usage.calls == 4
    assert {one.agent for one in turn.budget.calls()} == {"chat", "lead"}


def test_what_it_says_goes_to_the_one_who_asked(server: GeminiServer, bodies: Bodies) -> None:
    converse(server, turn_of(), chat=[parts(to("lead")), words()], lead=[words("It is tea.")])
    assert responses(bodies[2])[0]["response"] == {"output": {"answer": "It is tea."}}
    assert len(bodies[1]["contents"]) == 1


def test_the_budget_is_shared(server: GeminiServer) -> None:
    turn = turn_of()
    converse(
        server,
        turn,
        chat=[parts(read("a"), to("lead"), read("b")), words()],
        lead=[parts(*[read("c")] * 9), words("Enough.")],
    )
    done = [outcome for _, outcome in outcomes(turn)].count("done")
    assert done == 8
    assert ("look_up", "over_budget") in outcomes(turn)


def test_the_third_agent_in_a_row_may_work_and_the_fourth_may_not(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of()
    converse(
        server,
        turn,
        chat=[parts(to("lead")), words()],
        lead=[parts(to("expert")), words()],
        expert=[parts(to("fourth"), read("a")), words()],
        fourth=[words("never")],
    )
    assert server.script.state()["calls"] == {"chat": 2, "lead": 2, "expert": 2}
    assert ("commission", "denied") in outcomes(turn)
    assert "No further agent" in responses(bodies[3])[0]["response"]["error"]


@pytest.mark.parametrize("asked", ["lead", "chat"])
def test_nobody_asks_an_agent_that_is_at_work_already(server: GeminiServer, bodies: Bodies, asked: str) -> None:
    turn = turn_of()
    converse(server, turn, chat=[parts(to("lead")), words()], lead=[parts(to(asked)), words()])
    assert "already at work" in responses(bodies[2])[0]["response"]["error"]
    assert server.script.state()["calls"] == {"chat": 2, "lead": 2}


def test_the_gate_is_asked_for_what_a_delegate_does(server: GeminiServer) -> None:
    turn = turn_of(gate=lambda turn, tool, _: Denied("No.") if tool.name == "put_down" else None)
    converse(server, turn, chat=[parts(to("lead")), words()], lead=[parts(write("a")), words()])
    assert turn.identity.log == []
    assert outcomes(turn) == [("put_down", "denied"), ("commission", "done")]


def test_below_a_read_nothing_is_changed_even_if_the_gate_would_allow_it(server: GeminiServer, bodies: Bodies) -> None:
    turn = turn_of(gate=allow)
    converse(
        server,
        turn,
        chat=[parts(to("lead", "consult"), read("b")), words()],
        lead=[parts(write("a"), to("expert"), read("c")), words()],
    )
    assert not any(entry.startswith("put_down") for entry in turn.identity.log)
    assert sorted(outcomes(turn)) == sorted(
        [
            ("put_down", "denied"),
            ("commission", "denied"),
            ("look_up", "done"),
            ("look_up", "done"),
            ("consult", "done"),
        ]
    )


def test_delegates_that_only_read_work_beside_each_other(server: GeminiServer) -> None:
    turn = turn_of()
    said = converse(
        server,
        turn,
        chat=[parts(to("lead", "consult"), to("expert", "consult")), words("Both.")],
        lead=[parts(read("a")), words("A.")],
        expert=[parts(read("b")), words("B.")],
    )
    assert said == "Both."
    assert turn.usage.calls == 6


def test_an_agent_that_cannot_be_had_is_told_in_words(server: GeminiServer, bodies: Bodies) -> None:
    blocked = {"body": {"promptFeedback": {"blockReason": "SAFETY"}}}
    turn = turn_of()
    assert converse(server, turn, chat=[parts(to("lead")), words("Sorry.")], lead=[blocked]) == "Sorry."
    assert outcomes(turn) == [("commission", "failed")]
    assert "cannot answer now" in responses(bodies[2])[0]["response"]["error"]


def test_a_delegate_leaves_a_call_for_the_one_who_asked(server: GeminiServer) -> None:
    turn = turn_of(model_calls=4, tool_calls=50)
    said = converse(
        server, turn, chat=[parts(to("lead")), words("I can still speak.")], lead=[parts(read("a")), words("Half.")]
    )
    assert said == "I can still speak."
    turn = turn_of(model_calls=2)
    converse(server, turn, chat=[words("Only words.")])
    with pytest.raises(ModelUnavailable, match="over_budget"):
        turn.entered("chat").delegate(CLERK, Request("x"))
