"""Pushes that wait (`held/{notification}`), and which devices each was sent to or is being sent to (`pushes/{key}`)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from functions.notify.models import Held, Why
from shared.gcp.firestore import Commit, client, get, read_all, user, where

_MOST_HELD = 200
# Pub/Sub has given up long before.
_KEPT = timedelta(days=30)
# Longer than FCM is waited for, with the repetitions of its library. Who dies while sending holds a device so long.
CLAIMED_FOR = timedelta(minutes=2)


def _held(uid: str) -> Any:
    return user(uid).collection("held")


def _push(uid: str, key: str) -> Any:
    return user(uid).collection("pushes").document(key)


def hold(commit: Commit, uid: str, held: Held) -> None:
    """Let a push wait, or wait until another moment."""
    commit.merge(_held(uid).document(held.notification_id), {"why": held.why, "due_at": held.due_at})


def drop(commit: Commit, uid: str, notification_ids: Iterable[str]) -> None:
    """Put the end of the waiting into the commit."""
    for one in notification_ids:
        commit.delete(_held(uid).document(one))


def waiting(uid: str, why: Why, now: datetime) -> list[Held]:
    """What waits for a person and is due, the longest first."""
    rows = read_all(_held(uid).order_by("due_at").limit(_MOST_HELD))
    found = [Held(row.id, **(row.to_dict() or {})) for row in rows]
    return [one for one in found if one.why == why and one.due_at <= now]


def due(why: Why, now: datetime, after: Any, limit: int) -> tuple[list[str], Any]:
    """For whom something is due, from after a place, and the place after it; None: that was all."""
    rows = where(where(client().collection_group("held"), "why", "==", why), "due_at", "<=", now)
    rows = rows.order_by("due_at").order_by("__name__").limit(limit)
    found = read_all(rows.start_after(after) if after else rows)
    uids = list(dict.fromkeys(row.reference.parent.parent.id for row in found))
    return uids, found[-1] if len(found) == limit else None


class Sending:
    """Whom a push was sent to and who is sending it, as it was read: a device is claimed before FCM is asked.

    `now` is the clock's, and not the moment that a long run began at: a claim is to end when its holder is dead.
    """

    def __init__(self, uid: str, key: str, now: datetime) -> None:
        self._snapshot = get(_push(uid, key))
        stored = self._snapshot.to_dict() or {}
        self._now = now
        # Devices that it has reached, or that refused it for good.
        self.sent: set[str] = set(stored.get("sent", {}))
        # Devices that somebody else is sending it to.
        self.claimed = {name for name, until in stored.get("claimed", {}).items() if until > now} - self.sent

    def claim(self, commit: Commit, device_ids: Sequence[str]) -> None:
        """Put claims of these devices into a commit that is Contended when another delivery came in between."""
        until = self._now + CLAIMED_FOR
        if self._snapshot.exists:
            commit.update(self._snapshot, {f"claimed.{one}": until for one in device_ids})
        else:
            claimed = {"claimed": dict.fromkeys(device_ids, until), "expires_at": self._now + _KEPT}
            commit.create(self._snapshot.reference, claimed)

    def settle(self, commit: Commit, claimed: Sequence[str], sent: Sequence[str]) -> None:
        """Put into the commit which of the claimed devices have it; the claims end."""
        if not claimed:
            return
        told: dict[str, Any] = {"claimed": dict.fromkeys(claimed, self._now), "expires_at": self._now + _KEPT}
        if sent:  # an empty map would take the place of what is there
            told["sent"] = dict.fromkeys(sent, self._now)
        commit.merge(self._snapshot.reference, told)
