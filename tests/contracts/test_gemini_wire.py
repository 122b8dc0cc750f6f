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


def as_client(kind: type[Any], answer: dict[str, Any]) -> Any:
    """An answer as the client reads it: fields that it does not know are dropped."""
    return kind._from_response(response=deepcopy(answer), kwargs={})


def parse(text: str) -> list[types.GenerateContentResponse]:
    """Every answer in a body: one, an array, or server-sent events."""
    if text.startswith("data: "):
        found = [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line]
    else:
        whole = json.loads(text)
        found = whole if isinstance(whole, list) else [whole]
    return [as_client(types.GenerateContentResponse, one) for one in found]


def test_no_request_that_google_accepted_is_refused(server: GeminiServer) -> None:
    refused = {}
    for pair in expected("accept"):
        status, text = replay(server, pair)
        if status != 200:
            refused[pair["id"]] = (status, text[:200])
    assert refused == {}


def test_every_answer_is_one_that_the_client_understands(server: GeminiServer) -> None:
    for pair in expected("accept"):
        _, text = replay(server, pair)
        if pair["method"] not in SPOKEN:
            assert as_client(types.CountTokensResponse, json.loads(text)).total_tokens
            continue
        answers = parse(text)
        assert answers[-1].candidates, pair["id"]
        assert answers[-1].candidates[0].finish_reason == types.FinishReason.STOP, pair["id"]
        assert answers[-1].usage_metadata, pair["id"]


def test_every_answer_comes_in_the_form_that_google_chose(server: GeminiServer) -> None:
    for pair in expected("accept"):
        _, text = replay(server, pair)
        form = "sse" if text.startswith("data: ") else "json"
        assert form == pair["response"]["kind"], pair["id"]
        if form == "json":
            assert type(json.loads(text)) is type(pair["response"]["body"]), pair["id"]


def test_what_google_refused_is_refused_with_the_same_status(server: GeminiServer) -> None:
    for pair in expected("refuse"):
        status, text = replay(server, pair)
        error, recorded = json.loads(text)["error"], pair["response"]["body"]["error"]
        assert status == pair["response"]["status"], pair["id"]
        assert (error["code"], error["status"]) == (recorded["code"], recorded["status"]), pair["id"]
        assert error["message"], pair["id"]


def test_every_recorded_answer_parses_with_the_client() -> None:
    for pair in expected("accept"):
        if pair["method"] in SPOKEN:
            body = pair["response"]["body"]
            for event in body if isinstance(body, list) else [body]:
                one = json.loads(event) if isinstance(event, str) else event
                as_client(types.GenerateContentResponse, one)
