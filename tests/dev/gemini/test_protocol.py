"""The local model refuses what Gemini refuses, in its words, and nothing else; the real client reads its answers."""

import json
from typing import Any

import pytest
from google.genai import Client, errors, types

from dev.gemini.body import data_of
from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import send

HELLO: dict[str, Any] = {"contents": [{"role": "user", "parts": [{"text": "hello"}]}]}
FLASH = "/v1beta/models/gemini-2.5-flash"
CALLED: dict[str, Any] = {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}}}]}
RETURNED: dict[str, Any] = {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {}}}]}
TOOLS = [{"functionDeclarations": [{"name": "f", "description": "x"}]}]
JSON_MODE = {"responseMimeType": "application/json"}


def call(server: GeminiServer, body: Any, path: str = FLASH + ":generateContent", **headers: str) -> tuple[int, Any]:
    status, text = send(server.url + path, body, "POST", **headers)
    return status, json.loads(text)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/models/gemini-2.5-flash:generateContent",
        "/v1beta/models/gemini-2.5-flash:generateContent?key=abc",
        "/v1beta/models/gemini-3-flash-preview:streamGenerateContent?alt=sse",
        "/v1beta1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent",
        "/v1beta/models/gemini-2.5-flash-preview-05-20:countTokens",
    ],
)
def test_every_address_of_gemini_answers(server: GeminiServer, path: str) -> None:
    assert send(server.url + path, HELLO)[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        {"contents": {"parts": {"text": "one turn, not in a list"}}},
        {"contents": [{"parts": [{"text": "no role"}]}]},
        {"contents": [{"role": "USER", "parts": [{"text": "a"}]}, {"role": "user", "parts": [{"text": "b"}]}]},
        {"contents": [{"role": "user", "parts": [{"inline_data": {"mime_type": "image/png", "data": "_-_-"}}]}]},
        {**HELLO, "system_instruction": {"parts": [{"text": "x"}]}, "generation_config": {"temperature": 0}},
        {**HELLO, "somethingNew": {"a": 1}},
        {**HELLO, "tools": TOOLS},
        {**HELLO, "tools": TOOLS[0], "tool_config": {"function_calling_config": {"mode": "auto"}}},
        {**HELLO, "tools": TOOLS, "toolConfig": {"functionCallingConfig": {"mode": "VALIDATED"}}},
        {**HELLO, "toolConfig": {"functionCallingConfig": {"mode": "NONE"}}},
        {**HELLO, "tools": [{"googleSearch": {}}]},
        {**HELLO, "tools": [{"functionDeclarations": [{"name": "_a.b:c-" + "d" * 121}]}]},
        {"contents": [{"role": "model", "parts": [{"text": "a greeting first"}]}, *HELLO["contents"]]},
        {"contents": [{"role": "user"}, *HELLO["contents"]]},
        {"contents": [*HELLO["contents"], CALLED, RETURNED], "tools": TOOLS},
    ],
)
def test_what_gemini_takes_is_taken(server: GeminiServer, body: Any) -> None:
    status, answer = call(server, body)
    assert (status, answer["candidates"][0]["finishReason"]) == (200, "STOP")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"contents": []},
        {"contents": "hello"},
        {"contents": ["hello"]},
        {"contents": [{"role": "system", "parts": [{"text": "x"}]}]},
        {"contents": [{"parts": ["x"]}]},
        {"contents": [{"parts": [{"text": 5}]}]},
        {"contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": "no base64!"}}]}]},
        {"contents": [*HELLO["contents"], CALLED, {"role": "user", "parts": RETURNED["parts"] * 2}]},
        {"contents": [RETURNED]},
        {**HELLO, "generationConfig": {"thinkingConfig": {"thinkingBudget": 0, "thinkingLevel": "low"}}},
        {**HELLO, "generationConfig": {"responseSchema": {"type": "STRING"}, "responseJsonSchema": {"type": "string"}}},
        {**HELLO, "generationConfig": JSON_MODE, "tools": TOOLS},
        {**HELLO, "generation_config": {"response_mime_type": "application/json"}, "tools": TOOLS},
        {**HELLO, "toolConfig": {"functionCallingConfig": {"mode": "ANY"}}},
        {**HELLO, "tools": [{"googleSearch": {}}], "toolConfig": {"functionCallingConfig": {"mode": "any"}}},
        {**HELLO, "tools": [{"functionDeclarations": [{"name": "two words"}]}]},
        {**HELLO, "tools": [{"functionDeclarations": [{"name": "1st"}]}]},
        {**HELLO, "tools": [{"functionDeclarations": [{"name": "a" * 129}]}]},
        {**HELLO, "tools": [{"functionDeclarations": [{"name": 5}]}]},
        {"contents": [CALLED, RETURNED]},
        {"contents": [*HELLO["contents"], CALLED, *HELLO["contents"]]},
        {"contents": [{"parts": [{"text": "word " * 900_000}]}]},
        b"{not json",
        b"[]",
        b"",
    ],
)
def test_what_gemini_refuses_is_refused(server: GeminiServer, body: Any) -> None:
    status, answer = call(server, body)
    assert (status, answer["error"]["code"], answer["error"]["status"]) == (400, 400, "INVALID_ARGUMENT")


