"""What was asked, so that tests can look at it over HTTP. Bounded, and without the bytes of files."""

import json
import threading
from collections import deque
from collections.abc import Mapping
from typing import Any

from dev.gemini.protocol.refusal import Json

MOST = 100  # requests that are kept
_BYTES = 16 * 1024 * 1024  # of all that are kept
_DATA = 64  # characters of base64 that are kept of a file
_TOO_LONG = 1024 * 1024  # characters of a body beyond which only its size is kept


class Record:
    """The last requests. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: deque[tuple[int, Json]] = deque()
        self._number = 0
        self._lock = threading.Lock()

    def note(self, about: Mapping[str, Any], body: Json, status: int) -> None:
        """Keep a request: what is known about it, its body, and the status of its answer."""
        kept = _without_files(body)
        size = len(json.dumps(kept, ensure_ascii=False))
        if size > _TOO_LONG:
            kept, size = {"characters": size}, 0
        with self._lock:
            self._number += 1
            self._kept.append((size, {"number": self._number, **about, "status": status, "body": kept}))
            while len(self._kept) > MOST or sum(size for size, _ in self._kept) > _BYTES:
                self._kept.popleft()

    def clear(self) -> None:
        """Forget all, and count from the start."""
        with self._lock:
            self._kept.clear()
            self._number = 0

    def told(self) -> Json:
        """The requests that are kept, oldest first, and how many there were in all."""
        with self._lock:
            return {"asked": self._number, "requests": [one for _, one in self._kept]}


def _without_files(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_files(one) for one in value]
    if not isinstance(value, dict):
        return value
    data = value.get("data")
    if isinstance(data, str) and ("mimeType" in value or "mime_type" in value):
        return {**value, "data": data[:_DATA], "characters": len(data)}
    return {key: _without_files(one) for key, one in value.items()}
