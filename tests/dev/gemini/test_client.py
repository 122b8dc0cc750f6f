"""Google's own client, unchanged, speaks to the local server: one test for each thing that the product does with it."""

import io
import json
import time
from typing import Any

import httpx2
import pytest
from google.genai import Client, errors, types
from google.oauth2.credentials import Credentials
from PIL import Image

from dev.gemini.body import data_of
from dev.gemini.server import GeminiServer
from tests.shared.ai.asking import retry_info

TWO, THREE = "gemini-2.5-flash", "gemini-3-flash-preview"
LOOK_UP = types.FunctionDeclaration(
    name="look_up",
    description="Look up.",
    parameters_json_schema={"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]},
)
TOOLS = types.GenerateContentConfig(
    tools=[types.Tool(function_declarations=[LOOK_UP])],
    automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
)
BOTH = {"parts": [{"functionCall": {"name": "look_up", "args": {"word": word}}} for word in ("tea", "milk")]}


@pytest.fixture
def beta(server: GeminiServer) -> Client:
    """A client of the version that knows all names."""
    options = types.HttpOptions(base_url=server.url, api_version="v1beta")
    return Client(vertexai=False, api_key="k", http_options=options)


@pytest.fixture
def vertex(server: GeminiServer) -> Client:
    """A client of the other service."""
    return Client(
        vertexai=True,
        project="p",
        location="global",
        credentials=Credentials(token="t"),  # type: ignore[no-untyped-call]
        http_options=types.HttpOptions(base_url=server.url),
    )


def queue(server: GeminiServer, *items: dict[str, Any]) -> None:
    server.script.load({"mode": "script", "queue": list(items)})


def user(text: str) -> types.Content:
    return types.Content(role="user", parts=[types.Part(text=text)])


def answers_to(*calls: types.FunctionCall) -> types.Content:
    parts = [
        types.Part(function_response=types.FunctionResponse(id=call.id, name=call.name, response={"found": True}))
        for call in calls
    ]
    return types.Content(role="user", parts=parts)


def content_of(answer: types.GenerateContentResponse) -> types.Content:
    assert answer.candidates
    assert answer.candidates[0].content
    return answer.candidates[0].content


@pytest.mark.parametrize("model", [TWO, THREE])
def test_a_whole_answer(client: Client, model: str) -> None:
    answer = client.models.generate_content(model=model, contents="hello")
    assert answer.text
    assert (answer.model_version, answer.candidates and answer.candidates[0].finish_reason) == (
        model,
        types.FinishReason.STOP,
    )
    usage = answer.usage_metadata
    assert usage
    told = (usage.prompt_token_count or 0, usage.candidates_token_count or 0, usage.thoughts_token_count or 0)
    assert usage.total_token_count == sum(told)
    assert all(told)


@pytest.mark.parametrize("model", [TWO, THREE])
def test_a_stream_is_the_same_words_with_its_end_and_the_whole_usage_last(client: Client, model: str) -> None:
    whole = client.models.generate_content(model=model, contents="hello")
    events = list(client.models.generate_content_stream(model=model, contents="hello"))
    assert len(events) > 1
    assert "".join(event.text or "" for event in events) == whole.text
    ends = [event.candidates[0].finish_reason for event in events if event.candidates]
    assert ends == [None] * (len(events) - 1) + [types.FinishReason.STOP]
    told = [event.usage_metadata.candidates_token_count or 0 for event in events if event.usage_metadata]
    assert told == sorted(told)
    assert whole.usage_metadata
    assert told[-1] == whole.usage_metadata.candidates_token_count
    assert len({event.response_id for event in events}) == 1


def test_a_stream_arrives_piece_by_piece(server: GeminiServer, client: Client) -> None:
    queue(server, {"body": {"text": "word " * 400}, "drip_ms": 30})
    begun = time.monotonic()
    stream = client.models.generate_content_stream(model=TWO, contents="hello")
    next(stream)
    first = time.monotonic() - begun
    list(stream)
    assert first < time.monotonic() - begun - 0.1


@pytest.mark.parametrize("model", [TWO, THREE])
def test_a_function_is_called_answered_and_spoken_about(server: GeminiServer, client: Client, model: str) -> None:
    queue(server, {"body": {"parts": BOTH["parts"][:1]}}, {"body": {"text": "There is tea."}})
    contents: list[Any] = [user("is there tea?")]
    asked = client.models.generate_content(model=model, contents=contents, config=TOOLS)
    (call,) = asked.function_calls or []
    assert (call.name, call.args) == ("look_up", {"word": "tea"})
    contents += [content_of(asked), answers_to(call)]
    assert client.models.generate_content(model=model, contents=contents, config=TOOLS).text == "There is tea."


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("model", [TWO, THREE])
def test_parallel_calls_are_signed_once_and_answered_together(
    server: GeminiServer, client: Client, model: str, streaming: bool
) -> None:
    queue(server, {"body": BOTH}, {"body": {"text": "Both."}})
    contents: list[Any] = [user("tea and milk?")]
    if streaming:
        events = client.models.generate_content_stream(model=model, contents=contents, config=TOOLS)
        parts = [part for event in events for part in content_of(event).parts or []]
    else:
        parts = content_of(client.models.generate_content(model=model, contents=contents, config=TOOLS)).parts or []
    calls = [part for part in parts if part.function_call]
    assert [bool(part.thought_signature) for part in calls] == [True, False]
    contents += [types.Content(role="model", parts=parts), answers_to(*(p.function_call for p in calls))]  # type: ignore[arg-type]
    assert client.models.generate_content(model=model, contents=contents, config=TOOLS).text == "Both."


def test_one_answer_to_two_calls_is_refused(server: GeminiServer, client: Client) -> None:
    queue(server, {"body": BOTH})
    contents: list[Any] = [user("tea and milk?")]
    asked = client.models.generate_content(model=TWO, contents=contents, config=TOOLS)
    contents += [content_of(asked), answers_to(*(asked.function_calls or [])[:1])]
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=TWO, contents=contents, config=TOOLS)
    assert (caught.value.code, caught.value.status) == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(("model", "refused"), [(TWO, False), (THREE, True)])
