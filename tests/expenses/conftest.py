"""The expenses function in this process, over the real emulators, with a model that does not answer."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.ai import reach
from shared.config import config
from tests import emulators
from tests.contracts.conftest import point_at
from tests.users.conftest import services

__all__ = ["Call", "call", "services"]
Call = Callable[..., TestResponse]


@pytest.fixture
def call(services: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """`call(method, path, …)` against the expenses app as a person who has just signed up."""
    point_at(services["identity"], monkeypatch)
    for name in ("FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST"):
        monkeypatch.setenv(name, services[name])
    # Neither a key nor Vertex: the model cannot be asked, words are read by rules.
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"):
        monkeypatch.delenv(name, raising=False)
    config.cache_clear()
    reach.reset()
    from functions.expenses.api import app
    from functions.users.api import app as users

    name = emulators.own_project("user")
    body = {"username": name, "email": f"{name}@example.com", "password": "a long pass phrase"}
    signed_up: Any = users.test_client().post("/api/users/create/", json=body).json
    client = app.test_client()

    def send(method: str, path: str, **kwargs: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {signed_up['access']}", **kwargs.pop("headers", {})}
        answered: TestResponse = client.open(path, method=method, headers=headers, **kwargs)
        return answered

    yield send
    config.cache_clear()
    reach.reset()
