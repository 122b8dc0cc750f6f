"""A running identity server in this process, and the shortest client for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from dev.identity.accounts import Accounts
from dev.identity.server import IdentityServer

ADMIN = {"Authorization": "Bearer owner"}
EMAIL, PASSWORD = "ann@example.com", "right-horse-1"


@dataclass
class Client:
    """Posts JSON; `code` is the first word of the service's message, empty on success."""

    url: str
    project: str = "demo-ai-on"

    def post(self, method: str, body: Any = None, **more: Any) -> requests.Response:
        return requests.post(f"{self.url}/v1/{method}?key=local", json=body or {}, timeout=10, **more)

    def admin(self, method: str, body: Any = None) -> requests.Response:
        return self.post(f"projects/{self.project}/accounts{method}", body, headers=ADMIN)

    def sign_up(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        answer = self.post("accounts:signUp", {"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def refresh(self, refresh_token: str) -> requests.Response:
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return requests.post(f"{self.url}/v1/token?key=local", data=form, timeout=10)


def code(answer: requests.Response) -> str:
    return str(answer.json().get("error", {}).get("message", "")).split(" ")[0]


@contextmanager
def running(folder: Path | None = None, attempts: int = 100) -> Iterator[Client]:
    accounts = Accounts("demo-ai-on", folder, attempts)
    server = IdentityServer(("127.0.0.1", 0), accounts)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield Client(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        accounts.storage.close()


@pytest.fixture(scope="module")
def shared_client() -> Iterator[Client]:
    with running() as client:
        yield client


@pytest.fixture
def client(shared_client: Client) -> Client:
    """A server without the account that the tests use; starting one costs a key."""
    for email in (EMAIL, "new@example.com"):
        users = shared_client.admin(":lookup", {"email": [email]}).json().get("users", [])
        for user in users:
            shared_client.admin(":delete", {"localId": user["localId"]})
    return shared_client
