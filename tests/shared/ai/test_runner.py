"""What the runner makes of answers: validation, one repair, and every end that is not an answer."""

import json
import logging
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from shared.ai.errors import ModelAnswerInvalid, ModelUnavailable
from shared.ai.request import Request
from shared.ai.runner import run
from tests.shared.ai.asking import AGENT, GOOD, Verdict, ask, asked, ended

SECRET = "word-of-a-person"
REPLY: dict[str, Any] = GOOD["body"]


def test_an_answer_is_validated_and_counted(server: GeminiServer) -> None:
    usage = {"promptTokenCount": 70, "candidatesTokenCount": 5, "thoughtsTokenCount": 3, "totalTokenCount": 78}
    good = ended("STOP", json.dumps({"word": "tea", "count": 2}))
    good["body"]["usageMetadata"] = usage
    result = ask(server, good)
    assert result.output == Verdict(word="tea", count=2)
    assert (result.model, result.calls) == ("gemini-2.5-flash", 1)
    assert (result.input_tokens, result.output_tokens) == (70, 8)


@pytest.mark.parametrize(
    "bad",
    ["not json", '{"word": "tea"', '{"word": "tea", "count": -1}', '{"word": "tea", "count": 1, "more": 1}', "[]"],
)
def test_a_wrong_answer_is_repaired(server: GeminiServer, bad: str) -> None:
    result = ask(server, {"body": {"text": bad}}, GOOD)
    assert (result.output.word, result.calls, asked(server)) == ("tea", 2, 2)


def test_an_answer_is_repaired_twice_unless_the_caller_says_otherwise(server: GeminiServer) -> None:
    bad = {"body": {"text": "no"}, "times": 9}
    server.script.load({"mode": "script", "queue": [bad]})
    with pytest.raises(ModelAnswerInvalid):
        run(AGENT, Request("x"), deadline_s=10)
    assert asked(server) == 3
    for repairs in (0, 1):
        server.script.reset()
        with pytest.raises(ModelAnswerInvalid):
            ask(server, bad, repairs=repairs)
        assert asked(server) == repairs + 1


@pytest.mark.parametrize("finish", ["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"])
def test_a_call_that_cannot_be_read_is_repaired_once_and_then_is_the_end(server: GeminiServer, finish: str) -> None:
    assert ask(server, ended(finish), GOOD, repairs=0).calls == 2
    server.script.reset()
    with pytest.raises(ModelUnavailable, match="malformed_call"):
        ask(server, ended(finish), ended(finish, "half"), GOOD)
    assert asked(server) == 2


def test_an_agent_without_tools_that_is_called_by_its_model_is_repaired_once_too(server: GeminiServer) -> None:
    stray = {"body": {"parts": [{"text": '{"word": "x", "count": 1}'}, {"functionCall": {"name": "delete_all"}}]}}
    assert ask(server, stray, GOOD, repairs=0).output.word == "tea"
    with pytest.raises(ModelUnavailable, match="malformed_call"):
        ask(server, stray, stray, GOOD)


def test_two_wrong_answers_are_the_end(server: GeminiServer) -> None:
    with pytest.raises(ModelAnswerInvalid) as caught:
        ask(server, {"body": {"text": SECRET}}, {"body": {"json": {"word": SECRET}}}, GOOD)
    assert asked(server) == 2
    assert caught.value.faults == 1
    assert SECRET not in str(caught.value)


def test_what_the_check_says_goes_back_to_the_model(server: GeminiServer) -> None:
    def check(verdict: Verdict) -> list[str]:
        return [] if verdict.count == 2 else ["count: must be two"]

    result = ask(server, {"body": {"json": {"word": "tea", "count": 3}}}, GOOD, check=check)
    assert (result.output.count, result.calls) == (2, 2)
    with pytest.raises(ModelAnswerInvalid):
        ask(server, GOOD, GOOD, check=lambda _: ["no"])


def test_thoughts_are_no_part_of_the_answer(server: GeminiServer) -> None:
    parts = [{"text": "hm, tea?", "thought": True}, {"text": '{"word": "tea",'}, {"text": '"count": 2}'}]
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": "STOP"}
    assert ask(server, {"body": {"candidates": [candidate]}}).output.word == "tea"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (ended("SAFETY"), "blocked"),
        (ended("RECITATION", "half"), "blocked"),
        (ended("PROHIBITED_CONTENT"), "blocked"),
        (ended("MAX_TOKENS", '{"word": "tea", "count": 2}'), "max_tokens"),
        (ended("MODEL_ARMOR"), "blocked"),
        (ended("TOO_MANY_TOOL_CALLS"), "not_finished"),
        (ended("MISSING_THOUGHT_SIGNATURE"), "not_finished"),
        (ended("MALFORMED_RESPONSE"), "not_finished"),
        (ended("CONTINUATION", '{"word"'), "not_finished"),
        (ended("OTHER"), "not_finished"),
        (ended("AN_END_THAT_IS_NEW", '{"word": "tea", "count": 2}'), "not_finished"),
        (ended("STOP"), "empty"),
        ({"body": {"candidates": [{"finishReason": "STOP"}]}}, "empty"),
        ({"body": {"candidates": [{}]}}, "not_finished"),
        ({"body": {"candidates": []}}, "empty"),
        ({"body": {}}, "empty"),
        ({"body": {"promptFeedback": {"blockReason": "SAFETY"}}}, "blocked"),
        ({"body": {"promptFeedback": {"blockReason": "A_NEW_ONE"}}}, "blocked"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*is not a valid")
def test_an_end_that_is_no_answer_has_a_reason(server: GeminiServer, item: dict[str, Any], reason: str) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ask(server, item, GOOD)
    assert caught.value.reason == reason
    assert asked(server) == 1


def test_no_text_of_the_service_or_of_people_reaches_messages_or_logs(
    server: GeminiServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("ai-on"), "propagate", True)
    with caplog.at_level(logging.WARNING, logger="ai-on"), pytest.raises(ModelUnavailable) as caught:
        ask(server, {"status": 400, "error": {"status": "INVALID_ARGUMENT", "message": SECRET}})
    assert caught.value.reason == "refused"
    chain: BaseException | None = caught.value
    while chain:
        assert SECRET not in str(chain)
        chain = chain.__cause__ or chain.__context__
    assert "model unavailable" in caplog.text
    assert SECRET not in caplog.text
