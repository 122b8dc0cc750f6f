"""The users function in this process, over the real Firestore and Pub/Sub emulators and the identity server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.config import config
from tests import emulators
from tests.contracts.conftest import point_at
from tests.dev.identity.conftest import running

Call = Callable[..., TestResponse]


@pytest.fixture(scope="session")
def services() -> Iterator[dict[str, str]]:
    with emulators.firestore() as store, emulators.pubsub() as broker, running() as people:
        yield {"FIRESTORE_EMULATOR_HOST": store, "PUBSUB_EMULATOR_HOST": broker, "identity": people.url}


@pytest.fixture
def call(services: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """`call(method, path, token=…, json=…)` against the users app."""
    point_at(services["identity"], monkeypatch)
    for name in ("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST"):
        monkeypatch.setenv(name, services[name])
    config.cache_clear()
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
def new_user() -> dict[str, str]:
    """A sign-up that nobody else uses."""
    name = emulators.own_project("user")
    return {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
