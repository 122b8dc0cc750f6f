"""Ports and the question whether something answers on one."""

import http.client
import secrets
import socket
from urllib.parse import urlsplit

_GIVEN: set[int] = set()
# Below the range from which systems take the ports of outgoing connections, so that none of those gets in between.
_FIRST, _LAST = 20_000, 32_000


def free_port() -> int:
    """A port of the loopback that nobody listens on now. No port is given twice by one process."""
    for _ in range(1000):
        port = secrets.choice(range(_FIRST, _LAST))
        if port in _GIVEN:
            continue
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        _GIVEN.add(port)
        return port
    raise OSError("no free port")


def status_of(url: str, timeout: float = 2.0) -> int | None:
    """The status that a GET gets, None when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=timeout)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def answers(url: str) -> bool:
    """Whether any HTTP answer comes: how the emulators show that they are up."""
    return status_of(url) is not None
