"""The identity server and our configuration pointing at it."""

from collections.abc import Iterator

import pytest

from shared.config import config
from shared.gcp import identity_wire, tokens
from tests.dev.identity.conftest import Client, running
from tests.security.conftest import forget_verifier


@pytest.fixture(scope="session")
def identity_process() -> Iterator[Client]:
    with running() as client:
        yield client


@pytest.fixture
def identity_server(identity_process: Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A running server that our client and our verification use, with nothing remembered from another test."""
    point_at(identity_process.url, monkeypatch)
    yield identity_process
    config.cache_clear()
    tokens._started_app.cache_clear()
    identity_wire._made_session.cache_clear()


def point_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure this process for an identity service at `url`."""
    for name in ("IDENTITY_TOOLKIT_URL", "SECURE_TOKEN_URL"):
        monkeypatch.setenv(name, url)
    monkeypatch.setenv("ID_TOKEN_CERT_URL", f"{url}/certificates")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "demo-ai-on")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for name in ("FIREBASE_AUTH_EMULATOR_HOST", "K_SERVICE"):
        monkeypatch.delenv(name, raising=False)
    identity_wire._made_session.cache_clear()
    forget_verifier(monkeypatch)
