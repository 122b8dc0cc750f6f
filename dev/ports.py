"""Ports and the question whether something answers on one."""

import http.client
import socket
from urllib.parse import urlsplit


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


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
