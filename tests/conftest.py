"""Settings of the whole suite: no network beyond this machine, and seeds that print themselves."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

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
