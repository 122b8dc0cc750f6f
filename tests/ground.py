"""What tests of one feature stand on: the real store with a project of their own, a person, and what was published."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from cloudevents.http import CloudEvent

from functions.budget import service as budgets
from functions.budget.models import Budget, NewBudget
from functions.ledger import service as ledger
from functions.ledger.models import Entry, Kind
from functions.users import rules as user_rules
from shared.config import config
from shared.context import Context
from shared.events import AnyEvent, Event, decode, encode
from shared.gcp import pubsub
from shared.gcp.firestore import user
from shared.gcp.idempotency import request_key
from shared.gcp.token_claims import Identity
from shared.ids import new_id
from shared.period import period_of, today_in
from shared.web import auth
from tests import emulators


@dataclass(slots=True)
class Ground:
    """The store of one test. `published` holds the events that were published, in order."""

    published: list[AnyEvent] = field(default_factory=list)

    def person(self) -> str:
        """The uid of somebody with a profile in DZD."""
        uid = emulators.own_project("uid")
        names = {"username": uid, "email": f"{uid}@example.com", "first_name": "", "last_name": ""}
        profile = user_rules.new_profile("DZD", "Africa/Algiers")
        user(uid).set({**names, "profile": profile, "created_at": datetime.now(UTC)})
        return uid

    def today(self) -> date:
        return today_in(datetime.now(UTC), "Africa/Algiers")

    def budget(self, uid: str, title: str, minor: int, currency: str = "DZD") -> Budget:
        return budgets.create_budget(context(uid), NewBudget(title, minor, currency, f"## {title}"))

    def spend(
        self, uid: str, minor: int | None, budget: Budget | None = None, *, kind: Kind = "expense", **about: Any
    ) -> Entry:
        """Post one entry, as the expenses function does."""
        now, day = datetime.now(UTC), about.pop("date", self.today())
        asked = about.pop("context", None) or context(uid)
        known: dict[str, Any] = {"currency": "DZD", "status": "posted", "source": "manual", "id": new_id("exp")}
        entry = Entry(
            kind=kind,
            product_name="Something",
            minor=minor,
            date=day,
            period_start=period_of(day).key,
            created_at=now,
            updated_at=now,
            budget_id=budget.id if budget else None,
            category_name=budget.title if budget else None,
            **(known | about),
        )
        commit = asked.commit()
        ledger.post(asked, commit, [entry])
        asked.finish(commit)
        return entry

    def of_type(self, kind: str) -> list[Any]:
        return [event for event in self.published if event.type == kind]


def context(uid: str, now: datetime | None = None) -> Context:
    now = now or datetime.now(UTC)
    return Context(uid, now, request_key(uid, "POST /test", None, "", now))


def pushed(event: Event) -> CloudEvent:
    """The event as Pub/Sub hands it to a worker."""
    message = {"data": base64.b64encode(encode(event)).decode(), "attributes": {"type": event.type}}
    attributes = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
    return CloudEvent(attributes, {"message": message})


def sign_in_as(uid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of this test come from this person; that tokens are verified is shown elsewhere."""
    from flask import g

    def signed_in() -> Identity:
        second = int(datetime.now(UTC).timestamp())
        g.uid, g.identity = uid, Identity(uid, None, second, second)
        found: Identity = g.identity
        return found

    monkeypatch.setattr(auth, "sign_in", signed_in)


@pytest.fixture(scope="session")
def store() -> Iterator[str]:
    with emulators.firestore() as host:
        yield host


@pytest.fixture
def ground(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", store)
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", emulators.own_project("ground"))
    config.cache_clear()
    found = Ground()
    monkeypatch.setattr(pubsub, "publish", lambda _topic, data, _attributes: found.published.append(decode(data)))
    yield found
    config.cache_clear()


__all__ = ["Ground", "context", "ground", "pushed", "sign_in_as", "store"]
