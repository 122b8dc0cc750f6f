"""Which sign-ins still count, from our own store: `users/{uid}/sessions/ended` and the tombstone of a closed account.

A person who signs out everywhere ends each session that began until then, by the second of its sign-in (`auth_time`),
which a refreshed token keeps. So a session ends even while the identity service cannot be reached, and a token of the
very second of the sign-out is old. What the identity service knows (disabled, password changed) is asked by
`tokens.check_alive`.
"""

import threading
import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.errors import Unauthenticated
from shared.gcp.firestore import Commit, Maximum, get_each, tombstone, user
from shared.gcp.token_claims import Identity

if TYPE_CHECKING:
    from google.cloud.firestore import DocumentReference

KEPT_S = 240.0  # reads may see a state this old; the promise is 5 minutes
_KEPT = 10_000
_lock = threading.Lock()
_states: dict[str, tuple[float, "State"]] = {}


@dataclass(frozen=True, slots=True)
class State:
    """`ended_at`: sessions that began in this second or before are over (seconds since the epoch)."""

    ended_at: int
    closed: bool


def check(identity: Identity, *, fresh: bool, closed_may: bool = False) -> None:
    """Refuse a token of a session that was ended, and of a closed account unless `closed_may`.

    `fresh=True` (writes, export, deletion) asks the store; otherwise its answer is kept for four minutes. Raises
    Unauthenticated, and Unavailable when the store must be asked and does not answer.
    """
    state = _state_of(identity.uid, fresh)
    if identity.auth_time <= state.ended_at or (state.closed and not closed_may):
        raise Unauthenticated("Sign in to continue.")


def end_all(commit: Commit, uid: str, at: datetime) -> None:
    """Put the end of every session that began until now into the commit. The later of two ends holds."""
    commit.merge(_ended(uid), {"at_second": Maximum(int(at.timestamp()))})


def forget(uid: str) -> None:
    """Ask the store at the next check in this process."""
    with _lock:
        _states.pop(uid, None)


def _ended(uid: str) -> "DocumentReference":
    ref: DocumentReference = user(uid).collection("sessions").document("ended")
    return ref


def _state_of(uid: str, fresh: bool) -> State:
    kept = _states.get(uid)
    if kept and not fresh and time.monotonic() - kept[0] < KEPT_S:
        return kept[1]
    asked_at = time.monotonic()
    ended, grave = get_each(_ended(uid), tombstone(uid))
    state = State(int((ended.to_dict() or {}).get("at_second", 0)), bool(grave.exists))
    with _lock:
        if len(_states) >= _KEPT:
            _states.clear()
        _states[uid] = (asked_at, state)
    return state
