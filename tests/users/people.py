"""Somebody who has an account and a canary in everything that is kept, and a walk over the whole store."""

import os
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from shared.config import config
from shared.gcp import identity, parked, storage
from shared.gcp.firestore import client, user
from tests.architecture.test_ownership import collections
from tests.users.conftest import Call, a_sign_up

ROOT = Path(__file__).resolve().parents[2]
_TOP = {"users", "usernames", "sign_ups", "bookmarks", "tombstones", "closing", "dead_letters", "quarantine"}
# What is written with more than a page of documents.
MANY = "expenses"
COUNT = 430


def kept_collections() -> set[str]:
    """Every collection below a person that the code names, and some that features yet to come will have."""
    found: set[str] = set()
    for folder in ("functions", "shared"):
        for file in (ROOT / folder).rglob("*.py"):
            found |= collections(file.read_text(encoding="utf-8"))
    assert {"expenses", "budgets", "periods", "notifications", "actions", "outbox", "keys", "sessions"} <= found
    return (found - _TOP) | {"devices", "messages", "audit", "gate", "usage", "chat"}


@dataclass
class Person:
    """`canary` stands in every document and file of this person."""

    sign_up: dict[str, str]
    uid: str
    access: str
    refresh: str
    canary: str = field(default_factory=lambda: f"canary-{uuid.uuid4().hex}")

    @property
    def traces(self) -> tuple[str, ...]:
        return self.uid, self.canary, self.sign_up["username"], self.sign_up["email"]


def person(call: Call) -> Person:
    """Somebody who has just signed up."""
    wanted = a_sign_up()
    answer = call("POST", "/api/users/create/", json=wanted, headers={"Idempotency-Key": "sign-up"})
    assert answer.json is not None
    assert answer.status_code == 201, answer.text
    return Person(wanted, answer.json["id"], answer.json["access"], answer.json["refresh"])


def plant(who: Person) -> None:
    """A document in each collection, one below another that is not there, more than two pages in one, and files."""
    batch = client().batch()
    base, now = user(who.uid), datetime(2026, 11, 21, 9, 30, 0, 123456, UTC)
    for name in kept_collections():
        about = {"canary": who.canary, "minor": 10**12 - 1, "currency": "TND", "at": now, "list": [{"deep": None}]}
        batch.set(base.collection(name).document("planted"), about)
        batch.set(base.collection(name).document("nobody").collection("below").document("x"), {"canary": who.canary})
    batch.commit()
    for start in range(0, COUNT, 400):
        batch = client().batch()
        for number in range(start, min(start + 400, COUNT)):
            batch.set(base.collection(MANY).document(f"many-{number:04}"), {"canary": who.canary, "minor": number})
        batch.commit()
    for place in ("dead_letters", "quarantine"):
        row = {"uid": who.uid, "data": who.canary, "at": now, "replayed_at": None}
        client().collection(place).document(uuid.uuid4().hex).set(row)
    client().collection("bookmarks").document(f"walk-{who.uid}").set({"after": f"users/{who.uid}/receipts/rcp_a"})
    for name in ("rcp_a", "rcp_b"):
        storage.put(f"users/{who.uid}/receipts/{name}", who.canary.encode(), "image/jpeg")
    assert parked.waiting_count("dead_letters")


def forget_everybody() -> None:
    """Empty the store of this project: a walk over it is then as long as one test makes it."""
    host = os.environ["FIRESTORE_EMULATOR_HOST"]
    url = f"http://{host}/emulator/v1/projects/{config().project}/databases/(default)/documents"
    assert requests.delete(url, timeout=30).ok
    for blob in storage._receipts().list_blobs():
        blob.delete()


def everything() -> dict[str, Any]:
    """path -> fields of all documents of the project, and the files of the bucket, found without our own code."""
    found: dict[str, Any] = {}
    for top in client().collections():
        for row in top.recursive().stream():
            found[row.reference.path] = row.to_dict()
    for blob in storage._receipts().list_blobs(versions=True):
        found[f"gs://{blob.name}"] = blob.download_as_bytes()
    return found


def traces_of(who: Person) -> list[str]:
    """Where anything of a person is still to be found, the sign-in account too."""
    found = [path for path, data in everything().items() if any(one in f"{path} {data!r}" for one in who.traces)]
    if identity.lookup(who.uid) or identity.find_uid(who.sign_up["email"]):
        found.append("the sign-in account")
    return found


def of(who: Person, held: dict[str, Any]) -> dict[str, Any]:
    """What in `held` belongs to this person."""
    return {path: data for path, data in held.items() if any(one in f"{path} {data!r}" for one in who.traces)}
