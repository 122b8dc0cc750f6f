"""An identity service that is down or odd is a 503 that repeats nothing."""

import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from shared.errors import Unavailable
from shared.gcp import identity
from tests.contracts.conftest import point_at
from tests.dev.identity.conftest import Client

SECRET = "canary-7f3a"
CALLS: dict[str, Callable[[], object]] = {
    "create_account": lambda: identity.create_account(f"{SECRET}@example.com", SECRET),
    "sign_in": lambda: identity.sign_in(f"{SECRET}@example.com", SECRET),
    "refresh": lambda: identity.refresh(SECRET),
    "find_uid": lambda: identity.find_uid(f"{SECRET}@example.com"),
    "lookup": lambda: identity.lookup(SECRET),
    "revoke": lambda: identity.revoke(SECRET),
    "delete_account": lambda: identity.delete_account(SECRET),
}
ERROR = '{"error": {"code": %d, "message": "SOMETHING_NEW : canary-7f3a"}}'
ODD = [
    (500, ERROR % 500),
    (503, "busy canary-7f3a"),
    (429, ERROR % 429),
    (403, ERROR % 403),
    (400, ERROR % 400),
    (400, '{"error": "canary-7f3a"}'),
    (400, "[]"),
    (200, "<html>canary-7f3a</html>"),
    (200, "[]"),
    (200, "null"),
    (302, "{}"),
    (500, '{"error": {"message": "EMAIL_EXISTS"}}'),
    (500, '{"error": {"message": "USER_NOT_FOUND"}}'),
]


@pytest.fixture
def odd_service(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, identity_server: Client
) -> Iterator[None]:
    status, body = request.param

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of http.server
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    point_at(f"http://127.0.0.1:{server.server_port}", monkeypatch)
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("odd_service", ODD, indirect=True, ids=lambda odd: f"{odd[0]} {odd[1][:24]}")
def test_an_odd_answer_is_503_and_is_not_repeated(
    name: str, odd_service: None, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Unavailable) as raised:
        CALLS[name]()
    assert raised.value.retry_after
    assert raised.value.__context__ is None
    told = raised.value.detail + caplog.text + "".join(capfd.readouterr())
    assert SECRET not in told


@pytest.mark.parametrize("name", CALLS)
def test_a_refused_connection_is_503(name: str, monkeypatch: pytest.MonkeyPatch, identity_server: Client) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.server_close()
    point_at(f"http://127.0.0.1:{server.server_port}", monkeypatch)
    with pytest.raises(Unavailable):
        CALLS[name]()


@pytest.mark.parametrize(
    "odd_service",
    [
        (200, '{"users": [{}]}'),
        (200, '{"users": [7]}'),
        (200, '{"users": {"a": 1}}'),
        (200, '{"users": [{"localId": "u", "createdAt": "soon"}]}'),
        (200, '{"users": [{"localId": "u", "createdAt": "99999999999999999999"}]}'),
    ],
    indirect=True,
    ids=lambda odd: odd[1],
)
def test_an_odd_record_is_503_and_never_a_living_account(odd_service: None) -> None:
    with pytest.raises(Unavailable):
        identity.lookup("u")


def test_production_asks_for_credentials_and_never_for_the_local_administrator(
    monkeypatch: pytest.MonkeyPatch, identity_server: Client
) -> None:
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError

    from shared.config import config
    from shared.gcp import identity_wire

    def none_here(**_: object) -> None:
        raise DefaultCredentialsError("canary-7f3a")  # type: ignore[no-untyped-call]

    monkeypatch.setattr(google.auth, "default", none_here)
    monkeypatch.setenv("K_SERVICE", "users")
    config.cache_clear()
    identity_wire._credentials.cache_clear()
    with pytest.raises(Unavailable) as raised:
        identity.lookup("u")
    assert raised.value.__context__ is None