def test_a_signature_that_does_not_come_back_is_missed_by_the_third_family(
    server: GeminiServer, client: Client, model: str, refused: bool
) -> None:
    queue(server, {"body": BOTH}, {"body": {"text": "Both."}})
    contents: list[Any] = [user("tea and milk?")]
    asked = client.models.generate_content(model=model, contents=contents, config=TOOLS)
    said = content_of(asked)
    for part in said.parts or []:
        part.thought_signature = None
    contents += [said, answers_to(*(asked.function_calls or []))]
    if refused:
        with pytest.raises(errors.ClientError, match="thought_signature"):
            client.models.generate_content(model=model, contents=contents, config=TOOLS)
    else:
        assert client.models.generate_content(model=model, contents=contents, config=TOOLS).text == "Both."


def test_calls_of_the_engine_have_ids_on_the_third_family(client: Client) -> None:
    forced = types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.ANY)
    config = TOOLS.model_copy(update={"tool_config": types.ToolConfig(function_calling_config=forced)})
    for model, has_id in ((TWO, False), (THREE, True)):
        answer = client.models.generate_content(model=model, contents="tea", config=config)
        (call,) = answer.function_calls or []
        assert (call.name, bool(call.id)) == ("look_up", has_id)


def test_a_mode_without_calls_is_answered_in_words(client: Client) -> None:
    never = types.FunctionCallingConfig(mode=types.FunctionCallingConfigMode.NONE)
    config = TOOLS.model_copy(update={"tool_config": types.ToolConfig(function_calling_config=never)})
    assert client.models.generate_content(model=TWO, contents="tea", config=config).text


