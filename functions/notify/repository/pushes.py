"""Pushes that wait (`held/{notification}`), and to which devices each was sent (`pushes/{key}`)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from functions.notify.models import Held, Why
from shared.gcp.firestore import Commit, client, get, read_all, user, where

_MOST_HELD = 200
# Pub/Sub has given up long before.
_KEPT = timedelta(days=30)


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


def sent_to(uid: str, key: str) -> set[str]:
    """The devices that this push has reached, or that refused it for good."""
    return set((get(_push(uid, key)).to_dict() or {}).get("sent", {}))


def record(commit: Commit, uid: str, key: str, device_ids: Iterable[str], at: datetime) -> None:
    """Put into the commit which devices have it."""
    if told := dict.fromkeys(device_ids, at):  # an empty map would take the place of what is there
        commit.merge(_push(uid, key), {"sent": told, "expires_at": at + _KEPT})
