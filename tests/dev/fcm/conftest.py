"""A running stand-in of FCM in this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from dev.fcm.messages import Messages
from dev.fcm.server import FcmServer

OWNER = {"Authorization": "Bearer owner"}


@dataclass(frozen=True, slots=True)
class Fcm:
    """The stand-in, and the shortest client for it."""

    host: str

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def send(self, body: Any, project: str = "p", headers: dict[str, str] | None = None) -> requests.Response:
        url = f"{self.url}/v1/projects/{project}/messages:send"
        return requests.post(url, json=body, headers=OWNER if headers is None else headers, timeout=10)

    def fail(self, token: str, error: str, times: int = -1, retry_after: int | None = None) -> None:
        wanted = {"token": token, "error": error, "times": times, "retry_after": retry_after}
        requests.post(f"{self.url}/script/", json=wanted, timeout=10).raise_for_status()

    def pushed(self, token: str | None = None) -> list[dict[str, Any]]:
        """The messages, the oldest first."""
        asked = requests.get(f"{self.url}/messages/", params={"token": token} if token else None, timeout=10)
        return [one["message"] for one in asked.json()["messages"]]

    def titles(self, token: str | None = None) -> list[str]:
        return [one["notification"]["title"] for one in self.pushed(token)]

    def forget(self) -> None:
        requests.delete(f"{self.url}/script/", timeout=10).raise_for_status()


@contextmanager
def running(project: str = "*") -> Iterator[Fcm]:
    server = FcmServer(("127.0.0.1", 0), Messages(project))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield Fcm(f"127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def fcm_process() -> Iterator[Fcm]:
    with running() as found:
        yield found


@pytest.fixture
def fcm(fcm_process: Fcm) -> Fcm:
    """The stand-in with nothing pushed and nothing scripted."""
    fcm_process.forget()
    return fcm_process