def test_structured_output(client: Client) -> None:
    schema = {"type": "object", "properties": {"word": {"type": "string", "enum": ["tea"]}}, "required": ["word"]}
    config = types.GenerateContentConfig(response_mime_type="application/json", response_json_schema=schema)
    assert json.loads(client.models.generate_content(model=TWO, contents="x", config=config).text or "") == {
        "word": "tea"
    }


def test_pictures_and_documents_are_taken_and_counted_by_kind(server: GeminiServer, client: Client) -> None:
    stored = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(stored, "PNG")
    parts: list[Any] = [
        types.Part.from_bytes(data=stored.getvalue(), mime_type="image/png"),
        types.Part.from_bytes(data=b"%PDF-1.7 and so on", mime_type="application/pdf"),
        "what is it?",
    ]
    answer = client.models.generate_content(model=TWO, contents=parts)
    assert answer.usage_metadata
    kinds = {one.modality: one.token_count for one in answer.usage_metadata.prompt_tokens_details or []}
    assert kinds == {types.MediaModality.TEXT: 3, types.MediaModality.IMAGE: 258, types.MediaModality.DOCUMENT: 258}
    (noted,) = server.script.record.told()["requests"]
    kept = [data_of(part) for part in noted["body"]["contents"][0]["parts"]]
    assert [file and file[0] for file in kept] == [
        "image/png",
        "application/pdf",
        None,
    ]


def test_a_quota_is_told_with_the_time_to_wait_and_then_it_goes_on(server: GeminiServer, client: Client) -> None:
    queue(server, retry_info("2s"), {"body": {"text": "here"}})
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model=TWO, contents="x")
    assert (caught.value.code, caught.value.status) == (429, "RESOURCE_EXHAUSTED")
    assert caught.value.details["error"]["details"][0]["retryDelay"] == "2s"
    assert client.models.generate_content(model=TWO, contents="x").text == "here"


def test_a_fault_of_the_server_is_a_server_error(server: GeminiServer, client: Client) -> None:
    queue(server, {"status": 500})
    with pytest.raises(errors.ServerError) as caught:
        client.models.generate_content(model=TWO, contents="x")
    assert (caught.value.code, caught.value.status) == (500, "INTERNAL")


def test_an_answer_that_does_not_come_in_time_is_a_timeout(server: GeminiServer) -> None:
    hasty = Client(vertexai=False, api_key="k", http_options=types.HttpOptions(base_url=server.url, timeout=150))
    queue(server, {"body": {"text": "late"}, "delay_ms": 1500})
    with pytest.raises(httpx2.TimeoutException):
        hasty.models.generate_content(model=TWO, contents="x")


def test_a_stream_may_end_in_an_error_after_words(server: GeminiServer, client: Client) -> None:
    queue(server, {"hostile": "stream_error"})
    stream = client.models.generate_content_stream(model=TWO, contents="x")
    assert next(stream).text == "You have spent "
    with pytest.raises(errors.ServerError) as caught:
        list(stream)
    assert caught.value.code == 503


def test_a_stream_may_break_off(server: GeminiServer, client: Client) -> None:
    queue(server, {"body": {"text": "word " * 400}, "cut": True})
    heard: list[str] = []
    with pytest.raises(httpx2.RemoteProtocolError):
        heard.extend(event.text or "" for event in client.models.generate_content_stream(model=TWO, contents="x"))


