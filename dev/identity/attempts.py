"""Failed sign-ins per e-mail address, known or not, so that guessing is slowed without telling who has an account."""

import threading
import time
from collections import defaultdict, deque


class Attempts:
    """At most `limit` failures in `window_s` seconds for one address."""

    def __init__(self, limit: int, window_s: float = 60.0) -> None:
        self._limit, self._window_s = limit, window_s
        self._failures: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def exhausted(self, email: str) -> bool:
        with self._lock:
            failures = self._failures.get(email)
            while failures and failures[0] < time.monotonic() - self._window_s:
                failures.popleft()
            return bool(failures) and len(failures or ()) >= self._limit

    def failed(self, email: str) -> None:
        with self._lock:
            self._failures[email].append(time.monotonic())

    def succeeded(self, email: str) -> None:
        with self._lock:
            self._failures.pop(email, None)
