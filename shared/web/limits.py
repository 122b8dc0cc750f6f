"""How often one person or one address may ask, counted in this process.

An instance counts for itself: an exact count over all instances would cost a write to the store for each request. What
many instances let through together is bounded by their number, and the front door has a rule per address (ADR 4).
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from flask import Response, g, request

from shared.config import config
from shared.errors import TooMany

Kind = Literal["ai", "others", "sign-in"]
View = TypeVar("View", bound=Callable[..., Any])
PER_MINUTE: dict[Kind, int] = {"ai": 60, "others": 600, "sign-in": 30}
LIMIT = "_ai_on_limit"
_WINDOW_S = 60.0
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`left` requests may follow at once, all of them in `full_s` seconds; `wait_s` is 0 when this one may pass."""

    limit: int
    left: int
    full_s: int
    wait_s: int


class Meter:
    """Requests by key: `limit` at once, and then as many again over a minute, evenly. Bounded memory; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        # For each key the moment at which all that it took is paid back.
        self._paid_at: OrderedDict[tuple[str, str], float] = OrderedDict()

    def take(self, key: tuple[str, str], limit: int) -> Verdict:
        """Count one request, unless it is one too many."""
        each = _WINDOW_S / limit
        with self._lock:
            now = self._clock()
            paid_at = max(self._paid_at.get(key, now), now) + each
            over = paid_at - now - _WINDOW_S
            # A tiny part of a request too many is the rounding of the sum, not a request.
            refused = over > each / 1000
            if refused:
                paid_at -= each
            else:
                self._paid_at[key] = paid_at
                self._paid_at.move_to_end(key)
                if len(self._paid_at) > _REMEMBERED:
                    self._paid_at.popitem(last=False)
        owed = paid_at - now
        left = max(0, math.floor((_WINDOW_S - owed) / each + 1e-6))
        return Verdict(limit, left, math.ceil(owed), max(1, math.ceil(over)) if refused else 0)


_METER = Meter()


def limited(kind: Kind) -> Callable[[View], View]:
    """Mark a view that has a limit of its own; views with sign-in and no mark have that of `others`."""

    def mark(view: View) -> View:
        setattr(view, LIMIT, kind)
        return view

    return mark


def check(kind: Kind | None, uid: str | None) -> None:
    """Count this request. Raises TooMany. Views that are public and unmarked are not counted."""
    if kind is None:
        if uid is None:
            return
        kind = "others"
    who = uid if uid is not None and kind != "sign-in" else _address()
    limit = max(1, int(PER_MINUTE[kind] * config().rate_limit_scale))
    verdict = _METER.take((kind, who), limit)
    g.rate = kind, verdict
    if verdict.wait_s:
        raise TooMany("Too many requests; please wait a moment.", retry_after=verdict.wait_s)


def mark(response: Response) -> None:
    """Tell how much is left."""
    if "rate" in g:
        kind, verdict = g.rate
        response.headers["RateLimit-Policy"] = f'"{kind}";q={verdict.limit};w={_WINDOW_S:.0f}'
        response.headers["RateLimit"] = f'"{kind}";r={verdict.left};t={verdict.full_s}'


def _address() -> str:
    """The client's address: what the last proxies that are ours saw, for what stands before it anybody can write."""
    hops = config().forwarded_hops
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.remote_addr or "unknown"
