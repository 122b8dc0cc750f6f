"""A turn may be closed by what was done: the words come from code, and the model is not asked again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dev.gemini.server import GeminiServer
from shared.ai.audit import AuditRecord
from shared.ai.events import Done, TextDelta
from shared.ai.request import Request
from shared.ai.runner import run, stream
from shared.ai.turn import Turn
from tests.shared.ai.clerk import CLERK, JUDGE, call, parts, read, turn_of, words, write


def after_one(turn: Turn[Any], records: Sequence[AuditRecord]) -> str | None:
    """Ends the work when exactly one call was made and done."""
    return f"{records[0].tool} did it." if [one.outcome for one in records] == ["done"] else None


def closed() -> Turn[Any]:
    return replace(turn_of(), closing=after_one)


def played(server: GeminiServer, *items: dict[str, Any]) -> None:
    server.script.load({"mode": "script", "queue": list(items)})


def test_the_words_of_the_closing_end_the_turn_without_another_call(server: GeminiServer) -> None:
    played(server, parts(write("a")), words("never asked for"))
    found = run(CLERK, Request("x"), turn=closed())
    assert (found.output, found.calls) == ("put_down did it.", 1)


def test_a_stream_hands_them_out_and_ends(server: GeminiServer) -> None:
    played(server, parts(write("a")))
    events = list(stream(CLERK, Request("x"), turn=closed()))
    assert [one.text for one in events if isinstance(one, TextDelta)] == ["put_down did it."]
    assert isinstance(events[-1], Done)


def test_without_words_the_model_goes_on(server: GeminiServer) -> None:
    played(server, parts(read("a"), write("b")), words("Both are done."))
    assert run(CLERK, Request("x"), turn=closed()).output == "Both are done."


def test_each_answer_is_looked_at_by_itself(server: GeminiServer) -> None:
    played(server, parts(read("a"), read("b")), parts(call("tear_up", {"title": "c"})))
    found = run(CLERK, Request("x"), turn=closed())
    assert (found.output, found.calls) == ("tear_up did it.", 2)


def test_an_agent_that_answers_in_a_model_is_never_closed(server: GeminiServer) -> None:
    verdict = {"functionCall": {"name": "final_answer", "args": {"word": "tea", "count": 2}}}
    played(server, parts(write("a")), {"body": {"parts": [verdict]}})
    turn = replace(turn_of(), closing=lambda *_: "closed")
    output = run(JUDGE, Request("x"), turn=turn).output
    assert not isinstance(output, str)
