"""Devices that take pushes: `users/{uid}/devices/{hash of the token}`, removed with the account."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from functions.notify.models import Device, Platform
from shared.gcp.firestore import Commit, client, get, read_all, user, where

MOST = 20


def _devices(uid: str) -> Any:
    return user(uid).collection("devices")


def _ref(uid: str, token: str) -> Any:
    return _devices(uid).document(hashlib.sha256(token.encode()).hexdigest()[:40])


def devices_of(uid: str) -> list[Device]:
    """All devices of a person."""
    return [Device(id=row.id, **(row.to_dict() or {})) for row in read_all(_devices(uid).limit(MOST + 1))]


def tokens_of(token: str) -> list[Any]:
    """Where a token is registered, whosever it is: the references of the devices."""
    return [row.reference for row in read_all(where(client().collection_group("devices"), "token", "==", token))]


class Registration:
    """The places where a token is registered, as they were read."""

    def __init__(self, uid: str, token: str) -> None:
        self._mine = get(_ref(uid, token))
        self._others = [ref for ref in tokens_of(token) if ref != self._mine.reference]
        self._uid = uid
        self._token = token

    def write(self, commit: Commit, platform: Platform, at: datetime) -> None:
        """Put it into the commit. An installed app is of one person: whoever used it before is pushed nothing there.

        A person has up to 20 devices; the one that was seen longest ago makes room.
        """
        stored = {"token": self._token, "platform": platform, "seen_at": at}
        for other in self._others:
            commit.delete(other)
        if self._mine.exists:
            commit.update(self._mine, stored)
            return
        commit.create(self._mine.reference, stored)
        known = sorted(devices_of(self._uid), key=lambda one: one.seen_at)
        for one in known[: max(0, len(known) + 1 - MOST)]:
            commit.delete(_devices(self._uid).document(one.id))


def forget_device(commit: Commit, uid: str, token: str) -> None:
    """Put the removal into the commit, whether it is registered or not."""
    commit.delete(_ref(uid, token))


def forget_dead(commit: Commit, uid: str, dead: Iterable[Device]) -> None:
    """Put the removal of devices that no push reaches any more into the commit."""
    for one in dead:
        commit.delete(_devices(uid).document(one.id))
