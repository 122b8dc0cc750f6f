"""Recorded traffic with the real Gemini, replayed against the local server. The recordings lie beside the project."""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from google.genai import types

from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import gemini_server, send

RECORDINGS = Path(__file__).resolve().parents[2].parent / "shared" / "gemini_wire"
SPOKEN = {"generateContent", "streamGenerateContent"}
Answers = dict[str, tuple[int, str]]

pytestmark = pytest.mark.skipif(
    not (RECORDINGS / "index.jsonl").is_file(), reason="recordings of real traffic are absent: ../shared/gemini_wire"
)


@cache
def pairs() -> list[dict[str, Any]]:
    files = sorted(path for path in RECORDINGS.glob("*.jsonl") if path.name != "index.jsonl")
    return [json.loads(line) for path in files for line in path.read_text("utf-8").split("\n") if line]


def expected(what: str) -> list[dict[str, Any]]:
    found = [pair for pair in pairs() if pair["expect"] == what]
    assert found, f"no recording is marked {what}"
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[GeminiServer]:
    with gemini_server() as running:
        yield running


def replay(server: GeminiServer, pair: dict[str, Any]) -> tuple[int, str]:
    request = pair["request"]
    path = request["path"].replace("<", "").replace(">", "")
    query = f"?{request['query']}" if request["query"] else ""
    return send(server.url + path + query, request["body"], request["http_method"].upper())


@pytest.fixture(scope="module")
def answers(server: GeminiServer) -> Answers:
    """Our answers to all that Google accepted, by id of the recording."""
    return {pair["id"]: replay(server, pair) for pair in expected("accept")}


def as_client(kind: type[Any], answer: dict[str, Any]) -> Any:
    """An answer as the client reads it: fields that it does not know are dropped."""
    return kind._from_response(response=deepcopy(answer), kwargs={})


def events_of(text: str) -> list[dict[str, Any]]:
    """Every answer in a body: one, an array, or server-sent events."""
    if text.startswith("data: "):
        return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line]
    whole = json.loads(text)
    return whole if isinstance(whole, list) else [whole]


def parse(text: str) -> list[types.GenerateContentResponse]:
    """The same as the client reads them."""
    return [as_client(types.GenerateContentResponse, one) for one in events_of(text)]


def test_no_request_that_google_accepted_is_refused(answers: Answers) -> None:
    refused = {}
    for pair in expected("accept"):
        status, text = answers[pair["id"]]
        if status != 200:
            refused[pair["id"]] = (status, text[:200])
    assert refused == {}


def test_every_answer_is_one_that_the_client_understands(answers: Answers) -> None:
    for pair in expected("accept"):
        _, text = answers[pair["id"]]
        if pair["method"] not in SPOKEN:
            assert as_client(types.CountTokensResponse, json.loads(text)).total_tokens
            continue
        told = parse(text)
        assert told[-1].candidates, pair["id"]
        limited = "maxOutputTokens" in (pair["request"]["body"].get("generationConfig") or {})
        ends = {types.FinishReason.STOP} | ({types.FinishReason.MAX_TOKENS} if limited else set())
        assert told[-1].candidates[0].finish_reason in ends, pair["id"]
        assert told[-1].usage_metadata, pair["id"]


def test_every_answer_comes_in_the_form_that_google_chose(answers: Answers) -> None:
    for pair in expected("accept"):
        _, text = answers[pair["id"]]
        form = "sse" if text.startswith("data: ") else "json"
        assert form == pair["response"]["kind"], pair["id"]
        if form == "json":
            assert type(json.loads(text)) is type(pair["response"]["body"]), pair["id"]


def recorded_events(pair: dict[str, Any]) -> list[dict[str, Any]]:
    body = pair["response"]["body"]
    return [json.loads(one) if isinstance(one, str) else one for one in (body if isinstance(body, list) else [body])]


def places(value: Any, at: str = "") -> set[str]:
    """Every place of an answer that holds something; what a function is called with is its own affair."""
    if at.endswith(".args"):
        return set()
    if isinstance(value, dict):
        return {at, *(place for key, one in value.items() for place in places(one, f"{at}.{key}"))}
    if isinstance(value, list):
        return {place for one in value for place in places(one, f"{at}[]")}
    return {at}


@pytest.mark.parametrize("host", ["gemini", "vertex"])
def test_our_answers_have_no_field_that_the_service_never_sent(answers: Answers, host: str) -> None:
    ours, theirs = set(), set()
    for pair in expected("accept"):
        if pair["host"] == host:
            ours |= {place for one in events_of(answers[pair["id"]][1]) for place in places(one)}
            theirs |= {place for one in recorded_events(pair) for place in places(one)}
    assert ours - theirs == set()


def test_a_stream_tells_its_end_last_and_its_usage_always_as_recorded(answers: Answers) -> None:
    for pair in expected("accept"):
        if pair["method"] != "streamGenerateContent":
            continue
        for events in (recorded_events(pair), events_of(answers[pair["id"]][1])):
            ends = [bool(one["candidates"][0].get("finishReason")) for one in events]
            assert ends == [False] * (len(events) - 1) + [True], pair["id"]
            assert all(one["usageMetadata"] for one in events), pair["id"]


def test_calls_are_signed_as_recorded(answers: Answers) -> None:
    seen = 0
    for pair in expected("accept"):
        calls = [
            [part for one in events for part in one["candidates"][0].get("content", {}).get("parts", [])]
            for events in (recorded_events(pair), events_of(answers[pair["id"]][1]))
            if "candidates" in events[0]
        ]
        made = [[part for part in parts if "functionCall" in part] for parts in calls]
        if len(made) == 2 and all(made) and "gemini-3" in pair["model"]:
            seen += 1
            assert [bool(parts[0].get("thoughtSignature")) for parts in made] == [True, True], pair["id"]
    assert seen


def test_what_google_refused_is_refused_with_the_same_status(server: GeminiServer) -> None:
    for pair in expected("refuse"):
        status, text = replay(server, pair)
        error, recorded = json.loads(text)["error"], pair["response"]["body"]["error"]
        assert status == pair["response"]["status"], pair["id"]
        assert (error["code"], error["status"]) == (recorded["code"], recorded["status"]), pair["id"]
        assert error["message"], pair["id"]


def test_every_recorded_answer_parses_with_the_client() -> None:
    for pair in expected("accept"):
        kind = types.GenerateContentResponse if pair["method"] in SPOKEN else types.CountTokensResponse
        for one in recorded_events(pair):
            as_client(kind, one)
