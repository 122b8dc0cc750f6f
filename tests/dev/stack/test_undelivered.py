"""Messages that no worker took are published again by the next stack."""

import base64
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dev.declaration import load
from dev.gateway import Functions, Gateway
from dev.undelivered import Undelivered, leftovers, publish_again

Published = list[tuple[str, bytes, dict[str, str]]]


class Answering(Functions):
    """Every worker reads its body and answers with one status."""

    def __init__(self, status: str) -> None:
        super().__init__()
        self._status = status
        self.bodies: list[bytes] = []

    def app(self, name: str) -> Callable[..., Iterable[bytes]]:
        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            self.bodies.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
            start_response(self._status, [])
            return []

        return answer


def envelope(type_: str, message_id: str = "1") -> bytes:
    data = base64.b64encode(b'{"event_id":"e1"}').decode()
    return json.dumps({"message": {"data": data, "attributes": {"type": type_}, "messageId": message_id}}).encode()


def push(folder: Path, functions: Functions, body: bytes) -> None:
    gateway = Gateway(functions, load(), 8081, Undelivered(folder))
    environ = {
        "SERVER_PORT": "8081",
        "PATH_INFO": "/sweep_outbox/projects/p/topics/schedules",
        "wsgi.input": io.BytesIO(body),
    }
    list(gateway(environ, lambda *_: None))


def sent_again(folder: Path) -> Published:
    published: Published = []
    publish_again(leftovers(folder), lambda *message: published.append(message))
    return published


def test_what_a_worker_refused_is_published_again_once(tmp_path: Path) -> None:
    functions = Answering("500 INTERNAL SERVER ERROR")
    push(tmp_path, functions, envelope("expense.recorded"))
    assert functions.bodies == [envelope("expense.recorded")]
    assert sent_again(tmp_path) == [("schedules", b'{"event_id":"e1"}', {"type": "expense.recorded"})]
    assert sent_again(tmp_path) == []


def test_what_a_worker_took_is_forgotten_also_after_a_failed_try(tmp_path: Path) -> None:
    noted = Undelivered(tmp_path)
    first = noted.note("budget_on_expense", "expenses", envelope("expense.recorded"))
    assert first == noted.note("budget_on_expense", "expenses", envelope("expense.recorded"))
    push(tmp_path / "other", Answering("204 NO CONTENT"), envelope("expense.recorded"))
    assert sent_again(tmp_path / "other") == []


def test_the_same_number_of_another_start_is_another_message(tmp_path: Path) -> None:
    for type_ in ("expense.recorded", "expense.deleted"):
        Undelivered(tmp_path).note("budget_on_expense", "expenses", envelope(type_))
    assert [about["type"] for _, _, about in sent_again(tmp_path)] == ["expense.recorded", "expense.deleted"]


def test_schedules_come_again_by_themselves(tmp_path: Path) -> None:
    push(tmp_path, Answering("500 INTERNAL SERVER ERROR"), envelope("schedule.sweep_outbox"))
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"message": null}', b"\xff"])
def test_what_is_no_envelope_is_left_to_the_framework(tmp_path: Path, body: bytes) -> None:
    functions = Answering("400 BAD REQUEST")
    push(tmp_path, functions, body)
    assert functions.bodies == [body]
    assert leftovers(tmp_path) == []


def test_a_file_that_was_cut_off_does_not_stop_the_others(tmp_path: Path) -> None:
    Undelivered(tmp_path).note("budget_on_expense", "expenses", envelope("expense.recorded"))
    (tmp_path / "0-cut.json").write_text('{"topic": "exp')
    assert len(sent_again(tmp_path)) == 1
    assert leftovers(tmp_path) == []


def test_a_message_that_cannot_be_published_is_kept(tmp_path: Path) -> None:
    Undelivered(tmp_path).note("budget_on_expense", "expenses", envelope("expense.recorded"))

    def refuse(*_: object) -> None:
        raise OSError("nobody listens")

    with pytest.raises(OSError, match="nobody listens"):
        publish_again(leftovers(tmp_path), refuse)
    assert len(leftovers(tmp_path)) == 1
