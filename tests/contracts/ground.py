"""A world for one try of a scenario: the real store with a project of its own, and a count of all that is in it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import requests
from werkzeug.test import TestResponse

import main
from dev import parts
from dev.declaration import load
from functions.expenses.models import ReadExpense, Reading
from functions.expenses.service import pending
from functions.journal.service import Meter
from shared.ai import reach
from shared.ai.errors import ModelUnavailable
from shared.config import config
from shared.events import decode
from shared.gcp import pubsub
from shared.gcp.firestore import client
from tests.contracts.conftest import point_at
from tests.contracts.scenarios import PUBLIC, Asked, Route
from tests.ground import Ground, sign_in_as

UNSAFE = {"POST", "PATCH", "PUT", "DELETE"}
# What guards leave behind is no effect.
_GUARDS = {"keys", "processed", "sign_ups"}
HTTP = sorted({name for _, name in load().routes})


class World:
    """One person and the apps; `weight` is what the store holds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ground = Ground()
        monkeypatch.setattr(pubsub, "publish", lambda _topic, data, _about: self.ground.published.append(decode(data)))
        self.uid = self.ground.person()
        self._patch = monkeypatch

    def send(
        self, route: Route, asked: Asked, key: str | None, body: Any = None, uid: str | None = None
    ) -> TestResponse:
        """One request with a key."""
        if route.rule not in PUBLIC:
            sign_in_as(uid or self.uid, self._patch)
        method = route.rule.split()[0]
        app: Any = app_of(asked.path)
        headers = {} if key is None else {"Idempotency-Key": key}
        answered: TestResponse = app.test_client().open(
            asked.path, method=method, headers=headers, **(body or asked.body)()
        )
        return answered

    def weight(self) -> dict[str, Any]:
        """How many documents there are of each kind, the sums and counters, and the events that were published."""
        counts: Counter[str] = Counter()
        sums: list[Any] = []
        waiting = list(client().collections())
        while waiting:
            collection = waiting.pop()
            for row in collection.list_documents():
                waiting += row.collections()
                if collection.id in _GUARDS or collection.id == "outbox":
                    continue
                counts[collection.id] += 1
                if collection.id in {"periods", "counters"}:
                    stored = row.get().to_dict() or {}
                    sums.append(sorted(map(str, _leaves(stored))))
        published = sorted({event.event_id: event.type for event in self.ground.published}.values())
        return {"documents": dict(counts), "sums": sorted(sums), "published": published}


def _leaves(stored: Any) -> Iterator[int]:
    if isinstance(stored, dict):
        for one in stored.values():
            yield from _leaves(one)
    elif isinstance(stored, int):
        yield stored


def app_of(path: str) -> Any:
    """The Flask app that serves a path."""
    from importlib import import_module

    return import_module(main.FUNCTIONS[load().function_of(path)]).app


def unsafe_routes() -> set[str]:
    """Every route of every HTTP function that may write, as `METHOD rule`."""
    from importlib import import_module

    found = set()
    for name in HTTP:
        for rule in import_module(main.FUNCTIONS[name]).app.url_map.iter_rules():
            found |= {f"{method} {rule.rule}" for method in UNSAFE & (rule.methods or set())}
    return found


def _forget_clients() -> None:
    from shared.gcp import firestore, storage

    firestore._client.cache_clear()
    storage._bucket.cache_clear()


def _back(meter: Meter, *_: Any) -> Reading:
    """The model is down for requests; when the receipt is read later it is back, if it may be asked."""
    if not meter.budget().limits.model_calls:
        raise ModelUnavailable("over_budget")
    return Reading((ReadExpense("Lunch", Decimal(1100), "DZD", date(2026, 11, 21)),))


@contextmanager
def world(services: dict[str, str]) -> Iterator[World]:
    """An empty store on the running emulators, with a model that does not answer."""
    with pytest.MonkeyPatch.context() as patch:
        point_at(services["identity"], patch)
        for name in ("FIRESTORE_EMULATOR_HOST", "STORAGE_EMULATOR_HOST", "RECEIPTS_BUCKET", "FCM_EMULATOR_HOST"):
            patch.setenv(name, services[name])
        # The identity server knows one project, so tests that delete accounts cannot have one of their own.
        documents = f"emulator/v1/projects/{parts.PROJECT}/databases/(default)/documents"
        requests.delete(f"http://{services['FIRESTORE_EMULATOR_HOST']}/{documents}", timeout=10).raise_for_status()
        for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"):
            patch.delenv(name, raising=False)
        config.cache_clear()
        _forget_clients()  # of emulators that other tests have ended
        reach.reset()
        patch.setattr(pending, "read", _back)
        yield World(patch)
        _forget_clients()
    config.cache_clear()
