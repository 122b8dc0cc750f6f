"""The dispatcher: the socket and the path decide which function a request reaches."""

import io
import json
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from dev.declaration import load
from dev.gateway import AccessLog, Functions, Gateway

PUBLIC, INTERNAL = "8080", "8081"


class Recording(Functions):
    """Answers with the name of the function and the path that it saw."""

    def app(self, name: str) -> Callable[..., Iterable[bytes]]:
        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            start_response("200 OK", [])
            return [f"{name} {environ['PATH_INFO']}".encode()]

        return answer


def ask(gateway: Gateway, port: str, path: str) -> tuple[str, bytes]:
    said: list[str] = []
    environ = {"SERVER_PORT": port, "PATH_INFO": path, "HTTP_HOST": f"127.0.0.1:{INTERNAL}", "wsgi.input": io.BytesIO()}
    body = b"".join(gateway(environ, lambda status, _headers: said.append(status)))
    return said[0], body


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(Recording(), load(), int(INTERNAL))


def test_an_http_function_sees_its_path_unchanged(gateway: Gateway) -> None:
    assert ask(gateway, PUBLIC, "/api/users/me/") == ("200 OK", b"users /api/users/me/")


def test_a_worker_sees_the_path_that_pubsub_gives_it_in_production(gateway: Gateway) -> None:
    path = "/sweep_outbox/projects/demo-ai-on/topics/schedules"
    assert ask(gateway, INTERNAL, path) == ("200 OK", b"sweep_outbox /projects/demo-ai-on/topics/schedules")


def test_a_host_header_does_not_open_the_workers(gateway: Gateway) -> None:
    path = "/sweep_outbox/projects/demo-ai-on/topics/schedules"
    assert ask(gateway, PUBLIC, path)[1].startswith(b"docs ")


@pytest.mark.parametrize("path", ["/users/projects/p/topics/t", "/nobody/", "/", "/../sweep_outbox/"])
def test_only_workers_answer_on_the_internal_socket(gateway: Gateway, path: str) -> None:
    assert ask(gateway, INTERNAL, path)[0].startswith("404")


def test_it_is_healthy_only_when_every_function_is_loaded(gateway: Gateway) -> None:
    assert ask(gateway, INTERNAL, "/healthz")[0].startswith("503")
    gateway.warm_up()
    assert ask(gateway, INTERNAL, "/healthz")[0].startswith("200")
    assert ask(gateway, PUBLIC, "/healthz")[1].startswith(b"docs ")


def test_several_functions_in_one_process_leave_path_and_modules_as_they_were() -> None:
    import main

    functions, path = Functions(), list(sys.path)
    first = functions.app("users")
    functions.app("sweep_outbox")
    assert functions.app("users") is first
    assert sys.path == path
    assert sys.modules["main"] is main


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/api/expenses/", "/api/expenses/"),
        ("/api/expenses/3fA9x/receipt/", "/api/expenses/{}/receipt/"),
        ("/api/notify/devices/dGhpcyBpcyBhIHRva2Vu/", "/api/notify/devices/{}/"),
        ("/api/users/someone@example.com", "/api/users/{}"),
    ],
)
def test_the_access_log_names_routes_and_no_ids(path: str, logged: str) -> None:
    lines: list[str] = []
    log = AccessLog.__new__(AccessLog)
    log.cfg = SimpleNamespace(accesslog="file")
    log.access_log = SimpleNamespace(info=lines.append)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "token=secret", "dev.function": "expenses"}
    log.access(SimpleNamespace(status="200 OK", sent=12), None, environ, timedelta(milliseconds=3))
    line = json.loads(lines[0])
    assert line["path"] == logged
    assert line["status"] == 200
    assert line["ms"] == 3.0
    assert "secret" not in lines[0]
