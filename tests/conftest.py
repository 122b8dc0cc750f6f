"""Settings of the whole suite: no network beyond this machine, and seeds that print themselves."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# The suite is one address that signs up hundreds of people in a minute.
os.environ.setdefault("RATE_LIMIT_SCALE", "1000")
# Emulators are started from processes that use gRPC: its handlers of a fork can hang the child before it begins.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "false")
settings.register_profile("suite", print_blob=True, deadline=None)
settings.load_profile("suite")
_CONNECT = socket.socket.connect


def _guarded(sock: socket.socket, address: Any) -> None:
    if sock.family in {socket.AF_INET, socket.AF_INET6}:
        host = str(address[0])
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise AssertionError(f"a test reached for the network: {host}")
    _CONNECT(sock, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    socket.socket.connect = _guarded  # type: ignore[assignment, method-assign]
    yield
    socket.socket.connect = _CONNECT  # type: ignore[method-assign]


_CLIENTS = {
    "FIRESTORE_EMULATOR_HOST": ("shared.gcp.firestore", "_client"),
    "PUBSUB_EMULATOR_HOST": ("shared.gcp.pubsub", "_publisher"),
    "STORAGE_EMULATOR_HOST": ("shared.gcp.storage", "_bucket"),
}


@pytest.fixture(autouse=True)
def _clients_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that points at another emulator gets new clients: a process of ours knows one of each for its life."""
    setenv = monkeypatch.setenv

    def forgetting(name: str, value: str, prepend: str | None = None) -> None:
        setenv(name, value, prepend)
        if name in _CLIENTS and _LAST.get(name) != value:
            module, cache = _CLIENTS[name]
            if module in sys.modules:
                getattr(sys.modules[module], cache).cache_clear()
            _LAST[name] = value

    monkeypatch.setattr(monkeypatch, "setenv", forgetting)


_LAST: dict[str, str] = {}
