"""The docs function through the real functions_framework, over the real Firestore emulator."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server
from werkzeug.test import Client

from dev.gateway import Functions
from shared.config import config
from tests import emulators


@pytest.fixture(scope="session")
def store() -> Iterator[str]:
    with emulators.firestore() as address:
        yield address


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A project of this test alone: clients are kept by project, so none remembers another test's store."""
    name = emulators.own_project("docs")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", name)
    monkeypatch.delenv("K_SERVICE", raising=False)
    config.cache_clear()
    yield name
    config.cache_clear()


@pytest.fixture(scope="session")
def function() -> Any:
    """The WSGI app that Cloud Run would run."""
    return Functions().app("docs")


@pytest.fixture
def client(function: Any) -> Client:
    return Client(function)


@pytest.fixture
def served(function: Any) -> Iterator[str]:
    """The function on a port of its own; gives its URL."""
    server = make_server("127.0.0.1", 0, function, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
