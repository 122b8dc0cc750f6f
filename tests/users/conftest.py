"""The users function in this process, over the real emulators and the identity server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from dev.signing import make_key_file
from shared.config import config
from shared.events import AnyEvent, decode
from shared.gcp import pubsub, sessions
from tests import emulators
from tests.contracts.conftest import point_at
from tests.dev.identity.conftest import running

Call = Callable[..., TestResponse]


@pytest.fixture(scope="session")
def services() -> Iterator[dict[str, str]]:
    with emulators.firestore() as store, emulators.pubsub() as broker, running() as people:
        yield {"FIRESTORE_EMULATOR_HOST": store, "PUBSUB_EMULATOR_HOST": broker, "identity": people.url}


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A bucket for receipts and the key that signs links to them."""
    key: Path = tmp_path_factory.mktemp("signing") / "key.json"
    make_key_file(key, "demo-ai-on")
    with emulators.storage() as url:
        yield {"STORAGE_EMULATOR_HOST": url, "SIGNING_KEY_FILE": str(key)}


@pytest.fixture
def call(services: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """`call(method, path, token=…, json=…)` against the users app."""
    point_at(services["identity"], monkeypatch)
    for name in ("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST"):
        monkeypatch.setenv(name, services[name])
    config.cache_clear()
    sessions._states.clear()
    from functions.users.api import app

    client = app.test_client()

    def send(method: str, path: str, token: str | None = None, **kwargs: Any) -> TestResponse:
        headers = dict(kwargs.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return client.open(path, method=method, headers=headers, **kwargs)

    yield send
    config.cache_clear()


@pytest.fixture
def published(call: Call, monkeypatch: pytest.MonkeyPatch) -> list[AnyEvent]:
    """What was published, in order, instead of sending it."""
    assert callable(call)
    found: list[AnyEvent] = []
    monkeypatch.setattr(pubsub, "publish", lambda _topic, data, _attributes: found.append(decode(data)))
    return found


@pytest.fixture
def files(call: Call, bucket: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The users function knows the bucket."""
    assert callable(call)
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    config.cache_clear()


@pytest.fixture
def new_user() -> dict[str, str]:
    """A sign-up that nobody else uses."""
    return a_sign_up()


def a_sign_up() -> dict[str, str]:
    name = emulators.own_project("user")
    return {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
