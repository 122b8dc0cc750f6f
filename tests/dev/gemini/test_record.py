"""What was asked can be read over HTTP: the last requests, refused ones too, without the bytes of files."""

import base64
import json
from typing import Any

from dev.gemini.script.record import MOST, Record
from dev.gemini.server import GeminiServer
from tests.dev.gemini.running import send

FLASH = "/v1beta/models/gemini-2.5-flash"


def told(server: GeminiServer) -> Any:
    status, text = send(server.url + "/script/requests")
    assert status == 200
    return json.loads(text)


def ask(server: GeminiServer, body: Any, path: str = FLASH + ":generateContent") -> int:
    return send(server.url + path, body, "POST")[0]


def test_requests_are_told_in_their_order_with_what_became_of_them(server: GeminiServer) -> None:
    good = {
        "systemInstruction": {"parts": [{"text": "Agent: advisor\nAdvise."}]},
        "contents": [{"parts": [{"text": "one"}]}],
    }
    assert ask(server, good) == 200
    assert ask(server, {"contents": []}, "/v1/models/gemini-2.5-flash:streamGenerateContent") == 400
    assert ask(server, {"generateContentRequest": good}, FLASH + ":countTokens") == 200
    noted = told(server)
    assert noted["asked"] == 3
    assert [
        (one["number"], one["agent"], one["method"], one["version"], one["status"]) for one in noted["requests"]
    ] == [
        (1, "advisor", "generateContent", "v1beta", 200),
        (2, "unknown", "streamGenerateContent", "v1", 400),
        (3, "advisor", "countTokens", "v1beta", 200),
    ]
    assert [one["body"] for one in noted["requests"]] == [good, {"contents": []}, good]


def test_a_scripted_fault_is_noted_as_one(server: GeminiServer) -> None:
    server.script.load({"queue": [{"status": 503}]})
    ask(server, {"contents": [{"parts": [{"text": "one"}]}]})
    assert [one["status"] for one in told(server)["requests"]] == [503]


def test_of_a_file_only_the_beginning_is_kept(server: GeminiServer) -> None:
    data = base64.b64encode(bytes(3000)).decode()
    for blob in (
        {"inlineData": {"mimeType": "a/b", "data": data}},
        {"inline_data": {"mime_type": "a/b", "data": data}},
    ):
        assert ask(server, {"contents": [{"parts": [blob]}]}) == 200
    for one in told(server)["requests"]:
        (kept,) = one["body"]["contents"][0]["parts"][0].values()
        assert (len(kept["data"]), kept["characters"]) == (64, 4000)


def test_data_that_is_no_file_stays_whole(server: GeminiServer) -> None:
    result = {"functionResponse": {"name": "f", "response": {"data": "d" * 500}}}
    record = Record()
    record.note({}, {"contents": [{"parts": [result]}]}, 200)
    assert record.told()["requests"][0]["body"]["contents"][0]["parts"] == [result]


def test_only_the_last_requests_are_kept_and_no_huge_ones() -> None:
    record = Record()
    for number in range(MOST + 5):
        record.note({}, {"at": number}, 200)
    kept = record.told()
    assert (kept["asked"], len(kept["requests"]), kept["requests"][0]["body"]) == (MOST + 5, MOST, {"at": 5})
    record.note({}, {"text": "x" * 2_000_000}, 200)
    assert record.told()["requests"][-1]["body"]["characters"] > 2_000_000
    for _ in range(40):
        record.note({}, {"text": "x" * 1_000_000}, 200)
    assert len(json.dumps(record.told())) < 20_000_000


def test_delete_forgets_what_was_asked(server: GeminiServer) -> None:
    ask(server, {"contents": [{"parts": [{"text": "one"}]}]})
    send(server.url + "/script/", method="DELETE")
    assert told(server) == {"asked": 0, "requests": []}
    assert send(server.url + "/script/requests", method="DELETE")[0] == 405