@pytest.mark.parametrize(
    ("model", "thinking", "thinks"),
    [
        (TWO, {"thinking_budget": 0}, False),
        (TWO, {"thinking_budget": 512}, True),
        ("gemini-2.5-flash-lite", {}, False),
        ("gemini-2.5-flash-lite", {"thinking_budget": 512}, True),
        (THREE, {"thinking_level": "LOW"}, True),
        ("gemini-flash-latest", {}, True),
        ("gemini-2.0-flash", {}, False),
    ],
)
def test_thinking_is_told_in_the_words_of_the_family(
    beta: Client, model: str, thinking: dict[str, Any], thinks: bool
) -> None:
    wish = types.ThinkingConfig(include_thoughts=True, **thinking)
    answer = beta.models.generate_content(
        model=model, contents="x", config=types.GenerateContentConfig(thinking_config=wish)
    )
    assert answer.usage_metadata
    assert bool(answer.usage_metadata.thoughts_token_count) == thinks
    assert [bool(part.thought) for part in content_of(answer).parts or []] == ([True, False] if thinks else [False])


def test_names_that_follow_the_newest_model_are_known_to_beta_versions_only(client: Client, beta: Client) -> None:
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(model="gemini-flash-latest", contents="x")  # the client's own version is v1
    assert caught.value.code == 404
    answer = beta.models.generate_content(model="gemini-flash-latest", contents="x")
    assert answer.model_version == "gemini-3.6-flash"


def test_a_budget_and_a_level_at_once_are_refused(client: Client) -> None:
    wish = types.ThinkingConfig(thinking_budget=0, thinking_level=types.ThinkingLevel.LOW)
    with pytest.raises(errors.ClientError) as caught:
        client.models.generate_content(
            model=THREE, contents="x", config=types.GenerateContentConfig(thinking_config=wish)
        )
    assert caught.value.code == 400


def test_a_long_answer_ends_where_it_must(client: Client) -> None:
    whole = client.models.generate_content(model=TWO, contents="x").text or ""
    for config, said, end in (
        (types.GenerateContentConfig(max_output_tokens=5), whole[:20], types.FinishReason.MAX_TOKENS),
        (types.GenerateContentConfig(stop_sequences=["model"]), whole.partition("model")[0], types.FinishReason.STOP),
    ):
        answer = client.models.generate_content(model=TWO, contents="x", config=config)
        assert answer.candidates
        assert (answer.text, answer.candidates[0].finish_reason) == (said, end)


def test_tokens_are_counted_for_both_services(client: Client, vertex: Client) -> None:
    assert client.models.count_tokens(model=TWO, contents="hello there").total_tokens == 3
    assert vertex.models.count_tokens(model=TWO, contents="hello there").total_tokens == 3


def test_models_are_listed_in_pages(client: Client) -> None:
    whole = [model.name for model in client.models.list()]
    pages = client.models.list(config=types.ListModelsConfig(page_size=2))
    assert len(pages.page) == 2
    assert [model.name for model in pages] == whole
    assert client.models.get(model="gemini-2.5-flash").input_token_limit


def test_a_conversation_remembers_what_was_said(server: GeminiServer, client: Client) -> None:
    queue(server, {"body": {"text": "Hello Rima."}}, {"body": {"text": "You are Rima."}})
    chat = client.chats.create(model=THREE)
    assert chat.send_message("I am Rima.").text == "Hello Rima."
    assert chat.send_message("Who am I?").text == "You are Rima."
    last = server.script.record.told()["requests"][-1]["body"]["contents"]
    assert [(one["role"], one["parts"][0]["text"]) for one in last] == [
        ("user", "I am Rima."),
        ("model", "Hello Rima."),
        ("user", "Who am I?"),
    ]
    assert last[1]["parts"][0]["thoughtSignature"]


def test_vertex_is_spoken_to_at_its_own_address(server: GeminiServer, vertex: Client) -> None:
    answer = vertex.models.generate_content(model=TWO, contents="hello")
    assert answer.text
    assert answer.create_time
    assert "".join(e.text or "" for e in vertex.models.generate_content_stream(model=TWO, contents="hello")) == (
        answer.text
    )
    assert [noted["vertex"] for noted in server.script.record.told()["requests"]] == [True, True]
    assert "gemini-2.5-flash" in [
        (model.name or "").rpartition("/")[2] for model in vertex.models.list(config={"query_base": True})
    ]