def test_the_third_family_takes_tools_with_json(server: GeminiServer) -> None:
    body = {**HELLO, "generationConfig": JSON_MODE, "tools": TOOLS}
    assert call(server, body, "/v1beta/models/gemini-3-flash-preview:generateContent")[0] == 200


def test_vertex_lets_a_forced_call_pass_without_functions(server: GeminiServer) -> None:
    path = "/v1beta1/projects/p/locations/global/publishers/google/models/gemini-2.5-flash:generateContent"
    body = {**HELLO, "toolConfig": {"functionCallingConfig": {"mode": "ANY"}}}
    assert call(server, body, path)[0] == 200


@pytest.mark.parametrize(
    "model", ["nonexistent-model", "gemini-3.6-flahs", "gpt-9", "gemini-9.9", "gemini-2.5-flash-x"]
)
def test_an_unknown_model_is_not_found(server: GeminiServer, model: str) -> None:
    status, answer = call(server, HELLO, f"/v1beta/models/{model}:generateContent")
    assert (status, answer["error"]["status"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/", "/v2/models", "/v1beta/models/gemini-2.5-flash:fly", "/v1beta/files"])
def test_an_unknown_address_is_not_found(server: GeminiServer, path: str) -> None:
    assert call(server, HELLO, path)[0] == 404


def test_a_bad_key_is_a_bad_request(server: GeminiServer) -> None:
    path = FLASH + ":generateContent"
    for status, answer in (
        call(server, HELLO, path + "?key=invalid"),
        call(server, HELLO, path, **{"x-goog-api-key": "invalid"}),
    ):
        assert (status, answer["error"]["details"][0]["reason"]) == (400, "API_KEY_INVALID")


def test_models_come_in_pages_until_there_are_no_more(server: GeminiServer) -> None:
    seen, token = [], ""
    while True:
        status, text = send(f"{server.url}/v1beta/models?pageSize=3&pageToken={token}")
        page = json.loads(text)
        assert (status, len(page["models"]) <= 3) == (200, True)
        seen += [one["name"] for one in page["models"]]
        token = page.get("nextPageToken")
        if not token:
            break
    assert seen == [one["name"] for one in json.loads(send(server.url + "/v1beta/models")[1])["models"]]
    assert "models/gemini-flash-latest" in seen
    assert "latest" not in send(server.url + "/v1/models")[1]


@pytest.mark.parametrize("query", ["pageSize=x", "pageSize=-1", "pageToken=x", "pageToken=OTk5"])
def test_a_page_that_is_none_is_refused(server: GeminiServer, query: str) -> None:
    assert send(f"{server.url}/v1beta/models?{query}")[0] == 400


def test_a_get_of_a_method_is_not_allowed(server: GeminiServer) -> None:
    status, text = send(server.url + FLASH + ":generateContent")
    assert (status, json.loads(text)["error"]["status"]) == (405, "METHOD_NOT_ALLOWED")


def test_calls_end_a_stream_in_the_way_of_their_family(server: GeminiServer) -> None:
    forced = {**HELLO, "tools": TOOLS, "toolConfig": {"functionCallingConfig": {"mode": "ANY"}}}
    ends = {}
    for model in ("gemini-2.5-flash", "gemini-3-flash-preview"):
        _, events = call(server, forced, f"/v1beta/models/{model}:streamGenerateContent")
        ends[model] = [
            (list(e["candidates"][0]["content"]["parts"][0]), "finishReason" in e["candidates"][0]) for e in events
        ]
    assert ends == {
        "gemini-2.5-flash": [(["functionCall", "thoughtSignature"], True)],
        "gemini-3-flash-preview": [(["functionCall", "thoughtSignature"], False), (["text"], True)],
    }


def test_the_client_lists_counts_streams_and_talks(client: Client) -> None:
    ids = [model.name for model in client.models.list()]
    assert "models/gemini-2.5-flash" in ids
    assert client.models.get(model="gemini-2.5-flash").input_token_limit
    assert client.models.count_tokens(model="gemini-2.5-flash", contents="hello there").total_tokens == 3
    whole = client.models.generate_content(model="gemini-2.5-flash", contents="hello").text
    events = list(client.models.generate_content_stream(model="gemini-2.5-flash", contents="hello"))
    assert len(events) > 1
    assert "".join(event.text or "" for event in events) == whole
    assert [bool(event.candidates and event.candidates[0].finish_reason) for event in events[-2:]] == [False, True]
    assert all(event.usage_metadata for event in events)


def test_a_stream_without_sse_is_an_array(server: GeminiServer) -> None:
    status, events = call(server, HELLO, FLASH + ":streamGenerateContent")
    assert status == 200
    assert isinstance(events, list)
    assert len(events) > 1


def test_line_separators_inside_of_a_text_do_not_break_a_stream(server: GeminiServer, client: Client) -> None:
    server.script.load({"queue": [{"body": {"text": "one\u2028two\x85three"}}]})
    (event,) = client.models.generate_content_stream(model="gemini-2.5-flash", contents="hello")
    assert event.text == "one\u2028two\x85three"


def test_the_client_sees_errors_as_googles(client: Client) -> None:
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model="gemini-3.6-flahs", contents="hello")
    assert (caught.value.code, caught.value.status) == (404, "NOT_FOUND")


def test_the_data_of_a_part_may_lack_padding_and_be_safe_for_urls() -> None:
    for text in ("-_8", "+/8=", "-_8="):
        assert data_of({"inlineData": {"mimeType": "x/y", "data": text}}) == ("x/y", b"\xfb\xff")
    assert data_of({"text": "x"}) is None


def test_a_forced_call_is_a_call_of_an_allowed_function(client: Client) -> None:
    declared = types.FunctionDeclaration(
        name="pay",
        description="Pay.",
        parameters_json_schema={
            "type": "object",
            "properties": {"amount": {"type": "string"}, "days": {"type": "integer", "minimum": 3}},
            "required": ["amount", "days"],
        },
    )
    forced = types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.ANY, allowed_function_names=["pay"])
    answer = client.models.generate_content(
        model="gemini-2.5-flash",
        contents="pay",
        config=types.GenerateContentConfig(
            tools=[types.Tool(function_declarations=[declared])],
            tool_config=types.ToolConfig(function_calling_config=forced),
        ),
    )
    assert answer.function_calls
    assert (answer.function_calls[0].name, answer.function_calls[0].args) == ("pay", {"amount": "", "days": 3})
